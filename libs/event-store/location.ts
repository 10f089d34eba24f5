import type { EventStore } from './port.js';
import { openSqliteStore } from './sqlite/store.js';

/** Where the events of a ledger are kept: plain data, which goes from thread to thread and from process to process. */
export type StoreLocation = { readonly engine: 'sqlite'; readonly file: string };

/** The store of an events file. */
export const inFile = (file: string): StoreLocation => ({ engine: 'sqlite', file });

/** Opens the store beside its writer: nothing is appended through it. Errors: those of the engine's own opening. */
export function openForReading({ file }: StoreLocation): Promise<EventStore> {
  return openSqliteStore({ file, readOnly: true });
}
