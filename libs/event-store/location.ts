import type { EventStore } from './port/port.js';
import { openSqliteStore } from './sqlite/store.js';

/** Where the events of a ledger are kept: plain data, which goes from thread to thread and from process to process. */
export type StoreLocation =
  | { readonly engine: 'sqlite'; readonly file: string }
  | {
      readonly engine: 'eventstoredb';
      /** The connection string, which may hold a password. */
      readonly url: string;
      /** What stands before the name of every stream there. */
      readonly prefix: string;
    };

/** The store of an events file. */
export const inFile = (file: string): StoreLocation => ({ engine: 'sqlite', file });

/** The store of an EventStoreDB, in the streams under a prefix. */
export const onServer = (url: string, prefix: string): StoreLocation => ({ engine: 'eventstoredb', url, prefix });

/** Opens the store for its writer. Errors: those of the engine's own opening. */
export const openForWriting = (location: StoreLocation): Promise<EventStore> => open(location, false);

/** Whom a read is for: somebody who waits for an answer, or work that begins from the start when a read fails. */
export type For = 'request' | 'work';

/**
 * Opens the store beside its writer: nothing is appended through it. A server that is slow is waited for longer than
 * by a request, unless it is for one. Errors: those of the engine's own opening.
 */
export const openForReading = (location: StoreLocation, readsFor: For = 'work'): Promise<EventStore> =>
  open(location, true, readsFor);

async function open(location: StoreLocation, readOnly: boolean, readsFor: For = 'request'): Promise<EventStore> {
  if (location.engine === 'sqlite') return openSqliteStore({ file: location.file, readOnly });
  // Its client takes a third of a second to load, which a command on a file need not wait for.
  const { openEventStoreDB, PATIENCE } = await import('./eventstoredb/store.js');
  return openEventStoreDB({ url: location.url, prefix: location.prefix, readOnly, patience: PATIENCE[readsFor] });
}
