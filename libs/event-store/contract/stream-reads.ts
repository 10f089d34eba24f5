import { expect } from '@jest/globals';
import { type ContractCase, failure, idsOf, newEvents } from './case.js';

const LENGTH = 6;
const LIMITS = [undefined, 1, 2, LENGTH - 1, LENGTH, LENGTH + 1, 1000];
const FROMS = [undefined, 0, 1, 3, LENGTH - 1, LENGTH, LENGTH + 1, 1_000_000];

export const streamReads: ContractCase[] = [
  {
    name: 'reads forwards from every revision and past the end, with every limit',
    async run({ store, prefix }) {
      const events = newEvents(LENGTH);
      const ids = idsOf(events);
      await store.append(`${prefix}a`, events, 'noStream');
      for (const from of FROMS)
        for (const limit of LIMITS) {
          const read = await store.readStream(`${prefix}a`, { from, limit });
          const start = from ?? 0;
          expect({ from, limit, ids: idsOf(read) }).toEqual({
            from,
            limit,
            ids: ids.slice(start, start + (limit ?? LENGTH)),
          });
        }
    },
  },
  {
    name: 'reads backwards from every revision, from past the end and to the beginning, with every limit',
    async run({ store, prefix }) {
      const events = newEvents(LENGTH);
      await store.append(`${prefix}a`, events, 'noStream');
      for (const from of FROMS)
        for (const limit of LIMITS) {
          const read = await store.readStream(`${prefix}a`, { from, limit, direction: 'backwards' });
          const backwards = idsOf(events.slice(0, (from ?? LENGTH) + 1)).reverse();
          expect({ from, limit, ids: idsOf(read) }).toEqual({ from, limit, ids: backwards.slice(0, limit) });
        }
    },
  },
  {
    name: 'reads a stream longer than any page of the engine, both ways',
    async run({ store, prefix }) {
      const events = newEvents(1200);
      for (let start = 0; start < events.length; start += 300)
        await store.append(`${prefix}a`, events.slice(start, start + 300), 'any');
      expect(idsOf(await store.readStream(`${prefix}a`))).toEqual(idsOf(events));
      const backwards = await store.readStream(`${prefix}a`, { direction: 'backwards' });
      expect(idsOf(backwards)).toEqual(idsOf(events).reverse());
    },
  },
  {
    name: 'reads a stream that is not there as empty',
    async run({ store, prefix }) {
      await store.append(`${prefix}ab`, newEvents(1), 'noStream');
      expect(await store.readStream(`${prefix}a`)).toEqual([]);
      expect(await store.readStream(`${prefix}a`, { from: 3, limit: 2 })).toEqual([]);
      expect(await store.readStream(`${prefix}a`, { direction: 'backwards' })).toEqual([]);
    },
  },
  {
    name: 'reads at once what was just written',
    async run({ store, prefix }) {
      for (let length = 1; length <= 20; length++) {
        await store.append(`${prefix}a`, newEvents(1), 'any');
        expect(await store.readStream(`${prefix}a`)).toHaveLength(length);
      }
    },
  },
  {
    name: 'refuses a limit or a revision that is none',
    async run({ store, prefix }) {
      await store.append(`${prefix}a`, newEvents(2), 'noStream');
      for (const limit of [0, -1, 1.5, Number.NaN])
        await failure('invalid-argument', store.readStream(`${prefix}a`, { limit }));
      for (const from of [-1, 1.5, Number.NaN])
        await failure('invalid-argument', store.readStream(`${prefix}a`, { from }));
    },
  },
];
