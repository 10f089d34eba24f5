import type { Progress, Stop } from './apply.js';
import type { KeyChanges } from './key-registry.js';
import type { RowChanges } from './unit-of-work.js';

/** What the reading thread of a rebuild hands to the writing one. */
export type RebuildBatch =
  | { readonly kind: 'past'; readonly past: Pick<RowChanges, 'closed' | 'appended'>; readonly progress: Progress }
  | {
      readonly kind: 'end';
      readonly current: Pick<RowChanges, 'current' | 'removed'>;
      readonly keys: KeyChanges;
      readonly stops: readonly Stop[];
      readonly progress: Progress;
    };

/** Hands over every batch, each when the one before it is written; answers where the events end. */
export type RebuildBatches = (write: (batch: RebuildBatch) => void | Promise<void>) => Promise<Progress>;
