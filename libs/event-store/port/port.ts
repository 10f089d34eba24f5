/** Any JSON value. Numbers are safe: integers within 2^53, no NaN or Infinity; a store refuses others. */
export type StoredJson =
  | null
  | boolean
  | number
  | string
  | readonly StoredJson[]
  | { readonly [key: string]: StoredJson };
export type StoredJsonObject = { readonly [key: string]: StoredJson };

/**
 * An event to be written. `id` is a UUID in lower case; `type` and the stream's name are any well-formed text of 1 to
 * 300 characters without NUL that does not begin with `$`. The events of one append take at most 1 MiB together, data and
 * metadata as JSON in UTF-8 and types twice their length.
 */
export interface NewEvent {
  readonly id: string;
  readonly type: string;
  readonly data: StoredJsonObject;
  readonly metadata: StoredJsonObject;
}

/** An event as it stands in the store. */
export interface StoredEvent extends NewEvent {
  readonly stream: string;
  /** Its place in the stream, 0-based and dense. */
  readonly revision: number;
  /** Its place in the global order: growing, not dense, for comparing only. */
  readonly position: number;
  /** The store's own words for "after this event"; the only thing ever given back to it. */
  readonly checkpoint: Checkpoint;
}

/** The engine's own opaque text, always exclusive. Never built from a number that somebody typed. */
export type Checkpoint = string & { readonly checkpoint: unique symbol };
export const START = 'start';

export type ExpectedRevision = 'any' | 'noStream' | 'streamExists' | number;

export interface AppendResult {
  /** The revision and position of the last event written; -1 and the head when none was given. */
  readonly revision: number;
  readonly position: number;
  /** True when the same ids stood there already and nothing was written; an engine that cannot tell says false. */
  readonly repeated: boolean;
}

/** Which events are wanted: any of the prefixes, and any of the types. Absent means all. */
export interface Filter {
  readonly streamPrefixes?: readonly string[];
  readonly types?: readonly string[];
}

export interface EventPage {
  readonly events: readonly StoredEvent[];
  /** After the last event considered, matched or not: where the next page begins. */
  readonly checkpoint: Checkpoint | typeof START;
  /** True when nothing stood after the page when it was read. */
  readonly end: boolean;
}

/** What a subscription yields: an event, or how far it has looked without finding one. */
export type Notice =
  | { readonly kind: 'event'; readonly event: StoredEvent }
  | { readonly kind: 'progress'; readonly checkpoint: Checkpoint; readonly position: number };

export interface ReadStreamOptions {
  /** The first revision to read, inclusive; the stream's first or last event by default. May lie past the end. */
  readonly from?: number;
  readonly direction?: 'forwards' | 'backwards';
  /** How many events at most, from 1; all by default. */
  readonly limit?: number;
}

/**
 * The event store. Both engines pass the contract suite of `contract/`.
 * Errors: see errors.ts; every one has a stable code and fields.
 */
export interface EventStore {
  /**
   * Writes all events or none at the end of a stream. The same ids again at the same, original expected revision
   * are a success with the first result: always at `noStream` and at a revision, and at `any` and `streamExists` while
   * the store remembers the ids. Nothing else about repeats is promised.
   */
  append(stream: string, events: readonly NewEvent[], expected: ExpectedRevision): Promise<AppendResult>;
  /** The stream's events in order; empty when there is no such stream. */
  readStream(stream: string, options?: ReadStreamOptions): Promise<readonly StoredEvent[]>;
  /** A page of all events in commit order; `limit` counts the events returned, from 1. Only `end` says that it is the last. */
  readAll(after: Checkpoint | typeof START, limit: number, filter?: Filter): Promise<EventPage>;
  /**
   * First what stands there, then what comes, until the signal aborts; then it ends without an error. It reads on
   * only as it is asked. It fails with `bad-checkpoint`, with `access-denied`, or with `store-closed` when the store
   * is closed under it; never because a server is away.
   */
  subscribeAll(after: Checkpoint | typeof START, filter: Filter, signal: AbortSignal): AsyncIterable<Notice>;
  /** The position of the last event, 0 when there is none; fails with `store-unavailable` where nothing more can be written. */
  head(): Promise<number>;
  /** The last event, undefined when there is none; fails as `head` does. */
  last(): Promise<StoredEvent | undefined>;
  /** Finishes the appends it has taken; every later call fails with `store-closed`. */
  close(): Promise<void>;
}
