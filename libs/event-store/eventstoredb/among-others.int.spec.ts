import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { beforeEach, expect, it } from '@jest/globals';
import type { LocalStandIn } from '#test/eventstoredb-stand-in/stand-in.js';
import { clientOf, describeOnStandIn, startServer, storeOn } from '#test/support/eventstoredb/stores.js';
import { allDone, failure, idsOf, newEvent, newEvents, readEverything, takeUpTo } from '../contract/case.js';
import { START, type StoredEvent } from '../port/port.js';
import { READ_TIMEOUTS } from './store.js';

const OTHERS = 6_000;
/** More than a read of a few events needs beside them: the end of the log, and the event where it begins. */
const FEW = 30;

describeOnStandIn('a ledger with a prefix on a server that is full of what others write', () => {
  let server: LocalStandIn;
  let others: EventStoreDBClient;
  const ours = () => storeOn(server.url, { prefix: 'ours-' });
  beforeEach(async () => {
    server = await startServer();
    others = clientOf(server.url);
  });

  async function othersWrite(count = OTHERS): Promise<void> {
    for (let written = 0; written < count; written += 1_000)
      await others.appendToStream(
        'theirs',
        Array.from({ length: 1_000 }, () => jsonEvent({ type: 'OrderPlaced', data: {} })),
      );
  }

  /** What a call gives, and how many messages the server gave for it. */
  async function counted<Result>(call: () => Promise<Result>): Promise<{ result: Result; given: number }> {
    const before = server.given();
    const result = await call();
    return { result, given: server.given() - before };
  }

  /** Events of ours with others' before, between and after them. */
  async function mixed(): Promise<readonly StoredEvent[]> {
    const store = ours();
    await othersWrite();
    await store.append('a', newEvents(2), 'noStream');
    await othersWrite();
    await store.append('b', newEvents(1), 'noStream');
    await othersWrite();
    return [...(await store.readStream('a')), ...(await store.readStream('b'))];
  }

  it('reads its own alone: the head, a page, the rest after an event, and what a filter lets through', async () => {
    const events = await mixed();
    const store = ours();
    const calls = [
      [() => store.head(), events[2]?.position],
      [async () => idsOf((await store.readAll(START, 10)).events), idsOf(events)],
      [() => readEverything(store, {}, START, 1).then(idsOf), idsOf(events)],
      [async () => idsOf((await store.readAll(events[0]?.checkpoint ?? START, 10)).events), idsOf(events.slice(1))],
      [async () => idsOf((await store.readAll(START, 10, { streamPrefixes: ['b'] })).events), idsOf(events.slice(2))],
      [async () => idsOf((await store.readAll(START, 10, { types: ['ThingHappened'] })).events), idsOf(events)],
    ] as const;
    for (const [call, wanted] of calls) {
      const { result, given } = await counted<unknown>(call);
      expect(result).toEqual(wanted);
      expect(given).toBeLessThan(FEW);
    }
    // What these counts would be if the log were read.
    const whole = await counted(async () => {
      for await (const _ of others.readAll());
    });
    expect(whole.given).toBeGreaterThan(3 * OTHERS);
  });

  it('is empty until its own first event, without reading on', async () => {
    await othersWrite();
    const store = ours();
    expect(await counted(() => store.head())).toMatchObject({ result: 0, given: 8 });
    expect(await counted(() => store.readAll(START, 10))).toMatchObject({
      result: { events: [], end: true },
      given: 0,
    });
    const { position } = await store.append('a', newEvents(1), 'noStream');
    expect(await store.head()).toBe(position);
  });

  it('knows its head as others and another process of its own write on', async () => {
    const [store, elsewhere] = [ours(), ours()];
    for (let turn = 0; turn < 3; turn++) {
      const { position } = await elsewhere.append('a', newEvents(20), 'any');
      await othersWrite(1_000);
      expect(await store.head()).toBe(position);
      await othersWrite(1_000);
      const { result, given } = await counted(() => store.head());
      expect(result).toBe(position);
      expect(given).toBeLessThan(FEW);
    }
  });

  it('resumes behind what others have written once it has looked there', async () => {
    const events = await mixed();
    const store = ours();
    await store.head();
    const { checkpoint } = await store.readAll(START, 10);
    expect(checkpoint).not.toBe(events[2]?.checkpoint);
    const last = newEvent();
    await store.append('c', [last], 'noStream');
    expect(idsOf((await store.readAll(checkpoint, 10)).events)).toEqual([last.id]);
    const { result, given } = await counted(() => takeUpTo(store, checkpoint, {}, last.id));
    expect(idsOf(result)).toEqual([last.id]);
    expect(given).toBeLessThan(FEW);
  });

  it('follows what comes', async () => {
    const events = await mixed();
    const last = newEvent();
    const store = ours();
    const [taken] = await allDone([
      takeUpTo(store, START, {}, last.id),
      othersWrite(1_000).then(() => store.append('c', [last], 'noStream')),
    ]);
    expect(idsOf(taken)).toEqual(idsOf([...events, last]));
  });

  it('waits while the server searches: work as long as it answers, a caller until its patience ends', async () => {
    const [, , last] = await mixed();
    await server.faults.holdSearches(true);
    const [requests, work] = [ours(), storeOn(server.url, { prefix: 'ours-', timeouts: READ_TIMEOUTS.work })];
    const working = allDone([work.head(), work.readAll(START, 10)]);
    // Three times the patience of a caller: longer than work would wait for a server that says nothing.
    for (let turn = 0; turn < 3; turn++) {
      const { message } = await failure('store-unavailable', requests.head());
      expect(message).toContain('the search for the last event of this ledger is still running');
    }
    await server.faults.holdSearches(false);
    const [head, { events }] = await working;
    expect([head, events.length]).toEqual([last?.position, 3]);
    expect(await requests.head()).toBe(last?.position);
  });

  it('notices that the log ends before what it has seen of it', async () => {
    const store = ours();
    await store.append('a', newEvents(50), 'noStream');
    const port = Number(server.addresses[0]?.split(':')[1]);
    expect(await store.head()).toBeGreaterThan(0);
    await server.stop();
    server = await startServer({ port });
    const { position } = await untilTaken(() => store.append('a', newEvents(1), 'noStream'));
    expect(await store.head()).toBe(position);
  });
});

/** Tries until the server has come. */
async function untilTaken<Result>(call: () => Promise<Result>): Promise<Result> {
  for (;;) {
    const result = await call().catch(() => undefined);
    if (result !== undefined) return result;
  }
}
