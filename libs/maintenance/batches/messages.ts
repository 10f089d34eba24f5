import type { Rules } from '#domain/index.js';
import type { StoreLocation } from '#event-store/index.js';
import type { RebuildBatch } from '#read-store/index.js';
import type { Matched } from './under-rules.js';

export interface RebuildInput {
  readonly events: StoreLocation;
  /** Last position to read; the end of the store by default. */
  readonly upTo?: number;
  /** Replays events as these rules would have recorded them. */
  readonly rules?: Rules;
  /** Spills current rows to a new file, to save memory at the cost of time. */
  readonly spillFile?: string;
}

export interface RebuildWorkerBatch {
  readonly batch: RebuildBatch;
  readonly matched?: Matched;
}
