import type { StoreErrorData, StoreLocation } from '#event-store/index.js';
import type { Foreign, ReadLocation } from '#read-store/index.js';
import type { Comparison } from '../diff/compare.js';

export interface RebuildProgress {
  readonly step: 'events' | 'indexes' | 'comparing' | 'catching-up';
  readonly position: number;
  readonly head: number;
  readonly events: number;
  readonly eventsPerSecond: number;
  readonly secondsLeft: number;
}

export interface Rebuilt {
  readonly name: string;
  readonly position: number;
  readonly events: number;
  readonly foreign: Foreign;
  /** Without the comparison. */
  readonly seconds: number;
  /** Null without earlier read models of this code. */
  readonly compared: (Comparison & { readonly seconds: number }) | null;
}

export type RebuildMessage =
  | { readonly kind: 'progress'; readonly progress: RebuildProgress }
  | { readonly kind: 'rebuilt'; readonly rebuilt: Rebuilt }
  | { readonly kind: 'busy'; readonly place: string }
  | { readonly kind: 'failed'; readonly error: string; readonly store?: StoreErrorData };

/** Sent as a message: process arguments would show its secrets. */
export interface RebuildRequest {
  readonly readModels: ReadLocation;
  readonly events: StoreLocation;
}
