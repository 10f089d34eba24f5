import { RevokeToken } from '#domain/index.js';
import { bodyOf } from '../client/client.js';
import { withLedger } from '../client/open-client.js';
import { answer, type JsonOption } from '../shell/answer.js';
import { ledgerCommand } from './ledger-command.js';

interface Options extends JsonOption {
  readonly reason?: string;
}

export const tokenRevoke = ledgerCommand('token revoke').option('--reason <reason>', 'why').action(run);

async function run(ref: string, { json, ...fields }: Options): Promise<void> {
  const command = bodyOf(RevokeToken, fields);
  const result = await withLedger((door) => door.give({ kind: 'token', verb: 'revoke', ref, command }));
  const done = result.events.length > 0 ? 'is revoked' : 'was revoked before';
  answer({ json }, result, `${result.reference} ${done}`);
}
