import type { QueryStore } from './runtime/asked-store.js';
import type { ReadLocation } from './runtime/read-location.js';
import type { ReadStore } from './runtime/read-store.js';
import type { ProjectionVersion } from './tables/hash.js';
import type { AnyProjection } from './tables/projection.js';

/** The projections of this version; loaded on demand, for queries on files do without. */
export type LoadProjections = () => Promise<readonly AnyProjection[]>;

// Each engine is loaded on demand: a command on files must not load the PostgreSQL client.

/** Errors: `newer-schema` for a database that a later version has migrated. */
export async function openStoreAt(location: ReadLocation, loadProjections: LoadProjections): Promise<ReadStore> {
  if (location.engine === 'sqlite') {
    const { openSqliteReadStore } = await import('./sqlite/read-store.js');
    return openSqliteReadStore(location.dataDir, await loadProjections());
  }
  const { openPostgresReadStore } = await import('./postgres/read-store.js');
  return openPostgresReadStore(location, await loadProjections());
}

/** As `openStoreAt`, for a process that only queries. */
export async function openQueryStoreAt(
  location: ReadLocation,
  versions: readonly ProjectionVersion[],
  loadProjections: LoadProjections,
): Promise<QueryStore> {
  if (location.engine === 'sqlite') {
    const { openSqliteQueryStore } = await import('./sqlite/asked-store.js');
    return openSqliteQueryStore(location.dataDir, versions);
  }
  const [store, { openReadModels }] = await Promise.all([
    openStoreAt(location, loadProjections),
    import('./runtime/read-models.js'),
  ]);
  return { ...store, models: async (name) => openReadModels(name, store) };
}
