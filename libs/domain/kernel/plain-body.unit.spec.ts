import { describe, expect, test } from '@jest/globals';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import fc from 'fast-check';
import { aggregates } from '../aggregates.js';
import type { CommandBody } from './command.js';
import type { Aggregate } from './decider.js';
import { readPlain } from './plain-body.js';

const classes = Object.values<Aggregate>(aggregates).flatMap(({ creation, verbs }): (new () => CommandBody)[] =>
  [...(creation ? [creation] : []), ...Object.values(verbs)].map(({ body }) => body),
);
const NAMES = ['narrative', 'reason', 'percent', 'title', 'programme', 'rating', 'until', 'due', 'name', 'occurredAt'];
const OTHERS = [
  'onBehalfOf',
  'source',
  'dependsOn',
  'unknown',
  'constructor',
  '__proto__',
  'value',
  'reviewOn',
  'kind',
];
const VALUES = [
  'x',
  'SMI-A01',
  '2018-03-09',
  '2018-02-31',
  'red',
  'organisation',
  ' ',
  ' Agree\u200b ',
  '\u202ex',
  '\u0000',
  'x'.repeat(400),
];
const value = fc.constantFrom<unknown>(...VALUES, 0, 7, 7.5, 101, true, undefined, null, [], ['SMI-A01'], {});
const body = fc.dictionary(fc.constantFrom(...NAMES, ...OTHERS), value, { maxKeys: 5 });

describe('a body of plain values', () => {
  test('is taken as a command only where class-validator takes it, and as the same', () => {
    let taken = 0;
    fc.assert(
      fc.property(fc.constantFrom(...classes), body, (command, given) => {
        const read = readPlain(command, given);
        if (!read) return;
        taken++;
        const instance = plainToInstance(command, given);
        expect(validateSync(instance, { whitelist: true, forbidNonWhitelisted: true })).toEqual([]);
        expect(read).toStrictEqual(instance);
      }),
      { numRuns: 20_000 },
    );
    expect(taken).toBeGreaterThan(100);
  });

  test('is left to class-validator where it is deep or wrong', () => {
    const [move] = classes.filter(({ name }) => name === 'MoveAction');
    const good = { programme: 'SMI', reason: 'Asked for' };
    const read = (more: object) => readPlain(move as new () => CommandBody, { ...good, ...more });
    expect(read({})).toEqual(good);
    for (const more of [{ source: 'The plan' }, { onBehalfOf: {} }, { reason: 1 }, { extra: 'x' }, { meeting: null }])
      expect(read(more)).toBeUndefined();
  });
});
