import { expect } from '@jest/globals';
import type { ExpectedRevision } from '../port/port.js';
import { type ContractCase, failure, idsOf, newEvent, newEvents } from './case.js';

const ORIGINAL: readonly (readonly [ExpectedRevision, existing: number])[] = [
  ['noStream', 0],
  ['any', 0],
  ['any', 2],
  ['streamExists', 2],
  [1, 2],
];

/** Only what the port promises about repeats: engines differ in the rest. */
export const repeats: ContractCase[] = [
  ...ORIGINAL.map(
    ([expected, length]): ContractCase => ({
      name: `answers a repeat at ${expected} after ${length} events as it did first, also when others came since`,
      async run({ store, prefix }) {
        const stream = `${prefix}a`;
        const existing = newEvents(length);
        const pair = newEvents(2);
        const later = newEvents(3);
        if (length > 0) await store.append(stream, existing, 'noStream');
        const { revision, position } = await store.append(stream, pair, expected);
        expect(await store.append(stream, pair, expected)).toMatchObject({ revision, position });
        await store.append(stream, later, revision);
        expect(await store.append(stream, pair, expected)).toMatchObject({ revision, position });
        expect(idsOf(await store.readStream(stream))).toEqual(idsOf([...existing, ...pair, ...later]));
      },
    }),
  ),
  {
    name: 'answers a repeat as it did first when it was closed and opened in between',
    async run({ store, prefix, reopen }) {
      const pair = newEvents(2);
      const { revision, position } = await store.append(`${prefix}a`, pair, 'noStream');
      const again = await reopen();
      expect(await again.append(`${prefix}a`, pair, 'noStream')).toMatchObject({ revision, position });
      expect(await again.readStream(`${prefix}a`)).toHaveLength(2);
    },
  },
  {
    name: 'writes once what is sent several times at the same moment',
    async run({ store, prefix }) {
      const pair = newEvents(2);
      const results = await Promise.all(Array.from({ length: 5 }, () => store.append(`${prefix}a`, pair, 'noStream')));
      expect(results.map(({ revision }) => revision)).toEqual([1, 1, 1, 1, 1]);
      expect(new Set(results.map(({ position }) => position)).size).toBe(1);
      expect(idsOf(await store.readStream(`${prefix}a`))).toEqual(idsOf(pair));
    },
  },
  {
    name: 'refuses a partial repeat: old events and a new one at the old revision',
    async run({ store, prefix }) {
      const pair = newEvents(2);
      await store.append(`${prefix}a`, pair, 'noStream');
      await failure('wrong-expected-revision', store.append(`${prefix}a`, [...pair, newEvent()], 'noStream'));
      expect(idsOf(await store.readStream(`${prefix}a`))).toEqual(idsOf(pair));
    },
  },
  {
    name: 'refuses other events at an older revision',
    async run({ store, prefix }) {
      await store.append(`${prefix}a`, newEvents(3), 'noStream');
      const error = await failure('wrong-expected-revision', store.append(`${prefix}a`, newEvents(1), 0));
      expect(error.fields).toMatchObject({ actual: 2 });
      expect(await store.readStream(`${prefix}a`)).toHaveLength(3);
    },
  },
  {
    name: 'writes the same ids into another stream: an id is known within its stream only',
    async run({ store, prefix }) {
      const pair = newEvents(2);
      await store.append(`${prefix}a`, pair, 'noStream');
      expect(await store.append(`${prefix}b`, pair, 'noStream')).toMatchObject({ revision: 1 });
      expect(idsOf(await store.readStream(`${prefix}b`))).toEqual(idsOf(pair));
    },
  },
];
