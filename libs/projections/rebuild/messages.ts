import type { Progress, Stop } from '../runtime/apply.js';
import type { RegisterChanges } from '../runtime/register.js';
import type { RowChanges } from '../runtime/rows.js';

/** How far a rebuild is. */
export interface RebuildProgress {
  readonly step: 'events' | 'indexes' | 'catching-up';
  /** Positions read, and the position to be reached. */
  readonly position: number;
  readonly head: number;
  readonly events: number;
  readonly eventsPerSecond: number;
  /** Seconds that the events still to be read will take at this rate. */
  readonly secondsLeft: number;
}

/** What the reading thread of a rebuild hands to the writing one. */
export type Portion =
  | { readonly kind: 'past'; readonly past: Pick<RowChanges, 'closed' | 'appended'>; readonly progress: Progress }
  | {
      readonly kind: 'end';
      readonly current: Pick<RowChanges, 'current' | 'removed'>;
      readonly register: RegisterChanges;
      readonly stops: readonly Stop[];
      readonly progress: Progress;
    };

/** What a rebuild made. */
export interface Rebuilt {
  /** Of the read models: a file of the data folder, or a schema. */
  readonly name: string;
  readonly position: number;
  readonly events: number;
  readonly seconds: number;
}

/** What the rebuild's process tells. */
export type RebuildNews =
  | { readonly kind: 'progress'; readonly progress: RebuildProgress }
  | { readonly kind: 'rebuilt'; readonly rebuilt: Rebuilt }
  | { readonly kind: 'failed'; readonly error: string };
