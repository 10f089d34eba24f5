import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays, addMonths, lastDayOf } from '../kernel/calendar.js';
import { nextDue, occurrencesBetween } from './questions.js';
import type { Recurrence } from './reading.js';

const START = '2015-01-01';
const days = Array.from({ length: 3000 }, (_, index) => addDays(START, index));
const day = fc.constantFrom(...days.slice(0, 1500));
const interval = fc.integer({ min: 1, max: 30 });
const parts = (date: string) => date.split('-').map(Number) as [number, number, number];
const isLast = (date: string) => lastDayOf(parts(date)[0], parts(date)[1]) === parts(date)[2];
const weekday = (date: string) => new Date(date).getUTCDay() || 7;

/** Every day from the first, one by one, of which `isDue` is true. */
const oneByOne = (from: string, to: string, isDue: (date: string) => boolean) =>
  days.filter((date) => date >= from && date <= to && isDue(date));

test('weeks at an interval fall due every so many days from the first', () =>
  fc.assert(
    fc.property(day, interval, day, fc.nat(1400), (first, weeks, from, length) => {
      const to = addDays(from, length);
      const expected = new Set(Array.from({ length: 500 }, (_, turn) => addDays(first, turn * 7 * weeks)));
      const due = occurrencesBetween({ every: 'week', interval: weeks, from: first }, from, to);
      expect(due).toEqual(oneByOne(from, to, (date) => expected.has(date)));
    }),
  ));

test('months, quarters and years at an interval fall due on the day of the first, or at the end of the month', () =>
  fc.assert(
    fc.property(
      fc.constantFrom(['month', 1] as const, ['quarter', 3] as const, ['year', 12] as const),
      interval,
      day,
      day,
      fc.nat(1400),
      ([every, months], count, first, from, length) => {
        const to = addDays(from, length);
        const turns = Array.from({ length: 110 }, (_, turn) => {
          const date = addMonths(first, turn * months * count);
          const [year, month] = parts(date);
          return isLast(first) ? `${date.slice(0, 8)}${lastDayOf(year, month)}` : date;
        });
        const due = occurrencesBetween({ every, interval: count, from: first }, from, to);
        expect(due).toEqual(oneByOne(from, to, (date) => turns.includes(date)));
      },
    ),
  ));

test('a weekday or working day of the month is found by counting', () =>
  fc.assert(
    fc.property(
      fc.constantFrom(1, 2, 3, 4, -1),
      fc.option(fc.integer({ min: 1, max: 7 }), { nil: undefined }),
      fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 4 }),
      day,
      fc.nat(1000),
      (nth, wanted, months, from, length) => {
        const to = addDays(from, length);
        const fits = (date: string) => (wanted === undefined ? weekday(date) < 6 : weekday(date) === wanted);
        const rank = (date: string) => {
          const same = days.filter((other) => other.slice(0, 7) === date.slice(0, 7) && fits(other));
          return nth < 0 ? same.length - same.indexOf(date) : same.indexOf(date) + 1;
        };
        const which: Recurrence =
          wanted === undefined ? { every: 'year', nth, workingDay: true } : { every: 'year', nth, weekday: wanted };
        const due = occurrencesBetween({ ...which, months }, from, to);
        const expected = oneByOne(
          from,
          to,
          (date) => months.includes(parts(date)[1]) && fits(date) && rank(date) === Math.abs(nth),
        );
        expect(due).toEqual(expected);
        expect(
          nextDue({ earliest: null, latest: null, recurrence: { ...which, months } }, from, expected.slice(0, 1)),
        ).toBe(occurrencesBetween({ ...which, months }, from, '2030-12-31')[expected.length > 0 ? 1 : 0]);
      },
    ),
    { numRuns: 40 },
  ));

test('an interval without a first occurrence is counted back from the end of March', () => {
  const between = (recurrence: Recurrence) => occurrencesBetween(recurrence, '2018-04-01', '2019-03-31');
  expect(between({ every: 'month', interval: 6 })).toEqual(['2018-09-30', '2019-03-31']);
  expect(between({ every: 'month', interval: 4 })).toEqual(['2018-07-31', '2018-11-30', '2019-03-31']);
  expect(between({ every: 'year', interval: 2, month: 5, from: '2018-05-31' })).toEqual(['2018-05-31']);
  expect(between({ every: 'week', weekday: 1 }).slice(0, 2)).toEqual(['2018-04-02', '2018-04-09']);
});
