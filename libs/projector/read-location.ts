import { createHash } from 'node:crypto';
import type { AskedStore } from '#read-store/runtime/asked-store.js';
import type { ReadStore } from '#read-store/runtime/read-store.js';

/**
 * Where the read models of a ledger are kept: plain data, which goes from thread to thread and from process to process.
 * The address of a database holds secrets: it is not to be shown, nor given as an argument of a process.
 */
export type ReadLocation =
  | { readonly engine: 'sqlite'; readonly dataDir: string }
  | { readonly engine: 'postgres'; readonly url: string; readonly schema: string };

/** The read models in a data folder. */
export const inDataDir = (dataDir: string): ReadLocation => ({ engine: 'sqlite', dataDir });

/** The schema of the ledger whose streams have no prefix; its read models are in `action_ledger_read_<n>`. */
const SCHEMA = 'action_ledger';

/** The read models in a database, which ledgers with other prefixes of their streams may share. */
export function inDatabase(url: string, streamPrefix = ''): ReadLocation & { readonly engine: 'postgres' } {
  return { engine: 'postgres', url, schema: streamPrefix === '' ? SCHEMA : `${SCHEMA}_${nameOf(streamPrefix)}` };
}

/** What of a prefix can be seen in a name, and what tells it from every other. */
function nameOf(prefix: string): string {
  const seen = prefix
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .slice(0, 20);
  return `${seen}_${createHash('sha256').update(prefix).digest('hex').slice(0, 8)}`;
}

/** Opens the read models of a location. Errors: `newer-schema` for a database that a later version has written. */
export async function openReadStore(location: ReadLocation): Promise<ReadStore> {
  // Only the engine that is asked for: a command on files need not load the client of a database.
  if (location.engine === 'sqlite') {
    const { openSqliteReadStore } = await import('#read-store/sqlite/read-store.js');
    return openSqliteReadStore(location.dataDir);
  }
  const { openPostgresReadStore } = await import('#read-store/postgres/read-store.js');
  return openPostgresReadStore(location);
}

/** As `openReadStore`, for a process that only asks. */
export async function openAskedStore(location: ReadLocation): Promise<AskedStore> {
  if (location.engine === 'sqlite') {
    const { openSqliteAskedStore } = await import('#read-store/sqlite/asked-store.js');
    return openSqliteAskedStore(location.dataDir);
  }
  const [store, { openReadModels }] = await Promise.all([openReadStore(location), import('#read-store/runtime/read-models.js')]);
  return { ...store, models: async (name) => openReadModels(name, store) };
}
