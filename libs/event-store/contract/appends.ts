import { expect } from '@jest/globals';
import {
  allDone,
  type ContractCase,
  failure,
  idsOf,
  known,
  newEvent,
  newEvents,
  readEverything,
  storedAs,
} from './case.js';

export const appends: ContractCase[] = [
  {
    name: 'gives back what was written',
    async run({ store, prefix }) {
      const written = [
        newEvent({ title: 'Set up a perinatal pathway', tags: ['a', null, true, 1.5], nested: { deep: { er: [] } } }),
        newEvent({}, 'OtherThing'),
      ];
      await store.append(`${prefix}a`, written, 'noStream');
      const read = await store.readStream(`${prefix}a`);
      expect(read.map(known)).toEqual(storedAs(`${prefix}a`, written));
    },
  },
  {
    name: 'gives back the salt of an event beside its metadata, and none where it has none',
    async run({ store, prefix }) {
      const salt = Buffer.alloc(32, 'salt').toString('base64');
      const written = [{ ...newEvent(), salt }, newEvent(), { ...newEvent(), metadata: {}, salt }];
      await store.append(`${prefix}a`, written, 'noStream');
      const read = await store.readStream(`${prefix}a`);
      expect(read.map(known)).toEqual(storedAs(`${prefix}a`, written));
      expect(read.map((event) => 'salt' in event)).toEqual([true, false, true]);
      await failure('invalid-event', store.append(`${prefix}a`, [{ ...newEvent(), salt: 'short' }], 'any'));
    },
  },
  {
    name: 'numbers the events of a stream from 0 without a gap, over several appends',
    async run({ store, prefix }) {
      const results = [];
      for (const count of [1, 3, 2]) results.push(await store.append(`${prefix}a`, newEvents(count), 'any'));
      expect(results.map(({ revision }) => revision)).toEqual([0, 3, 5]);
      const read = await store.readStream(`${prefix}a`);
      expect(read.map(({ revision }) => revision)).toEqual([0, 1, 2, 3, 4, 5]);
    },
  },
  {
    name: 'answers with the revision and position of the last event',
    async run({ store, prefix }) {
      const result = await store.append(`${prefix}a`, newEvents(3), 'noStream');
      const last = (await store.readStream(`${prefix}a`)).at(-1);
      expect(result).toMatchObject({ revision: 2, position: last?.position });
    },
  },
  {
    name: 'gives growing positions, whatever the stream',
    async run({ store, prefix, since }) {
      const positions: number[] = [];
      for (const name of ['a', 'b', 'a', 'c', 'b'])
        positions.push((await store.append(prefix + name, newEvents(2), 'any')).position);
      const all = await readEverything(store, { streamPrefixes: [prefix] }, since);
      for (const list of [positions, all.map(({ position }) => position)])
        expect(list).toEqual([...new Set(list)].sort((a, b) => a - b));
    },
  },
  {
    name: 'has a head that is not before the last event written',
    async run({ store, prefix }) {
      const { position } = await store.append(`${prefix}a`, newEvents(2), 'noStream');
      expect(await store.head()).toBeGreaterThanOrEqual(position);
    },
  },
  {
    name: 'has a last event that is not before the last one written',
    async run({ store, prefix }) {
      const { position } = await store.append(`${prefix}a`, newEvents(2), 'noStream');
      const last = await store.last();
      expect(last?.position).toBeGreaterThanOrEqual(position);
      if (last?.position === position) expect(last).toEqual((await store.readStream(`${prefix}a`)).at(-1));
    },
  },
  {
    name: 'writes nothing of an append that conflicts',
    async run({ store, prefix, since }) {
      const first = newEvents(2);
      await store.append(`${prefix}a`, first, 'noStream');
      await failure('wrong-expected-revision', store.append(`${prefix}a`, newEvents(3), 0));
      await failure('wrong-expected-revision', store.append(`${prefix}b`, newEvents(3), 'streamExists'));
      const all = await readEverything(store, { streamPrefixes: [prefix] }, since);
      expect(idsOf(all)).toEqual(idsOf(first));
    },
  },
  {
    name: 'writes nothing of an append of which one event is refused',
    async run({ store, prefix, since }) {
      const bad = { ...newEvent(), id: 'not-a-uuid' };
      await failure('invalid-event', store.append(`${prefix}a`, [newEvent(), bad, newEvent()], 'noStream'));
      expect(await readEverything(store, { streamPrefixes: [prefix] }, since)).toEqual([]);
    },
  },
  {
    name: 'keeps the events of one append together when many append to the stream at once',
    async run({ store, prefix }) {
      const batches = Array.from({ length: 24 }, () => newEvents(3));
      await Promise.all(batches.map((batch) => store.append(`${prefix}a`, batch, 'any')));
      const read = idsOf(await store.readStream(`${prefix}a`));
      const triples = Array.from({ length: 24 }, (_, index) => read.slice(index * 3, index * 3 + 3).join());
      expect(triples.sort()).toEqual(batches.map((batch) => idsOf(batch).join()).sort());
    },
  },
  {
    name: 'takes an append of no events as a success that writes nothing',
    async run({ store, prefix }) {
      const { position } = await store.append(`${prefix}other`, newEvents(1), 'noStream');
      const result = await store.append(`${prefix}a`, [], 'any');
      expect(result.revision).toBe(-1);
      expect(result.position).toBeGreaterThanOrEqual(position);
      expect(await store.readStream(`${prefix}a`)).toEqual([]);
    },
  },
  {
    name: 'refuses an event without a lower-case UUID, a type, or objects for data and metadata',
    async run({ store, prefix }) {
      const good = newEvent();
      const wrong = [
        { id: '' },
        { id: '7' },
        { id: good.id.toUpperCase().replace(/^./, 'A') },
        { type: '' },
        { type: 't'.repeat(301) },
        { type: 'half \ud800' },
        { type: '$type' },
        { data: [] },
        { data: null },
        { data: 'text' },
        { metadata: undefined },
        { metadata: [1] },
      ];
      for (const part of wrong) {
        const event = JSON.parse(JSON.stringify(good));
        await failure('invalid-event', store.append(`${prefix}a`, [Object.assign(event, part)], 'any'));
      }
      await failure('invalid-event', store.append(`${prefix}a`, [good, good], 'any'));
      expect(await store.readStream(`${prefix}a`)).toEqual([]);
    },
  },
  {
    name: 'still has its events, and goes on after them, when it is closed and opened again',
    async run({ store, prefix, reopen }) {
      const before = newEvents(3);
      await store.append(`${prefix}a`, before, 'noStream');
      const again = await reopen();
      const after = newEvents(1);
      await again.append(`${prefix}a`, after, 2);
      const read = await again.readStream(`${prefix}a`);
      expect(read.map(known)).toEqual(storedAs(`${prefix}a`, [...before, ...after]));
    },
  },
  {
    name: 'finishes the appends it has taken before it closes, and refuses everything after',
    async run({ store, prefix, since, reopen }) {
      const last = newEvents(2);
      const [appended] = await allDone([store.append(`${prefix}a`, last, 'noStream'), store.close()]);
      expect(appended).toMatchObject({ revision: 1 });
      await failure('store-closed', store.append(`${prefix}a`, newEvents(1), 'any'));
      await failure('store-closed', store.readStream(`${prefix}a`));
      await failure('store-closed', store.readAll(since, 1));
      await failure('store-closed', store.head());
      await store.close();
      expect(idsOf(await (await reopen()).readStream(`${prefix}a`))).toEqual(idsOf(last));
    },
  },
];
