import { SubCommand } from 'nest-commander';
import type { TokenRow } from '#platform/access/credential.js';
import { withLedger } from '../door/open-door.js';
import { inOneLine } from '../report/visible-text.js';
import { type JsonOption, LedgerCommand } from './ledger-command.js';

@SubCommand({ name: 'list', description: 'list every token, live or revoked, without its secret' })
export class TokenListCommand extends LedgerCommand {
  async run(_: string[], options: JsonOption): Promise<void> {
    const tokens = await withLedger((door) => door.tokens());
    this.answer(options, tokens, tokens.map(lineOf).join('\n') || 'There is no token.');
  }
}

function lineOf({ reference, roles, label, createdAt, revokedAt }: TokenRow): string {
  const state = revokedAt === null ? 'live' : `revoked ${revokedAt}`;
  return [reference, roles.join(','), `made ${createdAt}`, state, inOneLine(label ?? '')].join('  ').trimEnd();
}
