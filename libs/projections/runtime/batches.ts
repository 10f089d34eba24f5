import { setTimeout as delay, setImmediate as nextTurn } from 'node:timers/promises';
import type { Checkpoint, EventStore, START, StoredEvent } from '#event-store/port.js';

/** The most events in a batch, and so in a transaction. */
const BATCH = 5_000;
/** A batch of this many that is not full says that more are on their way: a larger one costs less an event. */
const BUSY = 10;
const GATHER_MS = 30;

/** Everything after a checkpoint and then what comes, in batches of what has arrived meanwhile, until the signal aborts. */
export async function* batches(
  store: EventStore,
  after: Checkpoint | typeof START,
  signal: AbortSignal,
): AsyncGenerator<readonly StoredEvent[]> {
  let arrived: StoredEvent[] = [];
  let ended = false;
  let failure: unknown;
  let wake = () => {};
  let drained = () => {};

  async function pump() {
    try {
      for await (const notice of store.subscribeAll(after, {}, signal)) {
        if (notice.kind !== 'event') continue;
        arrived.push(notice.event);
        wake();
        if (arrived.length >= BATCH) await new Promise<void>((resolve) => (drained = resolve));
      }
    } catch (error) {
      failure = error;
    }
    ended = true;
    wake();
  }

  const pumping = pump();
  while (!signal.aborted) {
    if (arrived.length === 0 && !ended) await new Promise<void>((resolve) => (wake = resolve));
    await nextTurn();
    const batch = arrived;
    arrived = [];
    drained();
    if (batch.length > 0) yield batch;
    else if (ended) break;
    if (batch.length >= BUSY && batch.length < BATCH) await delay(GATHER_MS);
  }
  drained();
  await pumping;
  if (failure !== undefined) throw failure;
}
