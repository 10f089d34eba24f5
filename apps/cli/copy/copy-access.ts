import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { inDatabase, inDataDir } from '#read-store/runtime/read-location.js';
import { type AccessLocation, type AccessStore, openAccessStore, type AccessSnapshot } from '#access/index.js';
import { asCopied } from '#webhooks/index.js';
import { CopyError } from './copy.js';

/** How many tokens, webhooks and names both sides hold, and whether this run copied them. */
export interface CopiedAccess {
  readonly tokens: number;
  readonly webhooks: number;
  readonly people: number;
  readonly copied: boolean;
}

/** Whether a store, as it is named on the command line, is a database, which holds tokens and people and no events. */
export const isDatabase = (name: string): boolean => /^postgres(ql)?:\/\//.test(name);

/** Where tokens and people are, as it is named on the command line: a `postgres://` address, or a data folder. */
export function accessAt(name: string, prefix: string | undefined): AccessLocation {
  if (isDatabase(name)) return inDatabase(name, prefix);
  if (prefix === undefined && !/^esdb/.test(name)) return inDataDir(name);
  throw new Error(
    `Tokens and people are copied between a data folder and a postgres:// address, and ${name} is neither.`,
  );
}

/** Opens the tokens and people that are copied. */
export async function openSourceAccess(location: AccessLocation): Promise<AccessStore> {
  if (location.engine === 'sqlite' && !existsSync(join(location.dataDir, 'access.db')))
    throw new Error(`There is no access.db in ${location.dataDir}; name the data folder of a ledger.`);
  return openAccessStore(location);
}

/** Opens where they are copied to, making the folder where there is none. */
export async function openTargetAccess(location: AccessLocation): Promise<AccessStore> {
  if (location.engine === 'sqlite') mkdirSync(location.dataDir, { recursive: true, mode: 0o700 });
  return openAccessStore(location);
}

/**
 * Copies the hashes of tokens, the secrets and places of webhooks and the names of persons to a store that holds none,
 * all of them or nothing; webhooks are halted there. A store that holds the same already is left as it is. What was written to since is refused: it may have forgotten a name, or
 * revoked a token, that would come back. Fails with a CopyError.
 */
export async function copyAccess(from: AccessStore, to: AccessStore): Promise<CopiedAccess> {
  const [source, target] = [halting(await from.snapshot()), await to.snapshot()];
  const counted = countOf(source);
  if (isDeepStrictEqual(source, target)) return { ...counted, copied: false };
  const { tokens, webhooks, people } = countOf(target);
  if (tokens + webhooks + people > 0)
    throw new CopyError(
      'target-in-use',
      `The target holds tokens, webhooks or people of its own (${tokens}, ${webhooks} and ${people}); copy before the first process starts on it.`,
    );
  await to.restore(source);
  if (!isDeepStrictEqual(halting(await from.snapshot()), await to.snapshot()))
    throw new CopyError(
      'copy-differs',
      'Tokens, webhooks or people were written while they were copied: stop what writes them.',
    );
  return { ...counted, copied: true };
}

/** One that went on there too would send each event twice. */
const halting = (snapshot: AccessSnapshot): AccessSnapshot => ({
  ...snapshot,
  webhooks: snapshot.webhooks.map(asCopied),
});

const countOf = ({ tokens, webhooks, people }: AccessSnapshot) => ({
  tokens: tokens.length,
  webhooks: webhooks.length,
  people: people.length,
});
