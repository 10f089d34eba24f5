import { expect } from '@jest/globals';
import type { ExpectedRevision } from '../port/port.js';
import { type ContractCase, failure, idsOf, newEvents } from './case.js';

const TABLE: readonly (readonly [length: number, ExpectedRevision, 'fits' | number | 'noStream'])[] = [
  [0, 'any', 'fits'],
  [0, 'noStream', 'fits'],
  [0, 'streamExists', 'noStream'],
  [0, 0, 'noStream'],
  [0, 7, 'noStream'],
  [3, 'any', 'fits'],
  [3, 'noStream', 2],
  [3, 'streamExists', 'fits'],
  [3, 0, 2],
  [3, 1, 2],
  [3, 2, 'fits'],
  [3, 3, 2],
  [3, Number.MAX_SAFE_INTEGER, 2],
];

export const expectedRevisions: ContractCase[] = [
  ...TABLE.map(([length, expected, actual]): ContractCase => {
    const verdict = actual === 'fits' ? 'fits' : 'conflicts with';
    return {
      name: `${expected} ${verdict} a stream of ${length} events`,
      async run({ store, prefix }) {
        const stream = `${prefix}a`;
        const existing = newEvents(length);
        if (length > 0) await store.append(stream, existing, 'noStream');
        const more = newEvents(2);
        const appending = store.append(stream, more, expected);
        if (actual === 'fits') {
          expect(await appending).toMatchObject({ revision: length + 1 });
          expect(idsOf(await store.readStream(stream))).toEqual(idsOf([...existing, ...more]));
        } else {
          const error = await failure('wrong-expected-revision', appending);
          expect(error.fields).toEqual({ stream, expected, actual });
          expect(idsOf(await store.readStream(stream))).toEqual(idsOf(existing));
        }
      },
    };
  }),
  {
    name: 'lets one of 20 concurrent appends at the same revision win, and tells the others where the stream is',
    async run({ store, prefix }) {
      const stream = `${prefix}a`;
      await store.append(stream, newEvents(1), 'noStream');
      const outcomes = await Promise.allSettled(
        Array.from({ length: 20 }, () => store.append(stream, newEvents(1), 0)),
      );
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      for (const outcome of outcomes)
        if (outcome.status === 'rejected')
          expect(outcome.reason).toMatchObject({
            code: 'wrong-expected-revision',
            fields: { stream, expected: 0, actual: 1 },
          });
      expect(await store.readStream(stream)).toHaveLength(2);
    },
  },
  {
    name: 'refuses a number that is no revision',
    async run({ store, prefix }) {
      for (const expected of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY])
        await failure('invalid-argument', store.append(`${prefix}a`, newEvents(1), expected));
      expect(await store.readStream(`${prefix}a`)).toEqual([]);
    },
  },
];
