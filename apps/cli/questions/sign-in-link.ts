import type { AccessStore } from '#access/index.js';
import { administratorsToken, makeSignInLink, type SignInLink } from '#application/index.js';
import { readServerFile, readStoreSettings } from '#platform/index.js';
import { remoteOf } from '../client/remote.js';
import { answer } from '../shell/answer.js';
import { JSON_FLAG, jsonOf, readFlags } from '../shell/flags.js';
import { commandHelp } from '../shell/help.js';
import { UsageError } from '../shell/usage.js';
import { withAccess } from '../shell/with-access.js';

const FLAGS = {
  token: { value: '<token>', description: 'the token that it signs in as, by reference; default: the administrator' },
  ...JSON_FLAG,
};

interface Reachable extends SignInLink {
  readonly url: string;
}

export async function signInLink(words: readonly string[]): Promise<void> {
  const { given, help } = readFlags('sign-in-link', words, FLAGS);
  if (help) return console.log(commandHelp('sign-in-link', FLAGS));
  const token = typeof given.token === 'string' ? given.token : undefined;
  const remote = remoteOf(process.env);
  if (remote && token !== undefined)
    throw new UsageError('--token is for a ledger on this machine; with ACTION_LEDGER_URL set ACTION_LEDGER_TOKEN');
  const link = remote ? await askedOf(remote) : await madeIn(process.env, token);
  const { url, expiresAt } = link;
  answer(jsonOf(given), { url, expiresAt }, `Sign in at ${url}\nIt works once, until ${expiresAt}.`);
}

async function askedOf({ url, token }: { readonly url: string; readonly token: string }): Promise<Reachable> {
  const { httpClient } = await import('../client/http-client.js');
  return reachable(await httpClient(url, token).signInLink(), url);
}

/** Writes to the access store directly, which works with and without a running server. */
async function madeIn(environment: NodeJS.ProcessEnv, token: string | undefined): Promise<Reachable> {
  const settings = readStoreSettings(environment);
  const link = await withAccess(settings, async (access) =>
    makeSignInLink(access, token === undefined ? await administratorsToken(access) : await idOf(access, token)),
  );
  const { PUBLIC_URL, HOST = '127.0.0.1', PORT = '3000' } = environment;
  const running = readServerFile(settings.DATA_DIR);
  return reachable(link, PUBLIC_URL || running?.publicUrl || running?.url || `http://${HOST}:${PORT}`);
}

const reachable = (link: SignInLink, address: string): Reachable => ({
  ...link,
  url: new URL(link.path, address).href,
});

async function idOf(access: AccessStore, ref: string): Promise<string> {
  const token = (await access.tokens()).find(({ id, reference }) => [id, reference].includes(ref));
  if (token?.revokedAt === null) return token.id;
  throw new Error(
    token === undefined
      ? `There is no token ${ref}; \`action-ledger token list\` lists them.`
      : `The token ${ref} is revoked; create another with \`action-ledger token create\`.`,
  );
}
