import { expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../kernel/calendar.js';
import { readTimescale } from './reader.js';
import { movedTo, workingDaysBetween } from './slip.js';

const read = (text: string) => readTimescale(text, { documentDate: '2018-03-01' });

it.each([
  ['End Q3 2018/19', 'Q4 2018/19', 'slip', 90, 64],
  ['March 2019', 'December 2018', 'brought-forward', -90, -64],
  ['TBC', '31 October 2018', 'first-date', 0, 0],
  ['31 October 2018', 'TBC', 'given-up', 0, 0],
  ['By end of October 2018', 'October 2018', 'unchanged', 0, 0],
  ['TBC', 'Ongoing', 'unchanged', 0, 0],
])('%s to %s is %s', (before, after, movement, days, workingDays) => {
  expect(movedTo(read(before), read(after))).toEqual({ movement, days, workingDays });
});

test('nothing before is no slip', () => {
  expect(movedTo(undefined, read('March 2019')).movement).toBe('first-date');
});

const day = fc.integer({ min: 0, max: 40_000 }).map((days) => addDays('1970-01-01', days));

test('working days are counted one by one, and back again with the other sign', () =>
  fc.assert(
    fc.property(day, fc.integer({ min: 0, max: 800 }), (from, days) => {
      const to = addDays(from, days);
      const counted = Array.from({ length: days }, (_, index) => new Date(addDays(from, index + 1)).getUTCDay());
      expect(workingDaysBetween(from, to)).toBe(counted.filter((weekday) => weekday % 6 !== 0).length);
      expect(workingDaysBetween(to, from)).toBe(0 - workingDaysBetween(from, to));
    }),
  ));
