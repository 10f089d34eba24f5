import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import {
  addMonths,
  FIRST_YEAR,
  financialYearStart,
  LAST_YEAR,
  lastDayOf,
  londonDate,
  monthsFrom,
  spanOf,
  startOfDay,
} from './calendar.js';

test('addMonths stops at the end of a shorter month', () => {
  expect(addMonths('2018-01-31', 1)).toBe('2018-02-28');
  expect(addMonths('2018-11-30', 3)).toBe('2019-02-28');
  expect(addMonths('2018-03-31', -1)).toBe('2018-02-28');
});

test('lastDayOf is the day before the first of the next month', () => {
  const month = fc.tuple(fc.integer({ min: FIRST_YEAR, max: LAST_YEAR }), fc.integer({ min: 1, max: 12 }));
  fc.assert(
    fc.property(month, ([year, month]) => lastDayOf(year, month) === new Date(Date.UTC(year, month, 0)).getUTCDate()),
    { numRuns: 1_000 },
  );
});

test('monthsFrom counts on into the next year, within the years kept', () => {
  expect(monthsFrom(2018, 13, 3)).toEqual({ first: '2019-01-01', last: '2019-03-31' });
  expect(monthsFrom(2019, 12, 3)).toEqual({ first: '2019-12-01', last: '2020-02-29' });
  expect(monthsFrom(2200, 4, 12)).toBeUndefined();
});

test('financialYearStart is the 1 April before', () => {
  expect(financialYearStart('2018-03-31')).toBe('2017-04-01');
  expect(financialYearStart('2018-04-01')).toBe('2018-04-01');
});

test.each([
  ['2018-06-30T22:59:59.999Z', '2018-06-30'],
  ['2018-06-30T23:00:00.000Z', '2018-07-01'],
  ['2018-12-31T23:59:59.999Z', '2018-12-31'],
  ['2019-01-01T00:00:00.000Z', '2019-01-01'],
  ['2018-06-30T23:59:59.999Z', '2018-07-01'],
  ['1943-06-30T21:59:59.999Z', '1943-06-30'],
  ['1943-06-30T22:00:00.000Z', '1943-07-01'],
  ['1968-12-31T23:00:00.000Z', '1969-01-01'],
])('clocks in London show at %s the date %s', (instant, date) => {
  expect(londonDate(instant)).toBe(date);
});

test('londonDate is what the time zone database says, at every hour of the years kept', () => {
  const london = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London', dateStyle: 'short' });
  const days = (Date.UTC(LAST_YEAR, 11, 31) - Date.UTC(FIRST_YEAR, 0, 1)) / 86_400_000;
  const instant = fc
    .tuple(fc.nat(days), fc.oneof(fc.integer({ min: 20, max: 23 }), fc.nat(23)), fc.nat(3_599_999))
    .map(([day, hour, rest]) => new Date(Date.UTC(FIRST_YEAR, 0, 1 + day, hour) + rest));
  fc.assert(
    fc.property(instant, (at) => londonDate(at.toISOString()) === london.format(at)),
    { numRuns: 1_000 },
  );
});

it('startOfDay is midnight in London by the time zone database, on every day of the years kept', () => {
  const london = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London', dateStyle: 'short' });
  const end = Date.UTC(LAST_YEAR, 11, 31);
  const wrong: string[] = [];
  let before = new Date(Date.UTC(FIRST_YEAR, 0, 0)).toISOString().slice(0, 10);
  for (let time = Date.UTC(FIRST_YEAR, 0, 1); time <= end; time += 86_400_000) {
    const date = new Date(time).toISOString().slice(0, 10);
    const start = Date.parse(startOfDay(date));
    if (london.format(start) !== date || london.format(start - 1) !== before) wrong.push(date);
    before = date;
  }
  expect(wrong).toEqual([]);
});

describe('spanOf', () => {
  test.each([
    ['2018-04', '2018-04-01', '2018-04-30'],
    ['2018-Q2', '2018-04-01', '2018-06-30'],
    ['2018/19-Q4', '2019-01-01', '2019-03-31'],
    ['2018/19', '2018-04-01', '2019-03-31'],
    ['2018', '2018-01-01', '2018-12-31'],
  ])('"%s" is %s to %s', (text, first, last) => {
    expect(spanOf(text)).toMatchObject({ first, last });
  });

  test.each(['2018-00', '2018-13', '2018-Q5', '2018/20', '2200/01', 'TBC'])('"%s" is no period', (text) => {
    expect(spanOf(text)).toBeUndefined();
  });
});
