import type { AccessStore } from './access-store.js';

export type AccessLocation =
  | { readonly engine: 'sqlite'; readonly dataDir: string }
  | { readonly engine: 'postgres'; readonly url: string; readonly schema: string };

/** Errors: `newer-schema` for a database that a later version wrote. */
export async function openAccessStore(location: AccessLocation): Promise<AccessStore> {
  const engine = await openEngine(location);
  const { kyselyAccessStore } = await import('./kysely-access-store.js');
  return kyselyAccessStore(engine);
}

/** Loads engines lazily: a command on files need not load the PostgreSQL client. */
async function openEngine(location: AccessLocation) {
  if (location.engine === 'sqlite') return (await import('./sqlite-engine.js')).openSqliteEngine(location.dataDir);
  return (await import('./postgres-engine.js')).openPostgresEngine(location);
}
