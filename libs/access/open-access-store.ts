import type { AccessStore } from './access-store.js';

/** Where the access store is; the address of a database holds secrets. */
export type AccessLocation =
  | { readonly engine: 'sqlite'; readonly dataDir: string }
  | { readonly engine: 'postgres'; readonly url: string; readonly schema: string };

/** Opens the access store of a ledger. Errors: `newer-schema` for a database that a later version has written. */
export async function openAccessStore(location: AccessLocation): Promise<AccessStore> {
  const engine = await openEngine(location);
  const { kyselyAccessStore } = await import('./kysely-access-store.js');
  return kyselyAccessStore(engine);
}

/** Imports only the engine that is asked for: a command on files need not load the client of a database. */
async function openEngine(location: AccessLocation) {
  if (location.engine === 'sqlite') return (await import('./sqlite-engine.js')).openSqliteEngine(location.dataDir);
  return (await import('./postgres-engine.js')).openPostgresEngine(location);
}
