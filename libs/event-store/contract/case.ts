import { randomUUID } from 'node:crypto';
import { StoreError, type StoreErrorCode } from '../port/errors.js';
import type { Checkpoint, EventStore, Filter, NewEvent, Notice, START, StoredEvent, StoredJsonObject } from '../port/port.js';
import { type Fields, hasCode } from '#errors/index.js';

/** What a case works in: a store that may hold other people's events too, and a prefix for streams of its own. */
export interface CaseScope {
  readonly store: EventStore;
  readonly prefix: string;
  /** Where the store's events ended when the case began: the case's own come after it. */
  readonly since: Checkpoint | typeof START;
  /** Closes the store and opens it again on the same events. */
  reopen(): Promise<EventStore>;
}

/** One thing that every engine must do. `run` rejects when the engine does not. */
export interface ContractCase {
  readonly name: string;
  run(scope: CaseScope): Promise<void>;
}

export const METADATA: StoredJsonObject = {
  schemaVersion: 1,
  actor: { party: 'p-1', kind: 'person', roles: ['secretary'] },
};

export function newEvent(data: StoredJsonObject = {}, type = 'ThingHappened'): NewEvent {
  return { id: randomUUID(), type, data, metadata: METADATA };
}

export const newEvents = (count: number, type?: string): NewEvent[] =>
  Array.from({ length: count }, (_, index) => newEvent({ index }, type));

/** What the store must give back of events appended at the end of a stream, positions and checkpoints aside. */
export const storedAs = (stream: string, events: readonly NewEvent[], first = 0) =>
  events.map((event, index) => ({ ...event, stream, revision: first + index }));

/** A stored event without what only the engine can know. */
export const known = ({ position: _position, checkpoint: _checkpoint, ...event }: StoredEvent) => event;

export const idsOf = (events: readonly { readonly id: string }[]) => events.map(({ id }) => id);

/** Every event that a filter lets through, page by page to the end. */
export async function readEverything(
  store: EventStore,
  filter: Filter,
  after: Checkpoint | typeof START,
  limit = 100,
): Promise<StoredEvent[]> {
  const events: StoredEvent[] = [];
  for (
    let page = await store.readAll(after, limit, filter);
    ;
    page = await store.readAll(page.checkpoint, limit, filter)
  ) {
    events.push(...page.events);
    if (page.end) return events;
  }
}

/** Takes notices until `last` says so, and leaves the subscription. Fails when it ends before. */
export async function take(
  store: EventStore,
  after: Checkpoint | typeof START,
  filter: Filter,
  last: (notice: Notice) => boolean,
  signal = new AbortController().signal,
): Promise<Notice[]> {
  const taken: Notice[] = [];
  for await (const notice of store.subscribeAll(after, filter, signal)) {
    taken.push(notice);
    if (last(notice)) return taken;
  }
  throw new Error(`The subscription ended by itself after ${taken.length} notices.`);
}

export const eventsOf = (notices: readonly Notice[]): StoredEvent[] =>
  notices.flatMap((notice) => (notice.kind === 'event' ? [notice.event] : []));

/** Where a notice stands: what to resume from, and what to compare. */
export const placeOf = (notice: Notice) => (notice.kind === 'event' ? notice.event : notice);

/** Tells the event of that id, to end `take` with. */
export const isEvent = (id: string) => (notice: Notice) => notice.kind === 'event' && notice.event.id === id;

/** Everything from a checkpoint up to and including the event of that id. */
export const takeUpTo = async (store: EventStore, after: Checkpoint | typeof START, filter: Filter, id: string) =>
  eventsOf(await take(store, after, filter, isEvent(id)));

/**
 * What is taken up to an event that `writing` writes. Where that fails nobody waits for the event, and its own error is
 * what is told.
 */
export async function takenWhile(
  writing: Promise<unknown>,
  ...[store, after, filter, id]: Parameters<typeof takeUpTo>
): Promise<StoredEvent[]> {
  const stop = new AbortController();
  const taking = take(store, after, filter, isEvent(id), stop.signal);
  const written = writing.catch((error) => {
    stop.abort();
    throw error;
  });
  await Promise.allSettled([written, taking]);
  await written;
  return eventsOf(await taking);
}

/** The values of all, once all have settled: so that a failure leaves nothing running behind it. */
export async function allDone<T extends readonly unknown[]>(running: { [K in keyof T]: Promise<T[K]> }): Promise<T> {
  await Promise.allSettled(running);
  return (await Promise.all(running)) as unknown as T;
}

/** The StoreError that a call fails with; fails itself when the call does not, or the code is another. */
export async function failure<C extends StoreErrorCode>(
  code: C,
  call: Promise<unknown>,
): Promise<StoreError & { readonly fields: Fields<C> }> {
  const outcome = await call.then(
    () => 'a success',
    (error: unknown) => error,
  );
  if (outcome instanceof StoreError && hasCode(outcome, code)) return outcome;
  throw new Error(`Expected the error ${code}, got ${String(outcome)}.`);
}

/** Before the names of streams that nobody else writes. */
export const newPrefix = () => `contract-${randomUUID()}-`;

/** Where the store ends now, found by reading on from where it ended before. */
export async function endAfter(store: EventStore, before: CaseScope['since']): Promise<CaseScope['since']> {
  // A store that has looked for its head knows how far nothing of its own follows, among what others write.
  await store.head();
  let page = await store.readAll(before, 1000);
  while (!page.end) page = await store.readAll(page.checkpoint, 1000);
  return page.checkpoint;
}
