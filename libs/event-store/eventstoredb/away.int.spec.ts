import { expect, it } from '@jest/globals';
import { startStandIn } from '#test/eventstoredb-stand-in/stand-in.js';
import { describeOnStandIn, startServer, storeOn } from '#test/support/eventstoredb/stores.js';
import { allDone, failure, idsOf, newEvents } from '../contract/case.js';
import { type EventStore, START } from '../port/port.js';
import { READ_TIMEOUTS } from './store.js';

const calls = (store: EventStore) => [
  store.append('a', newEvents(1), 'any'),
  store.append('b', newEvents(1), 'noStream'),
  store.append('a', [], 'any'),
  store.readStream('a'),
  store.readAll(START, 10),
  store.head(),
];

/** Fails unless every call is refused as unavailable. */
async function expectAway(store: EventStore) {
  await allDone(calls(store).map((call) => failure('store-unavailable', call)));
}

/** Asks until the store answers again. */
async function untilBack(store: EventStore) {
  while (
    !(await store.head().then(
      () => true,
      () => false,
    ))
  );
}

describeOnStandIn('a store whose server is away', () => {
  it('opens, refuses every call, and works as soon as the server comes', async () => {
    const reserved = await startStandIn();
    const [address = ''] = reserved.addresses;
    await reserved.stop();
    const store = storeOn(`esdb://${address}?tls=false`);
    for (let round = 0; round < 3; round++) await expectAway(store);
    await startServer({ port: Number(address.split(':')[1]) });
    await untilBack(store);
    expect(await store.append('a', newEvents(2), 'noStream')).toMatchObject({ revision: 1 });
  });

  it('refuses every call where no answer comes from the address at all', async () => {
    // Set aside for documentation: nobody answers, and nobody refuses.
    await expectAway(storeOn('esdb://192.0.2.1:2113?tls=false'));
    await expectAway(storeOn('esdb+discover://192.0.2.1:2113?tls=false'));
  });

  it('goes on where it was after the server went away in the middle', async () => {
    const { url, faults } = await startServer();
    const store = storeOn(url);
    await store.append('a', newEvents(1), 'noStream');
    await faults.stopNode(0);
    // What is on its way when the connection ends may have arrived; this call notices the end.
    await failure('store-unavailable', store.head());
    await expectAway(store);
    await faults.startNode(0);
    await untilBack(store);
    const last = newEvents(1);
    await store.append('a', last, 0);
    expect(idsOf(await store.readStream('a', { from: 1 }))).toEqual(idsOf(last));
  });

  it('does not notice a restart between two calls', async () => {
    const { url, restart } = await startServer();
    const store = storeOn(url);
    for (let revision = 0; revision < 5; revision++) {
      await store.append('a', newEvents(1), revision === 0 ? 'noStream' : revision - 1);
      await restart();
      expect(await store.readStream('a')).toHaveLength(revision + 1);
    }
  });

  it('says that it is not ready while it starts', async () => {
    const { url, faults } = await startServer();
    const store = storeOn(url);
    await faults.notReady(true);
    await failure('store-unavailable', store.readStream('a'));
    await failure('store-unavailable', store.append('a', newEvents(1), 'noStream'));
    await faults.notReady(false);
    await untilBack(store);
    await store.append('a', newEvents(1), 'noStream');
  });
});

/** Longer than any test takes: who answers during it does not wait for its end. */
const FOR_EVER_MS = 600_000;

describeOnStandIn('a store whose server is slow', () => {
  it('answers while the server says nothing, and has each append once after it', async () => {
    const { url, faults } = await startServer();
    const store = storeOn(url);
    const [first, second] = [newEvents(1), newEvents(2)];
    await store.append('a', first, 'noStream');
    await faults.pause(FOR_EVER_MS);
    await allDone([
      failure('outcome-unknown', store.append('a', second, 0)),
      failure('store-unavailable', store.readStream('a')),
      failure('store-unavailable', store.readAll(START, 10)),
      failure('store-unavailable', store.head()),
    ]);
    await faults.pause(0);
    await untilBack(store);
    expect(await store.append('a', second, 0)).toMatchObject({ revision: 2 });
    expect(idsOf(await store.readStream('a'))).toEqual(idsOf([...first, ...second]));
  });

  it('asks once more where nothing came of a read, and not again', async () => {
    const { url, faults } = await startServer();
    const store = storeOn(url);
    const events = newEvents(2);
    await store.append('a', events, 'noStream');
    const reads = [() => store.readStream('a'), () => store.readAll(START, 10), () => store.head()];
    for (const read of reads) {
      const answer = await read();
      await faults.loseReads(1);
      expect(await read()).toEqual(answer);
    }
    for (const read of reads) {
      await faults.loseReads(2);
      expect((await failure('store-unavailable', read())).message).toContain('no response in time');
    }
  });

  it('waits longer with the work in the background than with a request', async () => {
    const { url, faults } = await startServer();
    const [requests, work] = [
      storeOn(url, { prefix: 'p-' }),
      storeOn(url, { prefix: 'p-', timeouts: READ_TIMEOUTS.work }),
    ];
    const events = newEvents(2);
    await requests.append('a', events, 'noStream');
    await work.head();
    await faults.pause(FOR_EVER_MS);
    const working = allDone([work.readStream('a'), work.readAll(START, 10), work.head()]);
    await failure('store-unavailable', requests.readStream('a'));
    await faults.pause(0);
    const [stream, page, head] = await working;
    expect([idsOf(stream), idsOf(page.events)]).toEqual([idsOf(events), idsOf(events)]);
    expect(head).toBe(stream[1]?.position);
  });

  it('takes a slow answer for an answer', async () => {
    const { url, faults } = await startServer();
    const store = storeOn(url);
    await store.append('a', newEvents(1), 'noStream');
    await faults.delayAnswers(900);
    expect(await store.append('a', newEvents(1), 0)).toMatchObject({ revision: 1 });
    expect(await store.append('a', newEvents(1), 'any')).toMatchObject({ revision: 2 });
    await faults.delayAnswers(0);
    expect(await store.readStream('a')).toHaveLength(3);
  });
});

describeOnStandIn('a store whose server takes no writes', () => {
  it('is read-only until the server takes them again', async () => {
    const { url, faults } = await startServer();
    const store = storeOn(url);
    const [before, after] = [newEvents(1), newEvents(1)];
    await store.append('a', before, 'noStream');
    await faults.readOnly(true);
    for (const expected of [0, 'any'] as const) {
      const appending = store.append('a', after, expected);
      await failure('read-only', appending);
    }
    expect(await store.readStream('a')).toHaveLength(1);
    await faults.readOnly(false);
    await store.append('a', after, 0);
    expect(idsOf(await store.readStream('a'))).toEqual(idsOf([...before, ...after]));
  });

  it('is refused when it was opened for reading', async () => {
    const { url } = await startServer();
    await failure('read-only', storeOn(url, { readOnly: true }).append('a', newEvents(1), 'any'));
  });
});
