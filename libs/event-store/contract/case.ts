import { randomUUID } from 'node:crypto';
import { type Fields, hasCode } from '#errors/index.js';
import { StoreError, type StoreErrorCode } from '../port/errors.js';
import type {
  Checkpoint,
  EventStore,
  Filter,
  NewEvent,
  Notice,
  START,
  StoredEvent,
  StoredJsonObject,
} from '../port/port.js';

export interface CaseScope {
  readonly store: EventStore;
  readonly prefix: string;
  readonly since: Checkpoint | typeof START;
  reopen(): Promise<EventStore>;
}

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

export const storedAs = (stream: string, events: readonly NewEvent[], first = 0) =>
  events.map((event, index) => ({ ...event, stream, revision: first + index }));

export const known = ({ position: _position, checkpoint: _checkpoint, ...event }: StoredEvent) => event;

export const idsOf = (events: readonly { readonly id: string }[]) => events.map(({ id }) => id);

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

export const resumePoint = (notice: Notice) => (notice.kind === 'event' ? notice.event : notice);

export const isEvent = (id: string) => (notice: Notice) => notice.kind === 'event' && notice.event.id === id;

export const takeUpTo = async (store: EventStore, after: Checkpoint | typeof START, filter: Filter, id: string) =>
  eventsOf(await take(store, after, filter, isEvent(id)));

/**
 * Takes events up to the one that `writing` appends. If that append fails, stops waiting and rejects with its error.
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

/** Waits for all to settle, so that a failure leaves nothing running. */
export async function allDone<T extends readonly unknown[]>(running: { [K in keyof T]: Promise<T[K]> }): Promise<T> {
  await Promise.allSettled(running);
  return (await Promise.all(running)) as unknown as T;
}

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

export const newPrefix = () => `contract-${randomUUID()}-`;

export async function endAfter(store: EventStore, before: CaseScope['since']): Promise<CaseScope['since']> {
  // After `head`, an EventStoreDB store can return a checkpoint past the events of others.
  await store.head();
  let page = await store.readAll(before, 1000);
  while (!page.end) page = await store.readAll(page.checkpoint, 1000);
  return page.checkpoint;
}
