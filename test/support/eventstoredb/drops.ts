import { expect } from '@jest/globals';
import { idsOf, newEvent, newEvents, readEverything } from '#event-store/contract/case.js';
import { type Checkpoint, START, type StoredEvent } from '#event-store/port/port.js';
import { startProxy } from '#test/eventstoredb-stand-in/proxy.js';
import { ending, startServer, storeOn } from './stores.js';

/** Events that are written between two drops. */
const BETWEEN = 25;

/**
 * Follows a log through a proxy while it is written, and drops the subscription as often as asked, by turns in every
 * way there is. Fails unless what was received is the log.
 */
export async function underDrops(drops: number): Promise<void> {
  const { url, addresses, faults, restart } = await startServer();
  const way = ending(await startProxy(addresses[0] ?? ''), ({ stop }) => stop());
  const ways = [
    async () => void way.cut(),
    async () => way.cutAfter(2_000),
    () => faults.cutSubscriptions(),
    () => faults.dropConnections(),
    restart,
  ];
  const [writer, reader] = [storeOn(url, { prefix: 'p-' }), storeOn(way.url, { prefix: 'p-' })];
  const last = newEvent();
  const received: StoredEvent[] = [];
  const marks: Checkpoint[] = [];
  let dropped = 0;

  async function receive() {
    for await (const notice of reader.subscribeAll(
      START,
      { streamPrefixes: ['wanted-'] },
      new AbortController().signal,
    )) {
      if (notice.kind === 'progress') {
        marks.push(notice.checkpoint);
        continue;
      }
      received.push(notice.event);
      if (notice.event.id === last.id) return;
    }
  }

  async function write() {
    for (let drop = 0; drop < drops; drop++) {
      const seen = received.length;
      for (let count = 0; count < BETWEEN; count++) {
        await surely(() => writer.append(`wanted-${count % 5}`, newEvents(1 + (count % 3)), 'any'));
        await surely(() => writer.append('other', newEvents(5), 'any'));
      }
      // Dropped while there is something to receive: not before the subscription has come back.
      while (received.length === seen) await new Promise((resolve) => setTimeout(resolve, 5));
      await ways[drop % ways.length]?.();
      dropped += 1;
    }
    await surely(() => writer.append('wanted-last', [last], 'noStream'));
  }

  await Promise.all([receive(), write()]);
  expect(dropped).toBe(drops);
  const log = await readEverything(writer, { streamPrefixes: ['wanted-'] }, START, 1_000);
  expect(idsOf(received)).toEqual(idsOf(log));
  expect(received).toEqual(log);
  const sampled = marks.filter((_, index) => index % 10 === 0);
  for (const mark of sampled) await writer.readAll(mark, 1);
}

/** Tries again while the server is away; what may have been written is written under new ids, which is no harm here. */
async function surely(write: () => Promise<unknown>): Promise<void> {
  while (
    !(await write().then(
      () => true,
      () => false,
    ))
  );
}
