export type StoredJson =
  | null
  | boolean
  | number
  | string
  | readonly StoredJson[]
  | { readonly [key: string]: StoredJson };
export type StoredJsonObject = { readonly [key: string]: StoredJson };

/**
 * `id` is a lower-case UUID. `type` and stream name: 1 to 300 characters, well-formed, no NUL, not starting with `$`.
 * One append takes at most 1 MiB: data and metadata as UTF-8 JSON, and types twice their length.
 */
export interface NewEvent {
  readonly id: string;
  readonly type: string;
  readonly data: StoredJsonObject;
  readonly metadata: StoredJsonObject;
  /** 32 random bytes in base64, kept beside the event and given back with it (libs/proof). */
  readonly salt?: string;
}

export interface StoredEvent extends NewEvent {
  readonly stream: string;
  readonly revision: number;
  /** Place in the global order: growing with gaps, for comparison only. */
  readonly position: number;
  readonly checkpoint: Checkpoint;
}

/** Opaque and exclusive text of the engine. Never build one from a number. */
export type Checkpoint = string & { readonly checkpoint: unique symbol };
export const START = 'start';

export type ExpectedRevision = 'any' | 'noStream' | 'streamExists' | number;

export interface AppendResult {
  readonly revision: number;
  readonly position: number;
  /** True when the same ids were already stored; engines that cannot tell say false. */
  readonly repeated: boolean;
}

export interface Filter {
  readonly streamPrefixes?: readonly string[];
  readonly types?: readonly string[];
}

export interface EventPage {
  readonly events: readonly StoredEvent[];
  readonly checkpoint: Checkpoint | typeof START;
  readonly end: boolean;
}

export type Notice =
  | { readonly kind: 'event'; readonly event: StoredEvent }
  | { readonly kind: 'progress'; readonly checkpoint: Checkpoint; readonly position: number };

export interface ReadStreamOptions {
  readonly from?: number;
  readonly direction?: 'forwards' | 'backwards';
  readonly limit?: number;
}

/** Both engines pass the contract suite in `contract/`. Errors: `StoreErrorCode` in errors.ts. */
export interface EventStore {
  /**
   * Atomic append. A repeat of the same ids at the same expected revision returns the first result: always at
   * `noStream` and a revision, at `any` and `streamExists` while the store remembers the ids. Nothing else about
   * repeats is promised.
   */
  append(stream: string, events: readonly NewEvent[], expected: ExpectedRevision): Promise<AppendResult>;
  readStream(stream: string, options?: ReadStreamOptions): Promise<readonly StoredEvent[]>;
  /** Commit order; `limit` counts returned events, from 1. Only `end` marks the last page. */
  readAll(after: Checkpoint | typeof START, limit: number, filter?: Filter): Promise<EventPage>;
  /**
   * Catches up, then stays live until the signal aborts, and pulls only as its consumer asks.
   * Errors: `bad-checkpoint`; `access-denied`; `store-closed`. Retries while a server is away.
   */
  subscribeAll(after: Checkpoint | typeof START, filter: Filter, signal: AbortSignal): AsyncIterable<Notice>;
  /** Position of the last event, 0 for none. Errors: `store-unavailable` where the writer has failed. */
  head(): Promise<number>;
  last(): Promise<StoredEvent | undefined>;
  /** Finishes accepted appends; later calls fail with `store-closed`. */
  close(): Promise<void>;
}
