import { LRUCache } from 'lru-cache';
import {
  type Aggregate,
  type EventMetadata,
  type Fact,
  type Instant,
  isEnvelope,
  type Recorded,
  requireValid,
  upcast,
} from '#domain/index.js';

import type { EventStore, NewEvent, StoredEvent } from '#event-store/index.js';
import { isFromKey } from './ids.js';

/** What a command with an idempotency key, which may come again, was answered with. */
export interface CommandReceipt {
  readonly bodyHash: string;
  readonly events: readonly { readonly id: string; readonly type: string }[];
  readonly revision: number;
  readonly position: number;
}

/** A stream folded up to a revision. */
export interface StreamState<State = unknown> {
  readonly state: State;
  readonly revision: number;
  readonly position: number;
  /** By command id; one for all states of the stream, so an older one may know what was done after it. */
  readonly done: ReadonlyMap<string, CommandReceipt>;
}

type Written = NewEvent & { readonly stream: string; readonly revision: number; readonly position: number };

export interface StreamStatesOptions {
  /** How many streams are kept. */
  readonly room?: number;
  /** Told the stamp of the last event of a stream that was read. */
  observe?(recordedAt: Instant): void;
}

/** Folded streams, kept while there is room: a cached one is only ever good for an append. */
export function streamStates(store: EventStore, { room = 20_000, observe }: StreamStatesOptions = {}) {
  const cache = new LRUCache<string, StreamState>({ max: room });

  function fold(aggregate: Aggregate, before: StreamState | undefined, events: readonly Written[]) {
    if (events.length === 0) return before;
    const done = before?.done ?? new Map<string, CommandReceipt>();
    let state = before?.state;
    for (const event of events) {
      // Written by somebody else into a stream of ours: the revision counts it, and that is all.
      if (!isEnvelope(event.metadata)) continue;
      state = aggregate.evolve(state, recorded(event));
      note(done as Map<string, CommandReceipt>, event);
    }
    if (state === undefined) return undefined;
    const last = events.at(-1) as Written;
    return { state, revision: last.revision, position: last.position, done };
  }

  function keep(stream: string, folded: StreamState | undefined) {
    if (folded) cache.set(stream, folded);
    return folded;
  }

  return {
    /** The stream as it was last seen here, or read now. */
    async seen(aggregate: Aggregate, stream: string): Promise<StreamState | undefined> {
      return cache.get(stream) ?? this.current(aggregate, stream);
    },
    /** The stream as it stands now: what is cached, and its tail read. Fails with a BadEvent for one that is not valid. */
    async current(aggregate: Aggregate, stream: string): Promise<StreamState | undefined> {
      const before = cache.get(stream);
      const tail: readonly StoredEvent[] = await store.readStream(stream, { from: (before?.revision ?? -1) + 1 });
      const last = tail.findLast(({ metadata }) => isEnvelope(metadata));
      if (last && isEnvelope(last.metadata)) observe?.(last.metadata.recordedAt);
      for (const event of tail) if (isEnvelope(event.metadata)) requireValid(recorded(event));
      return keep(stream, fold(aggregate, before, tail));
    },
    /** Lets go of a stream of which it is not known what stands at its end. */
    forget(stream: string): void {
      cache.delete(stream);
    },
    /** Lets go of all of them. */
    forgetAll(): void {
      cache.clear();
    },
    /** Adds what was just appended, unless somebody else's events came to be known meanwhile. */
    appended(aggregate: Aggregate, stream: string, before: StreamState | undefined, events: readonly Written[]) {
      const cached = cache.get(stream);
      if ((cached?.revision ?? -1) > (before?.revision ?? -1)) return cached;
      return keep(stream, fold(aggregate, before, events));
    },
  };
}

/** Adds an event to what its command did, unless it was noted before (a tail may be read more than once) or had no key. */
function note(done: Map<string, CommandReceipt>, { id, type, revision, position, metadata }: Written): void {
  const { commandId, bodyHash } = metadata as unknown as EventMetadata;
  if (!isFromKey(commandId)) return;
  const earlier = done.get(commandId);
  if (earlier && earlier.revision >= revision) return;
  done.set(commandId, { bodyHash, revision, position, events: [...(earlier?.events ?? []), { id, type }] });
}

export type StreamStates = ReturnType<typeof streamStates>;

/** An event of the store as the domain knows it, brought up to today's version. */
export function recorded(event: Written): Recorded<Fact> {
  const metadata = event.metadata as unknown as EventMetadata;
  return {
    id: event.id,
    type: event.type,
    stream: event.stream,
    revision: event.revision,
    data: upcast(event.type, metadata.schemaVersion, event.data),
    metadata,
  };
}
