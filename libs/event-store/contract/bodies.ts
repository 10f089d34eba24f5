import { expect } from '@jest/globals';
import fc from 'fast-check';
import type { StoredJsonObject } from '../port/port.js';
import { APPEND_LIMIT } from '../port/validate.js';
import { type CaseScope, type ContractCase, failure, METADATA, newEvent, readEverything } from './case.js';

async function comesBack(
  { store, prefix, since }: CaseScope,
  name: string,
  data: StoredJsonObject,
  metadata = METADATA,
) {
  const stream = prefix + name;
  await store.append(stream, [{ ...newEvent(data), metadata }], 'noStream');
  const [read] = await store.readStream(stream);
  const [listed] = await readEverything(store, { streamPrefixes: [stream] }, since);
  for (const event of [read, listed]) {
    // Compares text, because a matcher would print a megabyte on failure.
    expect(JSON.stringify(event?.data) === JSON.stringify(data)).toBe(true);
    expect(JSON.stringify(event?.metadata) === JSON.stringify(metadata)).toBe(true);
  }
}

const PLANES = Array.from({ length: 17 }, (_, plane) => plane * 0x10000);

const UNSAFE = [2 ** 53, -(2 ** 53), 1e21, Number.MAX_VALUE, Number.NaN, Number.POSITIVE_INFINITY, -Infinity, 10n];

const NOT_JSON = [
  undefined,
  () => 1,
  Symbol('s'),
  new Date(0),
  new Map(),
  new Set(),
  'half \ud83d',
  '\udc00',
  new Array(1),
];

export const bodies: ContractCase[] = [
  ...[1, 2, 1000, 65_535, 65_536, 1_000_000].map(
    (size): ContractCase => ({
      name: `gives back a body of ${size} bytes`,
      run: (scope) => comesBack(scope, 'a', { body: 'x'.repeat(size) }),
    }),
  ),
  {
    name: 'gives back several events that take a megabyte together',
    async run({ store, prefix }) {
      const events = Array.from({ length: 10 }, (_, index) => newEvent({ body: String(index).repeat(100_000) }));
      await store.append(`${prefix}a`, events, 'noStream');
      const read = (await store.readStream(`${prefix}a`)).map(({ data }) => data);
      expect(JSON.stringify(read) === JSON.stringify(events.map(({ data }) => data))).toBe(true);
    },
  },
  {
    name: 'refuses more data than one append may take, counted in bytes, and writes nothing of it',
    async run({ store, prefix }) {
      const inOne = [newEvent({ body: 'x'.repeat(APPEND_LIMIT) })];
      const inBytes = [newEvent({ body: 'é'.repeat(APPEND_LIMIT / 2) })];
      const together = [newEvent({ body: 'x'.repeat(600_000) }), newEvent({ body: 'x'.repeat(600_000) })];
      const inMetadata = [{ ...newEvent(), metadata: { note: 'x'.repeat(APPEND_LIMIT) } }];
      const inBoth = [{ ...newEvent({ body: 'x'.repeat(600_000) }), metadata: { note: 'x'.repeat(600_000) } }];
      for (const events of [inOne, inBytes, together, inMetadata, inBoth]) {
        const error = await failure('event-too-large', store.append(`${prefix}a`, events, 'any'));
        expect(error.fields).toMatchObject({ limit: APPEND_LIMIT });
      }
      expect(await store.readStream(`${prefix}a`)).toEqual([]);
    },
  },
  {
    name: 'takes as much as one append may take, data and metadata together',
    async run(scope) {
      const event = { ...newEvent({ body: 'x'.repeat(500_000) }), metadata: { note: '' } };
      const taken = JSON.stringify(event.data).length + JSON.stringify(event.metadata).length + event.type.length * 2;
      await comesBack(scope, 'a', event.data, { note: 'x'.repeat(APPEND_LIMIT - taken) });
    },
  },
  {
    name: 'gives back text of every Unicode plane, in values, keys, types and metadata',
    async run(scope) {
      const { store, prefix } = scope;
      for (const first of PLANES) {
        const text = String.fromCodePoint(first + 0x20, first + 0x3b1, first + 0x1234, first + 0xfffd, first + 0xffff);
        const object = { [text]: text, list: [text] };
        await comesBack(scope, `${first}`, object, object);
        await store.append(`${prefix}${first}`, [newEvent({}, text)], 0);
        expect((await store.readStream(`${prefix}${first}`))[1]?.type).toBe(text);
      }
    },
  },
  {
    name: 'gives back controls, quotes, line ends, combining marks and right-to-left text to the letter',
    run: (scope) =>
      comesBack(scope, 'a', {
        text: '\u0000\u0001\t\r\n\u001f"\\/\u007f\u0085\u2028\u2029\ufeff',
        composed: 'é',
        decomposed: 'e\u0301',
        rightToLeft: '\u202eשלום\u202c',
        family: '👨‍👩‍👧',
      }),
  },
  {
    name: 'gives back any JSON object to the letter',
    async run(scope) {
      let count = 0;
      const key = fc.string({ unit: 'grapheme' });
      const { leaf } = fc.letrec(() => ({
        leaf: fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.boolean(),
          fc.constant(null),
          fc.maxSafeInteger(),
          fc.double({ noDefaultInfinity: true, noNaN: true, max: 1e15, min: -1e15 }),
        ),
      }));
      const object = fc.dictionary(key, fc.oneof(leaf, fc.array(leaf), fc.dictionary(key, leaf)));
      await fc.assert(
        fc.asyncProperty(object, object, (data, metadata) =>
          comesBack(scope, `${count++}/`, data as StoredJsonObject, metadata as StoredJsonObject),
        ),
        { numRuns: 40 },
      );
    },
  },
  {
    name: 'gives back names that JavaScript gives a meaning to',
    run: (scope) =>
      comesBack(scope, 'a', JSON.parse('{"__proto__":{"a":1},"constructor":"c","toString":"t","length":0}')),
  },
  {
    name: 'gives back every safe number exactly',
    run: (scope) =>
      comesBack(scope, 'a', {
        integers: [0, 1, -1, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, 2 ** 32, -(2 ** 31) - 1],
        fractions: [0.1, 1 / 3, 1e-7, Number.MIN_VALUE, 123456789.12345678, -2.5],
      }),
  },
  {
    name: 'refuses a number that would not come back as it was, wherever it stands, and names the place',
    async run({ store, prefix }) {
      for (const value of UNSAFE) {
        const unsafe = value as number;
        const places: [string, StoredJsonObject, StoredJsonObject][] = [
          ['data.figure', { figure: unsafe }, METADATA],
          ['data.rows[1].figure', { rows: [0, { figure: unsafe }] }, METADATA],
          ['metadata.figure', {}, { figure: unsafe }],
        ];
        for (const [path, data, metadata] of places) {
          const appending = store.append(`${prefix}a`, [{ ...newEvent(data), metadata }], 'any');
          expect((await failure('unsafe-number', appending)).fields).toMatchObject({ path });
        }
      }
      expect(await store.readStream(`${prefix}a`)).toEqual([]);
    },
  },
  {
    name: 'refuses what is not JSON, wherever it stands, and names the place',
    async run({ store, prefix }) {
      const cycle: Record<string, unknown> = {};
      cycle.self = cycle;
      for (const value of [...NOT_JSON, cycle]) {
        const data = { rows: [{ value }] } as unknown as StoredJsonObject;
        const error = await failure('invalid-event', store.append(`${prefix}a`, [newEvent(data)], 'any'));
        expect(error.fields.path).toMatch(/^data\.rows\[0\]\.value/);
      }
      await failure('invalid-event', store.append(`${prefix}a`, [newEvent({ 'half \ud800': 1 })], 'any'));
      expect(await store.readStream(`${prefix}a`)).toEqual([]);
    },
  },
];
