import { openReadModels, type QueryStore, type ReadLocation, type ReadStore } from '#read-store/index.js';

const loadProjections = async () => (await import('#read-models/index.js')).PROJECTIONS;

/** Errors: `newer-schema` for a database that a later version has migrated. */
export async function openReadStore(location: ReadLocation): Promise<ReadStore> {
  // Lazy: a command on files must not load the PostgreSQL client.
  if (location.engine === 'sqlite') {
    const { openSqliteReadStore } = await import('#read-store/sqlite/index.js');
    return openSqliteReadStore(location.dataDir, await loadProjections());
  }
  const { openPostgresReadStore } = await import('#read-store/postgres/index.js');
  return openPostgresReadStore(location, await loadProjections());
}

export async function openQueryStore(location: ReadLocation): Promise<QueryStore> {
  if (location.engine === 'sqlite') {
    const { openSqliteQueryStore } = await import('#read-store/sqlite/index.js');
    return openSqliteQueryStore(location.dataDir, loadProjections);
  }
  const store = await openReadStore(location);
  return { ...store, models: async (name) => openReadModels(name, store) };
}
