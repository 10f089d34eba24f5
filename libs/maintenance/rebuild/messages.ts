import type { StoreLocation } from '#event-store/location.js';
import type { ToldError } from '#event-store/port/errors.js';
import type { Foreign } from '#read-store/runtime/foreign.js';
import type { ReadLocation } from '#read-store/runtime/read-location.js';
import type { Comparison } from '../diff/compare.js';

/** How far a rebuild is. */
export interface RebuildProgress {
  readonly step: 'events' | 'indexes' | 'comparing' | 'catching-up';
  /** Positions read, and the position to be reached. */
  readonly position: number;
  readonly head: number;
  readonly events: number;
  readonly eventsPerSecond: number;
  /** Seconds that the events still to be read will take at this rate. */
  readonly secondsLeft: number;
}

/** What a rebuild made. */
export interface Rebuilt {
  /** Of the read models: a file of the data folder, or a schema. */
  readonly name: string;
  readonly position: number;
  readonly events: number;
  /** What of the store's events is not the ledger's. */
  readonly foreign: Foreign;
  /** How long it took, without the comparing. */
  readonly seconds: number;
  /** How they differ from those that were live; null where there were none, or other code had made them. */
  readonly compared: (Comparison & { readonly seconds: number }) | null;
}

/** What the rebuild's process tells. */
export type RebuildNews =
  | { readonly kind: 'progress'; readonly progress: RebuildProgress }
  | { readonly kind: 'rebuilt'; readonly rebuilt: Rebuilt }
  /** With the store's own error, where that is what it failed with. */
  | { readonly kind: 'failed'; readonly error: string; readonly store?: ToldError };

/** What is rebuilt from what; sent as a message, for process arguments would show its secrets. */
export interface RebuildOrder {
  readonly readModels: ReadLocation;
  readonly events: StoreLocation;
}
