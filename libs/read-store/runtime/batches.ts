import { setTimeout as delay, setImmediate as nextTurn } from 'node:timers/promises';
import type { Checkpoint, EventStore, START, StoredEvent } from '#event-store/index.js';

/** Maximum events per batch, and so per transaction. */
const MAX_BATCH = 5_000;
/** A partial batch above this size signals a backlog: wait and gather, as larger transactions cost less per event. */
const BUSY_BATCH = 10;
const GATHER_MS = 100;

/**
 * Yields everything after a checkpoint and then live events, batched by what arrived meanwhile. Ends on abort or when
 * the consumer stops.
 */
export async function* batches(
  store: Pick<EventStore, 'subscribeAll'>,
  after: Checkpoint | typeof START,
  signal: AbortSignal,
  gatherMs: () => number = () => GATHER_MS,
): AsyncGenerator<readonly StoredEvent[]> {
  const consumerGone = new AbortController();
  const stopped = AbortSignal.any([signal, consumerGone.signal]);
  let arrived: StoredEvent[] = [];
  let ended = false;
  let failure: unknown;
  let gathering: Promise<void> | undefined;
  let wake = () => {};
  let drained = () => {};

  async function pump() {
    try {
      for await (const notice of store.subscribeAll(after, {}, stopped)) {
        if (notice.kind !== 'event') continue;
        arrived.push(notice.event);
        wake();
        // Stops polling the store too, while the batch gathers.
        if (gathering) await gathering;
        if (arrived.length >= MAX_BATCH && !stopped.aborted) await new Promise<void>((resolve) => (drained = resolve));
      }
    } catch (error) {
      failure = error;
    }
    ended = true;
    wake();
  }

  const pumping = pump();
  try {
    while (!signal.aborted) {
      if (arrived.length === 0 && !ended) await new Promise<void>((resolve) => (wake = resolve));
      for (let before = -1; arrived.length > before && arrived.length < MAX_BATCH; await nextTurn())
        before = arrived.length;
      const batch = arrived;
      arrived = [];
      drained();
      if (batch.length > 0) yield batch;
      else if (ended) break;
      if (batch.length < BUSY_BATCH || batch.length >= MAX_BATCH) continue;
      gathering = delay(gatherMs());
      await gathering;
      gathering = undefined;
    }
  } finally {
    consumerGone.abort();
    drained();
    await pumping;
  }
  if (failure !== undefined) throw failure;
}
