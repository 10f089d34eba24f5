import { expect, it } from '@jest/globals';
import { startProxy } from '#test/eventstoredb-stand-in/proxy.js';
import { underDrops } from '#test/support/eventstoredb/drops.js';
import { describeOnStandIn, ending, startServer, storeOn } from '#test/support/eventstoredb/stores.js';
import { eventsOf, failure, idsOf, newEvent, newEvents, readEverything, take, takeUpTo } from '../contract/case.js';
import { type Checkpoint, type EventStore, type Notice, START } from '../port/port.js';

describeOnStandIn('a subscription that is dropped', () => {
  it('20 times during a load, by cut connections, restarts and for being slow, misses nothing and doubles nothing', () =>
    underDrops(20));

  it('goes on from where it was in the middle of a message', async () => {
    const { url, addresses } = await startServer();
    const way = ending(await startProxy(addresses[0] ?? ''), ({ stop }) => stop());
    const [writer, reader] = [storeOn(url, { prefix: 'p-' }), storeOn(way.url, { prefix: 'p-' })];
    const events = newEvents(500);
    await writer.append('a', events, 'noStream');
    const taken: Notice[] = [];
    way.cutAfter(3_000);
    for await (const notice of reader.subscribeAll(START, {}, new AbortController().signal)) {
      taken.push(notice);
      if (taken.length % 50 === 0) way.cutAfter(3_000 + taken.length * 7);
      if (eventsOf(taken).length === events.length) break;
    }
    expect(idsOf(eventsOf(taken))).toEqual(idsOf(events));
  });

  it('waits while the server is away, and goes on when it is back', async () => {
    const { url, faults } = await startServer();
    const [writer, reader] = [storeOn(url, { prefix: 'p-' }), storeOn(url, { prefix: 'p-' })];
    const events = newEvents(3);
    await writer.append('a', events.slice(0, 1), 'noStream');
    const taking = takeUpTo(reader, START, {}, events[2]?.id ?? '');
    await faults.stopNode(0);
    await failure('store-unavailable', reader.head());
    await faults.startNode(0);
    await untilWritten(writer, events.slice(1));
    expect(idsOf(await taking)).toEqual(idsOf(events));
  });

  it('begins when the server does', async () => {
    const { url, faults } = await startServer();
    await faults.stopNode(0);
    const store = storeOn(url);
    const event = newEvent();
    const taking = takeUpTo(store, START, {}, event.id);
    await failure('store-unavailable', store.head());
    await faults.startNode(0);
    await untilWritten(store, [event]);
    expect(idsOf(await taking)).toEqual([event.id]);
  });

  it('ends at once when it is aborted while the server is away', async () => {
    const { url, faults } = await startServer();
    await faults.stopNode(0);
    const stop = new AbortController();
    const store = storeOn(url);
    const notices = store.subscribeAll(START, {}, stop.signal)[Symbol.asyncIterator]();
    const next = notices.next();
    await failure('store-unavailable', store.head());
    stop.abort();
    expect(await next).toMatchObject({ done: true });
  });

  it('fails with store-closed when the store is closed under it, the server there or not', async () => {
    const { url, faults } = await startServer();
    for (const away of [false, true]) {
      const store = storeOn(url);
      const event = newEvent();
      if (!away) await store.append('a', [event], 'noStream');
      else await faults.stopNode(0);
      const notices = store.subscribeAll(START, {}, new AbortController().signal)[Symbol.asyncIterator]();
      if (!away) await notices.next();
      const next = notices.next();
      await (away ? failure('store-unavailable', store.head()) : store.head());
      await store.close();
      await failure('store-closed', next);
    }
  });

  it('passes over a mark that is before an event that it has given', async () => {
    const { url } = await startServer();
    const store = storeOn(url, { prefix: 'p-' });
    for (let turn = 0; turn < 6; turn++) await store.append('a', newEvents(300), 'any');
    const last = newEvent();
    await store.append('a', [last], 'any');
    const notices = await take(store, START, {}, (notice) => notice.kind === 'event' && notice.event.id === last.id);
    const places = notices.map((notice) => (notice.kind === 'event' ? notice.event : notice).position);
    expect(places).toEqual([...new Set(places)].sort((a, b) => a - b));
    for (const notice of notices)
      if (notice.kind === 'progress') {
        const rest = await readEverything(store, {}, notice.checkpoint);
        expect(rest.every(({ position }) => position > notice.position)).toBe(true);
      }
  });

  it('fails with bad-checkpoint at a position that is no event', async () => {
    const { url } = await startServer();
    const store = storeOn(url);
    await store.append('a', newEvents(3), 'noStream');
    const made = 'commit-7-prepare-7' as Checkpoint;
    const { fields } = await failure('bad-checkpoint', store.readAll(made, 10));
    expect(fields).toEqual({ checkpoint: made });
    const notices = store.subscribeAll(made, {}, new AbortController().signal);
    await failure('bad-checkpoint', notices[Symbol.asyncIterator]().next());
  });
});

/** Appends as soon as the server takes it. */
async function untilWritten(store: EventStore, events: ReturnType<typeof newEvents>) {
  for (const event of events)
    while (
      !(await store.append(`one-${event.id}`, [event], 'noStream').then(
        () => true,
        () => false,
      ))
    );
}
