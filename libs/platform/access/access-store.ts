import type { AccessStore } from './port.js';
import { openPostgresAccess } from './postgres-access.js';
import { openSqliteAccess } from './sqlite-access.js';

/** Where tokens and the directory of people are kept; the address of a database holds secrets. */
export type AccessLocation =
  | { readonly engine: 'sqlite'; readonly dataDir: string }
  | { readonly engine: 'postgres'; readonly url: string; readonly schema: string };

/** Opens the tokens and people of a ledger. Errors: `newer-schema` for a database that a later version has written. */
export async function openAccessStore(location: AccessLocation): Promise<AccessStore> {
  return location.engine === 'sqlite' ? openSqliteAccess(location.dataDir) : openPostgresAccess(location);
}
