import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { type AccessLocation, type AccessSnapshot, type AccessStore, openAccessStore } from '#access/index.js';
import { inDatabase, inDataDir } from '#read-store/index.js';
import { asCopied } from '#webhooks/index.js';
import { CopyError } from './copy.js';

export interface CopiedAccess {
  readonly tokens: number;
  readonly webhooks: number;
  readonly people: number;
  readonly copied: boolean;
}

export const isDatabase = (name: string): boolean => /^postgres(ql)?:\/\//.test(name);

/** Accepts a `postgres://` URL or a data folder. */
export function accessAt(name: string, prefix: string | undefined): AccessLocation {
  if (isDatabase(name)) return inDatabase(name, prefix);
  if (prefix === undefined && !/^esdb/.test(name)) return inDataDir(name);
  throw new Error(
    `Tokens and people can be copied only between a data folder and a postgres:// address; ${name} is neither.`,
  );
}

export async function openSourceAccess(location: AccessLocation): Promise<AccessStore> {
  if (location.engine === 'sqlite' && !existsSync(join(location.dataDir, 'access.db')))
    throw new Error(`There is no access.db in ${location.dataDir}; name the data folder of a ledger.`);
  return openAccessStore(location);
}

export async function openTargetAccess(location: AccessLocation): Promise<AccessStore> {
  if (location.engine === 'sqlite') mkdirSync(location.dataDir, { recursive: true, mode: 0o700 });
  return openAccessStore(location);
}

/** Refuses a target written to since: it may have erased a name or revoked a token. Errors: `CopyError`. */
export async function copyAccess(from: AccessStore, to: AccessStore): Promise<CopiedAccess> {
  const [source, target] = [halting(await from.snapshot()), await to.snapshot()];
  const counted = countOf(source);
  if (isDeepStrictEqual(source, target)) return { ...counted, copied: false };
  const { tokens, webhooks, people } = countOf(target);
  if (tokens + webhooks + people > 0)
    throw new CopyError(
      'target-in-use',
      `The target already contains tokens, webhooks or people (${tokens}, ${webhooks} and ${people}); copy into an empty one before a server starts on it.`,
    );
  await to.restore(source);
  if (!isDeepStrictEqual(halting(await from.snapshot()), await to.snapshot()))
    throw new CopyError(
      'copy-differs',
      'Tokens, webhooks or people changed during the copy: stop the server that writes them and copy again.',
    );
  return { ...counted, copied: true };
}

/** Halts copied webhooks: two active copies would send each event twice. */
const halting = (snapshot: AccessSnapshot): AccessSnapshot => ({
  ...snapshot,
  webhooks: snapshot.webhooks.map(asCopied),
});

const countOf = ({ tokens, webhooks, people }: AccessSnapshot) => ({
  tokens: tokens.length,
  webhooks: webhooks.length,
  people: people.length,
});
