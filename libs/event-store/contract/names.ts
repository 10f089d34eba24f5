import { expect } from '@jest/globals';
import { NAME_LIMIT } from '../port/validate.js';
import { type ContractCase, failure, idsOf, known, newEvent, newEvents, readEverything, storedAs } from './case.js';

const NAMES = [
  'two words',
  ' leading and trailing ',
  'a/b/../c',
  'back\\slash',
  'çédille-Übermaß',
  '精神健康',
  'عربي',
  '🧠-plan',
  '\u{10fffd}',
  '100%',
  'it\'s "quoted"; DROP TABLE events; --',
  'a?b#c&d=e',
  'tab\tand\nline',
  '__proto__',
];

const ALIKE = ['name', 'Name', 'NAME', 'name ', ' name', 'name/', 'nam\u00e9', 'name\u0301'];

export const names: ContractCase[] = [
  ...NAMES.map(
    (name): ContractCase => ({
      name: `keeps a stream named ${JSON.stringify(name)}`,
      async run({ store, prefix, since }) {
        const stream = prefix + name;
        const events = newEvents(2);
        await store.append(stream, events, 'noStream');
        expect((await store.readStream(stream)).map(known)).toEqual(storedAs(stream, events));
        const listed = await readEverything(store, { streamPrefixes: [stream] }, since);
        expect(listed.map(known)).toEqual(storedAs(stream, events));
        const error = await failure('wrong-expected-revision', store.append(stream, newEvents(1), 'noStream'));
        expect(error.fields).toEqual({ stream, expected: 'noStream', actual: 1 });
      },
    }),
  ),
  {
    name: `keeps names of ${NAME_LIMIT} characters that differ in the last alone`,
    async run({ store, prefix }) {
      const stem = prefix.padEnd(NAME_LIMIT - 1, 'n');
      for (const end of ['a', 'b']) {
        const event = newEvent();
        await store.append(stem + end, [event], 'noStream');
        expect(idsOf(await store.readStream(stem + end))).toEqual([event.id]);
      }
    },
  },
  {
    name: 'takes names that look alike for different streams',
    async run({ store, prefix }) {
      for (const name of ALIKE) await store.append(prefix + name, [newEvent({ name })], 'noStream');
      for (const name of ALIKE)
        expect((await store.readStream(prefix + name)).map(({ data }) => data)).toEqual([{ name }]);
    },
  },
  {
    name: 'refuses a name that is empty, too long, half a character, holds NUL or begins with $',
    async run({ store, prefix }) {
      for (const name of ['', prefix.padEnd(NAME_LIMIT + 1, 'n'), `${prefix}\ud800`, `${prefix}a\0b`, `$${prefix}`]) {
        const error = await failure('invalid-argument', store.append(name, newEvents(1), 'any'));
        expect(error.fields).toEqual({ field: 'stream' });
        await failure('invalid-argument', store.readStream(name));
      }
    },
  },
];
