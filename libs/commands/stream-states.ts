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

export interface CommandReceipt {
  readonly bodyHash: string;
  readonly events: readonly { readonly id: string; readonly type: string }[];
  readonly revision: number;
  readonly position: number;
}

export interface StreamState<State = unknown> {
  readonly state: State;
  readonly revision: number;
  readonly position: number;
  /** All states of a stream share this map, so an older state may contain later receipts. */
  readonly done: ReadonlyMap<string, CommandReceipt>;
}

type Written = NewEvent & { readonly stream: string; readonly revision: number; readonly position: number };

export interface StreamStatesOptions {
  readonly room?: number;
  observe?(recordedAt: Instant): void;
}

/** LRU cache of folded streams; a cached state is only safe for an append at its revision. */
export function streamStates(store: EventStore, { room = 20_000, observe }: StreamStatesOptions = {}) {
  const cache = new LRUCache<string, StreamState>({ max: room });

  function fold(aggregate: Aggregate, before: StreamState | undefined, events: readonly Written[]) {
    if (events.length === 0) return before;
    const done = before?.done ?? new Map<string, CommandReceipt>();
    let state = before?.state;
    for (const event of events) {
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
    async seen(aggregate: Aggregate, stream: string): Promise<StreamState | undefined> {
      return cache.get(stream) ?? this.current(aggregate, stream);
    },
    /** Reads the tail after the cached state. Errors: BadEvent. */
    async current(aggregate: Aggregate, stream: string): Promise<StreamState | undefined> {
      const before = cache.get(stream);
      const tail: readonly StoredEvent[] = await store.readStream(stream, { from: (before?.revision ?? -1) + 1 });
      const last = tail.findLast(({ metadata }) => isEnvelope(metadata));
      if (last && isEnvelope(last.metadata)) observe?.(last.metadata.recordedAt);
      for (const event of tail) if (isEnvelope(event.metadata)) requireValid(recorded(event));
      return keep(stream, fold(aggregate, before, tail));
    },
    /** Folds events that are not appended yet, without touching the cache. */
    after(aggregate: Aggregate, before: StreamState, events: readonly Written[]): StreamState {
      return fold(aggregate, { ...before, done: new Map(before.done) }, events) as StreamState;
    },
    forget(stream: string): void {
      cache.delete(stream);
    },
    forgetAll(): void {
      cache.clear();
    },
    /** Skips the cache update when other writers' events arrived meanwhile. */
    appended(aggregate: Aggregate, stream: string, before: StreamState | undefined, events: readonly Written[]) {
      const cached = cache.get(stream);
      if ((cached?.revision ?? -1) > (before?.revision ?? -1)) return cached;
      return keep(stream, fold(aggregate, before, events));
    },
  };
}

/** Reading a tail twice must not record a receipt twice. */
function note(done: Map<string, CommandReceipt>, event: Written): void {
  const { id, type, revision, position } = event;
  const { commandId, bodyHash } = metadataOf(event);
  if (!isFromKey(commandId)) return;
  const earlier = done.get(commandId);
  if (earlier && earlier.revision >= revision) return;
  done.set(commandId, { bodyHash, revision, position, events: [...(earlier?.events ?? []), { id, type }] });
}

export type StreamStates = ReturnType<typeof streamStates>;

/** The store keeps metadata as JSON; what this ledger wrote has this shape. */
const metadataOf = ({ metadata }: Written) => metadata as unknown as EventMetadata;

export function recorded(event: Written): Recorded<Fact> {
  const metadata = metadataOf(event);
  return {
    id: event.id,
    type: event.type,
    stream: event.stream,
    revision: event.revision,
    data: upcast(event.type, metadata.schemaVersion, event.data),
    metadata,
  };
}
