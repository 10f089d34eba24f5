import type { EventStore } from './port/port.js';
import { openSqliteStore } from './sqlite/store.js';

/** Plain data, so that it can be sent to worker threads and processes. */
export type StoreLocation =
  | { readonly engine: 'sqlite'; readonly file: string }
  | {
      readonly engine: 'eventstoredb';
      /** May hold a password: never log it. */
      readonly url: string;
      readonly prefix: string;
    };

export const inFile = (file: string): StoreLocation => ({ engine: 'sqlite', file });

export const onServer = (url: string, prefix: string): StoreLocation => ({ engine: 'eventstoredb', url, prefix });

export const openForWriting = (location: StoreLocation): Promise<EventStore> => open(location, false);

export type ReadPurpose = 'request' | 'work';

/** Opens the store read-only, beside its writer; `work` waits longer for a slow server. Errors: those of the engine. */
export const openForReading = (location: StoreLocation, readsFor: ReadPurpose = 'work'): Promise<EventStore> =>
  open(location, true, readsFor);

async function open(
  location: StoreLocation,
  readOnly: boolean,
  readsFor: ReadPurpose = 'request',
): Promise<EventStore> {
  if (location.engine === 'sqlite') return openSqliteStore({ file: location.file, readOnly });
  // The gRPC client takes a third of a second to load, so file commands must not import it.
  const { openEventStoreDB, READ_TIMEOUTS } = await import('./eventstoredb/store.js');
  return openEventStoreDB({ url: location.url, prefix: location.prefix, readOnly, timeouts: READ_TIMEOUTS[readsFor] });
}
