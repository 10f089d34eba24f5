import { randomUUID } from 'node:crypto';
import { binaryEvent, jsonEvent } from '@eventstore/db-client';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { testPrefix } from '#test/support/eventstoredb/server.js';
import { anyServer, clientOf, describeOnStandIn, startServer, storeOn } from '#test/support/eventstoredb/stores.js';
import {
  allDone,
  endAfter,
  eventsOf,
  failure,
  idsOf,
  known,
  newEvent,
  newEvents,
  readEverything,
  storedAs,
  take,
  takeUpTo,
} from '../contract/case.js';
import { type Notice, START, type StoredEvent } from '../port/port.js';

let prefix: string;
beforeEach(() => {
  prefix = testPrefix();
});

describe('a prefix', () => {
  it('stands before every stream there, and is seen by nobody here', async () => {
    const url = await anyServer();
    const [one, other] = [storeOn(url, { prefix: `${prefix}one-` }), storeOn(url, { prefix: `${prefix}two-` })];
    const [mine, theirs] = [newEvents(2), newEvents(3)];
    await one.append('a', mine, 'noStream');
    const { position } = await one.append('b', newEvents(1), 'noStream');
    await other.append('a', theirs, 'noStream');
    expect((await one.readStream('a')).map(known)).toEqual(storedAs('a', mine));
    expect((await readEverything(other, {}, START)).map(known)).toEqual(storedAs('a', theirs));
    expect(await one.head()).toBe(position);
    expect(idsOf(await readEverything(one, { streamPrefixes: ['a'] }, START))).toEqual(idsOf(mine));
    expect(idsOf(await takeUpTo(one, START, { streamPrefixes: ['a'] }, mine[1]?.id ?? ''))).toEqual(idsOf(mine));
    expect((await failure('wrong-expected-revision', one.append('a', newEvents(1), 'noStream'))).fields).toEqual({
      stream: 'a',
      expected: 'noStream',
      actual: 1,
    });
    expect(await storeOn(url, { prefix: '' }).readStream(`${prefix}one-a`)).toHaveLength(2);
  });

  it('hides all that others write: a ledger is empty until its own first event', async () => {
    const url = await anyServer();
    await storeOn(url).append('somebody', newEvents(2_500), 'noStream');
    const store = storeOn(url, { prefix });
    expect(await store.head()).toBe(0);
    expect(await store.readAll(START, 10)).toMatchObject({ events: [], end: true });
    const { position } = await store.append('a', newEvents(1), 'noStream');
    expect(await store.head()).toBe(position);
  });

  it.each(['$', '$own-', 'half \ud800'])('is refused when it is %j', async (wrong) => {
    const url = await anyServer();
    expect(() => storeOn(url, { prefix: wrong })).toThrow(expect.objectContaining({ code: 'invalid-argument' }));
  });
});

describeOnStandIn('without a prefix', () => {
  it('the events of the server, and what is no JSON object, are not ours', async () => {
    const { url } = await startServer();
    const [store, client] = [storeOn(url, { prefix: '' }), clientOf(url)];
    const [first, last] = [newEvent(), newEvent()];
    await store.append('a', [first], 'noStream');
    await client.appendToStream('bytes', binaryEvent({ type: 'Bytes', data: Buffer.from([1, 2]) }));
    await client.appendToStream('list', jsonEvent({ type: 'List', data: [1] }));
    await client.setStreamMetadata('a', { acl: {} });
    await client.appendToStream('$system', jsonEvent({ type: 'Thing', data: {} }));
    const { position } = await store.append('a', [last], 0);
    expect(idsOf(await readEverything(store, {}, START))).toEqual(idsOf([first, last]));
    expect(
      idsOf(eventsOf(await take(store, START, {}, (notice) => notice.kind === 'event' && notice.event.id === last.id))),
    ).toEqual(idsOf([first, last]));
    expect(await store.head()).toBe(position);
  });

  it('a stream of ours into which somebody wrote bytes says so', async () => {
    const { url } = await startServer();
    const store = storeOn(url, { prefix });
    await store.append('a', newEvents(1), 'noStream');
    await clientOf(url).appendToStream(`${prefix}a`, binaryEvent({ type: 'Bytes', data: Buffer.from([1]) }));
    expect((await failure('invalid-event', store.readStream('a'))).message).toContain(`${prefix}a`);
    await failure('invalid-event', store.readAll(START, 10));
  });

  it('metadata that somebody left out is empty', async () => {
    const { url } = await startServer();
    await clientOf(url).appendToStream(`${prefix}a`, jsonEvent({ type: 'Thing', data: {}, id: randomUUID() }));
    expect(await storeOn(url, { prefix }).readStream('a')).toMatchObject([{ metadata: {}, data: {} }]);
  });
});

describe('a stream that was deleted in EventStoreDB itself', () => {
  it('is a fault as soon as it is written to again, or read after that', async () => {
    const url = await anyServer();
    const store = storeOn(url, { prefix });
    await store.append('a', newEvents(3), 'noStream');
    await clientOf(url).deleteStream(`${prefix}a`);
    const { fields } = await failure('stream-deleted', store.append('a', newEvents(1), 'noStream'));
    expect(fields).toEqual({ stream: 'a' });
    await failure('stream-deleted', store.readStream('a'));
    await failure('stream-deleted', store.readStream('a', { direction: 'backwards' }));
    expect(await store.readStream('a', { direction: 'backwards', limit: 1 })).toHaveLength(1);
  });

  it('for ever is a fault to every call, and its events stand in the log', async () => {
    const url = await anyServer();
    const store = storeOn(url, { prefix });
    const [kept, last] = [newEvents(2), newEvent()];
    await store.append('a', kept, 'noStream');
    await clientOf(url).tombstoneStream(`${prefix}a`);
    for (const expected of ['any', 'noStream', 1] as const)
      expect((await failure('stream-deleted', store.append('a', newEvents(1), expected))).fields).toEqual({
        stream: 'a',
      });
    expect((await failure('stream-deleted', store.readStream('a'))).fields).toEqual({ stream: 'a' });
    await store.append('b', [last], 'noStream');
    expect(idsOf(await takeUpTo(store, START, {}, last.id))).toEqual(idsOf([...kept, last]));
  });
});

/** Waits for an event; on a server with others' events there may be marks before it. */
async function firstEvent(notices: AsyncIterator<Notice>): Promise<void> {
  for (;;) {
    const { done, value } = await notices.next();
    if (done) throw new Error('The subscription ended before its first event.');
    if (value.kind === 'event') return;
  }
}

describeOnStandIn('an append as large as may be', () => {
  it.each(['23.10.6', '24.10.4'] as const)('is taken by %s, whichever way that counts', async (version) => {
    const { url } = await startServer({ version });
    const event = { ...newEvent({ body: 'x'.repeat(500_000) }), metadata: { note: 'x'.repeat(540_000) } };
    await storeOn(url).append('a', [event], 'noStream');
    const beyond = jsonEvent({
      type: 'Thing',
      data: { body: 'x'.repeat(600_000) },
      metadata: { note: 'x'.repeat(600_000) },
    });
    const appending = clientOf(url)
      .appendToStream('b', beyond)
      .then(
        () => 'taken',
        (error: { type?: string }) => error.type,
      );
    expect(await appending).toBe(version === '23.10.6' ? 'taken' : 'maximum-append-size-exceeded');
  });
});

describe('the connection, which has room for a hundred streams', () => {
  it('serves any number of calls at once beside 40 subscriptions, and refuses one more', async () => {
    const url = await anyServer();
    const store = storeOn(url, { prefix });
    // Not at the start: others may have written much there.
    const since = await endAfter(store, START);
    const first = newEvent();
    await store.append('a', [first], 'noStream');
    const stop = new AbortController();
    const subscribe = () => store.subscribeAll(since, { streamPrefixes: ['a'] }, stop.signal)[Symbol.asyncIterator]();
    const subscriptions = Array.from({ length: 40 }, subscribe);
    try {
      await allDone(subscriptions.map(firstEvent));
      await failure('store-unavailable', subscribe().next());
      const reads = await allDone(Array.from({ length: 120 }, () => store.readStream('a')));
      expect(reads.every((read) => read.length === 1)).toBe(true);
      await allDone(Array.from({ length: 20 }, (_, index) => store.append(`b${index}`, newEvents(1), 'noStream')));
    } finally {
      // What a failed test leaves open would count against the next one.
      stop.abort();
      await allDone(subscriptions.map((each) => each.next()));
    }
    expect(idsOf(await takeUpTo(store, since, {}, first.id))).toEqual([first.id]);
  });

  it('gives back the room of a subscription that was aborted, though nobody asked it for more', async () => {
    const store = storeOn(await anyServer(), { prefix });
    await store.append('a', newEvents(1), 'noStream');
    for (let turn = 0; turn < 45; turn++) {
      const stop = new AbortController();
      await firstEvent(store.subscribeAll(START, { streamPrefixes: ['a'] }, stop.signal)[Symbol.asyncIterator]());
      stop.abort();
    }
  });

  it('gives back the room of a read that was left in the middle', async () => {
    const url = await anyServer();
    const store = storeOn(url, { prefix });
    for (let turn = 0; turn < 4; turn++) await store.append('a', newEvents(1_000), 'any');
    const [first, second] = (await store.readStream('a', { limit: 2 })) as [StoredEvent, StoredEvent];
    const after = first.checkpoint;
    for (let turn = 0; turn < 150; turn++) expect((await store.readAll(after, 1)).events).toHaveLength(1);
    for (let turn = 0; turn < 150; turn++) await takeUpTo(store, after, {}, second.id);
  });
});
