import { expect, it } from '@jest/globals';
import { describeOnStandIn, startServer, storeOn } from '#test/support/eventstoredb/stores.js';
import { allDone, failure, idsOf, newEvents, readEverything, takeUpTo } from '../contract/case.js';
import type { StoreError } from '../port/errors.js';
import { START } from '../port/port.js';

/** Asks until there is an answer. */
async function untilAnswered<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  for (;;) {
    const answer = await ask().catch(() => undefined);
    if (answer !== undefined) return answer;
  }
}

/** Asks until it is known that nothing is done. */
async function untilRefused(ask: () => Promise<unknown>): Promise<StoreError> {
  for (;;) {
    const refused = await ask().then(
      () => undefined,
      (error: StoreError) => error,
    );
    if (!refused) throw new Error('It was done.');
    if (refused.code !== 'outcome-unknown') return refused;
  }
}

const nodeUrl = (address: string | undefined) => `esdb://${address}?tls=false`;

describeOnStandIn('a store on a cluster of three', () => {
  it('is led from a follower to the leader, whatever it is asked first', async () => {
    const { addresses } = await startServer({ nodes: 3 });
    for (const expected of ['noStream', 'any'] as const) {
      const prefix = `${expected}-`;
      const store = storeOn(nodeUrl(addresses[1]), { prefix });
      const { revision, position } = await store.append('a', newEvents(1), expected);
      expect(revision).toBe(0);
      expect(await storeOn(nodeUrl(addresses[2]), { prefix }).head()).toBe(position);
    }
    const [event] = newEvents(1);
    const writer = storeOn(nodeUrl(addresses[0]), { prefix: 'p-' });
    const taking = takeUpTo(storeOn(nodeUrl(addresses[1]), { prefix: 'p-' }), START, {}, event?.id ?? '');
    await writer.append('a', event ? [event] : [], 'noStream');
    expect(idsOf(await taking)).toEqual([event?.id]);
  });

  it('goes on when another node becomes the leader', async () => {
    const { url, addresses, faults } = await startServer({ nodes: 3 });
    for (const each of [url, nodeUrl(addresses[0])]) {
      const store = storeOn(each);
      const written = newEvents(6);
      for (const [revision, event] of written.entries()) {
        await faults.changeLeader(revision % 3);
        const expected = revision % 2 === 1 ? 'any' : revision === 0 ? 'noStream' : revision - 1;
        expect(await store.append('a', [event], expected)).toMatchObject({ revision });
      }
      expect(idsOf(await store.readStream('a'))).toEqual(idsOf(written));
      await faults.changeLeader(0);
    }
  });

  it('writes each append once and follows the log while leaders change and die', async () => {
    const { url, faults } = await startServer({ nodes: 3 });
    const [writer, reader] = [storeOn(url, { prefix: 'p-' }), storeOn(url, { prefix: 'p-' })];
    const events = newEvents(60);
    const taking = takeUpTo(reader, START, {}, events.at(-1)?.id ?? '');
    async function write() {
      for (const [revision, event] of events.entries()) {
        if (revision % 20 === 10) await faults.stopNode((revision / 10) % 3 === 1 ? 0 : 1);
        if (revision % 20 === 10) await faults.changeLeader(2);
        if (revision % 20 === 19) for (const node of [0, 1]) await faults.startNode(node);
        if (revision % 20 === 19) await faults.changeLeader(0);
        const append = () => writer.append('a', [event], revision === 0 ? 'noStream' : revision - 1);
        while (
          !(await append().then(
            () => true,
            () => false,
          ))
        );
      }
    }
    await allDone([write(), taking]);
    expect(idsOf(await taking)).toEqual(idsOf(events));
    expect(idsOf(await readEverything(writer, {}, START))).toEqual(idsOf(events));
  });

  it('goes on when its leader is deposed and ends, and when it is started again', async () => {
    const { url, faults } = await startServer({ nodes: 3 });
    const store = storeOn(url);
    const events = newEvents(3);
    await store.append('a', events.slice(0, 1), 'noStream');
    await faults.deposeLeader();
    await store.append('a', events.slice(1, 2), 0);
    await faults.startNode(0);
    await store.append('a', events.slice(2), 1);
    expect(idsOf(await store.readStream('a'))).toEqual(idsOf(events));
  });

  it('has appends of unknown outcome without a majority, then none and no reads, until there is one again', async () => {
    const { url, faults } = await startServer({ nodes: 3 });
    const store = storeOn(url);
    const [before, lost] = [newEvents(1), newEvents(1)];
    await store.append('a', before, 'noStream');
    await faults.stopNode(1);
    await faults.stopNode(2);
    await failure('outcome-unknown', store.append('a', lost, 0));
    const refused = await untilRefused(() => store.append('a', lost, 0));
    expect(refused.code).toBe('store-unavailable');
    const unread = await allDone([
      failure('store-unavailable', store.readStream('a')),
      failure('store-unavailable', store.readAll(START, 10)),
      failure('store-unavailable', store.head()),
    ]);
    for (const { message } of [refused, ...unread]) expect(message).not.toContain('discover');
    await faults.startNode(1);
    const found = await untilAnswered(() => store.readStream('a'));
    expect(idsOf(found)).toEqual(idsOf(before));
    await store.append('a', lost, 0);
    expect(idsOf(await store.readStream('a'))).toEqual(idsOf([...before, ...lost]));
  });

  it('is away without a node that answers', async () => {
    const { url, faults } = await startServer({ nodes: 3 });
    for (const node of [0, 1, 2]) await faults.stopNode(node);
    const store = storeOn(url);
    await failure('store-unavailable', store.append('a', newEvents(1), 'noStream'));
    await failure('store-unavailable', store.readStream('a'));
  });
});
