import { expect, it } from '@jest/globals';
import { keyOf, periodAfter, spellingsOf } from './periods.js';

it.each([
  ['2018-04', '2018-05'],
  ['2018-12', '2019-01'],
  ['2018-Q2', '2018-Q3'],
  ['2018-Q4', '2019-Q1'],
  ['2017/18-Q4', '2018/19-Q1'],
  ['2018/19-Q1', '2018/19-Q2'],
  ['1999/00', '2000/01'],
  ['2098/99', '2099/00'],
  ['2018', '2019'],
])('after %s comes %s', (period, next) => {
  expect(periodAfter(period)).toBe(next);
});

it.each([
  ['2018-07', ['2018-07']],
  ['2018-Q1', ['2018-Q1', '2017/18-Q4']],
  ['2018-Q2', ['2018-Q2', '2018/19-Q1']],
  ['2018/19-Q3', ['2018-Q4', '2018/19-Q3']],
  ['1999/00-Q4', ['2000-Q1', '1999/00-Q4']],
  ['2018/19', ['2018/19']],
  ['2018', ['2018']],
])('%s may be written as %j, which are one period', (period, spellings) => {
  expect(spellingsOf(period)).toEqual(spellings);
  expect(new Set(spellings.map(keyOf))).toEqual(new Set([keyOf(period)]));
});
