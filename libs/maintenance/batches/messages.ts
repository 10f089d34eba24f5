import type { Rules } from '#domain/what-if/rules.js';
import type { StoreLocation } from '#event-store/location.js';
import type { RebuildBatch } from '#read-store/runtime/rebuild-batch.js';
import type { Matched } from './under-rules.js';

/** What of a store read models are filled with. */
export interface RebuildInput {
  readonly events: StoreLocation;
  /** Where to stop: no event above this position; at the end of the store unless given. */
  readonly upTo?: number;
  /** Other rules than the ledger's own, to read the events as they would have been under them. */
  readonly rules?: Rules;
  /** A new file for the current rows that are not at work, where memory counts for more than time; else they stay in memory. */
  readonly spillFile?: string;
}

/** What the worker posts: a batch, and with the last what the rules changed. */
export interface RebuildWorkerBatch {
  readonly batch: RebuildBatch;
  readonly matched?: Matched;
}
