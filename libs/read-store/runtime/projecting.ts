import type { StoredEvent } from '#event-store/index.js';
import type { Progress, Stop } from './apply.js';

/** The one writer of some read models. After an error, discard it and open another. */
export interface Projecting {
  progress(): Progress;
  /**
   * Applies a batch and moves the checkpoints in one transaction.
   * Errors: `projector-stopped`, with nothing changed, after another projector took over.
   */
  apply(events: readonly StoredEvent[]): Promise<readonly Stop[]>;
  close(): Promise<void>;
}
