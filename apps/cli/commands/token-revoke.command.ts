import { Option, SubCommand } from 'nest-commander';
import { RevokeToken } from '#domain/access/token.js';
import { bodyOf } from '../client/client.js';
import { withLedger } from '../client/open-client.js';
import { COMMANDS } from '../shell/command-list.js';
import { type JsonOption, LedgerCommand } from './ledger-command.js';

interface Options extends JsonOption {
  readonly reason?: string;
}

@SubCommand(COMMANDS['token revoke'])
export class TokenRevokeCommand extends LedgerCommand {
  async run([ref]: string[], { json, ...fields }: Options): Promise<void> {
    const command = bodyOf(RevokeToken, fields);
    const result = await withLedger((client) => client.give({ kind: 'access', verb: 'revoke', ref, command }));
    const done = result.events.length > 0 ? 'is revoked' : 'was revoked before';
    this.answer({ json }, result, `${result.reference} ${done}`);
  }

  @Option({ flags: '--reason <reason>', description: 'why' })
  reason(reason: string) {
    return reason;
  }
}
