import type { Progress, Stop } from './apply.js';
import type { KeyChanges } from './key-registry.js';
import type { RowChanges } from './unit-of-work.js';

export type RebuildBatch =
  | { readonly kind: 'past'; readonly past: Pick<RowChanges, 'closed' | 'appended'>; readonly progress: Progress }
  | {
      readonly kind: 'end';
      readonly current: Pick<RowChanges, 'current' | 'removed'>;
      readonly keys: KeyChanges;
      readonly stops: readonly Stop[];
      readonly progress: Progress;
    };

export type RebuildBatches = (write: (batch: RebuildBatch) => void | Promise<void>) => Promise<Progress>;
