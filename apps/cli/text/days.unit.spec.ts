import { expect, test } from '@jest/globals';
import { dayOf, days, instantOf, whenTrue } from './days.js';

test.each([
  ['2019-03-31', '31 March 2019'],
  ['2019-03-01', '1 March 2019'],
  ['2018-09', 'September 2018'],
  ['2018-Q1', 'Q1 2018'],
  ['2018/19-Q4', 'Q4 2018/19'],
  ['2018/19', '2018/19'],
  ['2018', '2018'],
])('%s is said as %s', (written, said) => {
  expect(dayOf(written)).toBe(said);
});

test('an instant is said by its day in London, or to the minute in UTC', () => {
  expect(whenTrue('2018-06-30T23:30:00.000Z')).toBe('1 July 2018');
  expect(whenTrue('not-stated')).toBe('not stated');
  expect(instantOf('2018-06-30T23:30:00.000Z')).toBe('30 June 2018, 23:30');
  expect([days(1), days(-1), days(12)]).toEqual(['1 day', '-1 day', '12 days']);
});
