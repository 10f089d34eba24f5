import { createHash } from 'node:crypto';
import { canonicalJson } from '#domain/index.js';
import { type Checkpoint, type EventStore, START, type StoredEvent } from '#event-store/index.js';

const PAGE = 500;

export type CopyPosition = Checkpoint | typeof START;

export interface CopyComparison {
  readonly events: number;
  readonly from: CopyPosition;
  readonly to: CopyPosition;
  readonly next: { readonly from: StoredEvent | undefined; readonly to: StoredEvent | undefined };
}

/** Field order does not matter, because stores may change it. */
export function hashOf({ id, type, stream, revision, data, metadata, salt }: StoredEvent): string {
  const salted = salt === undefined ? [] : [salt];
  return createHash('sha256')
    .update(canonicalJson([id, type, stream, revision, data, metadata, ...salted]))
    .digest('hex');
}

/** Stops at the first difference or at the end of the shorter store. */
export async function compare(
  stores: { readonly from: EventStore; readonly to: EventStore },
  after: { readonly from: CopyPosition; readonly to: CopyPosition },
  same: (event: StoredEvent, hash: string) => void,
): Promise<CopyComparison> {
  const [ones, others] = [eventsAfter(stores.from, after.from), eventsAfter(stores.to, after.to)];
  let compared = { events: 0, from: after.from, to: after.to };
  for (;;) {
    const [{ value: from }, { value: to }] = await Promise.all([ones.next(), others.next()]);
    const hash = from && hashOf(from);
    if (!from || !to || hash !== hashOf(to))
      return { ...compared, next: { from: from ?? undefined, to: to ?? undefined } };
    same(from, hash as string);
    compared = { events: compared.events + 1, from: from.checkpoint, to: to.checkpoint };
  }
}

export async function* eventsAfter(store: EventStore, after: CopyPosition): AsyncGenerator<StoredEvent, undefined> {
  let place = after;
  for (;;) {
    const { events, checkpoint, end } = await store.readAll(place, PAGE);
    yield* events;
    if (end) return;
    place = checkpoint;
  }
}
