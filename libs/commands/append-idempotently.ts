import { type EventStore, type NewEvent, StoreError } from '#event-store/index.js';

/**
 * Appends at a known revision; after a lost reply, reads the stream to find whether it was written. Errors: those of
 * the store; `outcome-unknown` if the write may still arrive.
 */
export async function appendIdempotently(
  store: EventStore,
  stream: string,
  events: readonly NewEvent[],
  expected: number | 'noStream',
): Promise<{ readonly revision: number; readonly position: number }> {
  try {
    return await store.append(stream, events, expected);
  } catch (error) {
    if (!(error instanceof StoreError) || error.code !== 'outcome-unknown') throw error;
    const from = expected === 'noStream' ? 0 : expected + 1;
    const standing = await store.readStream(stream, { from, limit: events.length }).catch(() => []);
    const last = standing.at(-1);
    if (last && events.every(({ id }, index) => standing[index]?.id === id))
      return { revision: last.revision, position: last.position };
    throw error;
  }
}
