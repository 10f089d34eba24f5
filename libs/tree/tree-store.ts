import type { Hash, TilePlace } from '#proof/index.js';
import type { CosignedStore, KeptCheckpoint } from './cosigned-store.js';

/** The last event that the tree holds: where a store is followed on, whichever store it is. */
export interface LastLeaf {
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
}

export interface TreeState {
  readonly size: number;
  readonly ledger: string;
  readonly last: LastLeaf;
}

export interface Growth {
  readonly before: number;
  readonly state: TreeState;
  readonly tiles: readonly (TilePlace & { readonly hashes: readonly Hash[] })[];
  readonly checkpoint: string;
  /** One checkpoint of each hour stays. */
  readonly hour: string;
  /** Whether this checkpoint stays whole for witnesses, as one over the pack of a meeting. */
  readonly isPinned?: boolean;
}

/** Tiles, checkpoints and how far they go, beside the events. All of it but the signatures can be made again. */
export interface TreeStore {
  state(): Promise<TreeState | undefined>;
  tiles(places: readonly TilePlace[]): Promise<(place: TilePlace) => readonly Hash[]>;
  /** The newest one. */
  checkpoint(): Promise<KeptCheckpoint | undefined>;
  /** The hour, as 2026-12-01T14, of the first kept one that holds the event with this number. */
  signedIn(number: number): Promise<string | undefined>;
  /** From the smallest tree on. */
  checkpoints(): Promise<readonly KeptCheckpoint[]>;
  /** Errors: where another process has grown the tree since. */
  grow(growth: Growth): Promise<void>;
  readonly cosigned: CosignedStore;
  close(): Promise<void>;
}
