import type { QueryStore } from '#read-store/runtime/asked-store.js';
import type { ReadLocation } from '#read-store/runtime/read-location.js';
import type { ReadStore } from '#read-store/runtime/read-store.js';

const loadProjections = async () => (await import('#read-models/projections.js')).PROJECTIONS;

/** Errors: `newer-schema` for a database that a later version has migrated. */
export async function openReadStore(location: ReadLocation): Promise<ReadStore> {
  // Lazy: a command on files must not load the PostgreSQL client.
  if (location.engine === 'sqlite') {
    const { openSqliteReadStore } = await import('#read-store/sqlite/read-store.js');
    return openSqliteReadStore(location.dataDir, await loadProjections());
  }
  const { openPostgresReadStore } = await import('#read-store/postgres/read-store.js');
  return openPostgresReadStore(location, await loadProjections());
}

export async function openQueryStore(location: ReadLocation): Promise<QueryStore> {
  if (location.engine === 'sqlite') {
    const { openSqliteQueryStore } = await import('#read-store/sqlite/asked-store.js');
    return openSqliteQueryStore(location.dataDir, loadProjections);
  }
  const [store, { openReadModels }] = await Promise.all([
    openReadStore(location),
    import('#read-store/runtime/read-models.js'),
  ]);
  return { ...store, models: async (name) => openReadModels(name, store) };
}
