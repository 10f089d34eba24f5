import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { IssueToken, readBody } from '#domain/index.js';
import { type Config, writePrivate } from '#platform/index.js';
import { administrator, SYSTEM } from '../ledger/begin-ledger.js';
import type { Ledger } from '../ledger/open-ledger.js';
import { tokenSecrets } from './token-secrets.js';

export async function firstToken(
  { ADMIN_TOKEN, DATA_DIR, DATABASE_URL }: Config,
  ledger: Ledger,
  isTerminal: boolean,
): Promise<string | undefined> {
  if (ADMIN_TOKEN !== undefined || (await ledger.access.tokens()).length > 0) return undefined;
  const left = join(DATA_DIR, 'access.db');
  if (DATABASE_URL !== undefined && existsSync(left))
    return `No token was made: ${left} holds those of this ledger. Stop this process, then \`action-ledger copy --from ${DATA_DIR} --to <DATABASE_URL>\` brings them and the names of people over; or take the file away.`;
  const secret = await issueAdministratorToken(ledger);
  if (isTerminal) return `The administrator's token, shown this once: ${secret}`;
  const file = join(DATA_DIR, 'admin-token');
  writePrivate(file, `${secret}\n`);
  return `The administrator's token is in ${file}; keep it elsewhere and delete the file.`;
}

/** The fixed idempotency key lets a restart finish an issue that crashed between event and secret. */
async function issueAdministratorToken(ledger: Ledger): Promise<string> {
  const { party, roles } = administrator;
  const read = readBody(IssueToken, { party, roles, label: 'First token of the administrator' });
  if ('errors' in read) throw new Error('The first token cannot be issued.');
  const result = await ledger.commands.handle({
    kind: 'token',
    command: read.command,
    principal: SYSTEM,
    idempotencyKey: 'first-token',
  });
  const made = await tokenSecrets(ledger).create(result);
  if (!made) throw new Error('The first token was issued before; its secret was shown then and is not kept.');
  return made.token;
}
