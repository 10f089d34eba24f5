import type { AccessStore } from './access-store.js';

/** Where tokens and the directory of people are kept; the address of a database holds secrets. */
export type AccessLocation =
  | { readonly engine: 'sqlite'; readonly dataDir: string }
  | { readonly engine: 'postgres'; readonly url: string; readonly schema: string };

/** Opens the tokens and people of a ledger. Errors: `newer-schema` for a database that a later version has written. */
export async function openAccessStore(location: AccessLocation): Promise<AccessStore> {
  // Only the engine that is asked for: a command on files need not load the client of a database.
  if (location.engine === 'sqlite') {
    const { openSqliteAccess } = await import('./sqlite-access.js');
    return openSqliteAccess(location.dataDir);
  }
  const { openPostgresAccess } = await import('./postgres-access.js');
  return openPostgresAccess(location);
}
