import { StoreError } from '../errors.js';
import type { EventStore } from '../port.js';

export interface EventStoreDBOptions {
  /** An `esdb://` or `esdb+discover://` connection string. */
  readonly url: string;
  /** What stands before the name of every stream there. */
  readonly prefix?: string;
  /** Every append fails with `read-only`. */
  readonly readOnly?: boolean;
}

/**
 * The event store on an EventStoreDB. Opening asks the server nothing, so it succeeds while the server is away; each
 * call then fails with `store-unavailable`. Fails with `invalid-argument` when the connection string is none.
 */
export function openEventStoreDB(_options: EventStoreDBOptions): EventStore {
  throw new StoreError('store-unavailable', 'The EventStoreDB engine is under construction.');
}
