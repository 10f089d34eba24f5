import type { StoreLocation } from '#event-store/index.js';
import type { ReadLocation } from '#read-store/index.js';

export interface TreeKeeperData {
  readonly events: StoreLocation;
  readonly tree: ReadLocation;
  /** Holds the keys and the high-water mark. */
  readonly folder: string;
  /** A file; without one the key of the folder signs. */
  readonly signingKey?: string;
}

/** To the thread. */
export type TreeOrder =
  | { readonly kind: 'stop' }
  /** Whether somebody waits for a checkpoint. */
  | { readonly kind: 'hurry'; readonly isAsked: boolean };

export type TreeMessage =
  /** The tree holds the events up to this number and position, and a checkpoint over them is signed. */
  | { readonly kind: 'grown'; readonly size: number; readonly position: number }
  /** The keeper tries again by itself; once it works, the tree grows. */
  | { readonly kind: 'degraded'; readonly error: string };
