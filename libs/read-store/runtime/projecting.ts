import type { StoredEvent } from '#event-store/port/port.js';
import type { Progress, Stop } from './apply.js';

/** One owner of some read models, moving them on batch by batch. One that has failed is of no more use: open another. */
export interface Projecting {
  progress(): Progress;
  /**
   * Applies a batch to every healthy projection and moves their checkpoints, in one transaction.
   * Fails with `projector-stopped`, having changed nothing, when another owner has taken the read models over.
   */
  apply(events: readonly StoredEvent[]): Promise<readonly Stop[]>;
  close(): Promise<void>;
}
