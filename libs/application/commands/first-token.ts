import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { IssueToken, readBody } from '#domain/index.js';
import { type Config, writePrivate } from '#platform/index.js';
import type { Ledger } from '../ledger/open-ledger.js';
import { administrator, SYSTEM } from '../ledger/principals.js';
import { administratorsToken, makeSignInLink, SIGN_IN_LINK_MINUTES } from './sign-in-link.js';
import { tokenSecrets } from './token-secrets.js';

const ANOTHER_LINK = 'To sign in: action-ledger sign-in-link';

/** The lines that tell whoever starts a server how to come in; those of a ledger's first start hold secrets. */
export async function tellAccess(
  config: Config,
  ledger: Ledger,
  { address, isTerminal }: { readonly address: string; readonly isTerminal: boolean },
): Promise<readonly string[]> {
  if (config.ADMIN_TOKEN !== undefined || (await ledger.access.tokens()).length > 0) return [ANOTHER_LINK];
  const token = await firstToken(config, ledger, isTerminal);
  if (token.left) return [token.line];
  const { path } = await makeSignInLink(ledger.access, await administratorsToken(ledger.access));
  const works = `works once, within ${SIGN_IN_LINK_MINUTES} minutes; for another: action-ledger sign-in-link`;
  return [token.line, `Sign in at ${new URL(path, address).href} (${works})`];
}

async function firstToken(
  { DATA_DIR, DATABASE_URL }: Config,
  ledger: Ledger,
  isTerminal: boolean,
): Promise<{ readonly line: string; readonly left?: true }> {
  const left = join(DATA_DIR, 'access.db');
  if (DATABASE_URL !== undefined && existsSync(left))
    return {
      left: true,
      line: `No token was made: ${left} holds those of this ledger. Stop this process, then \`action-ledger copy --from ${DATA_DIR} --to <DATABASE_URL>\` brings them and the names of people over; or take the file away.`,
    };
  const secret = await issueAdministratorToken(ledger);
  if (isTerminal) return { line: `The administrator's token, shown this once: ${secret}` };
  const file = join(DATA_DIR, 'admin-token');
  writePrivate(file, `${secret}\n`);
  return { line: `The administrator's token is in ${file}; keep it elsewhere and delete the file.` };
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
