import { expect, test } from '@jest/globals';
import type { Figure } from '../kernel/figures.js';
import { chartOf } from './series.js';

const month = (index: number) => `${2017 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
const final = { status: 'final' as const };
const months = (values: readonly Figure[], first = 0) =>
  values.map((value, index) => ({ ...final, period: month(first + index), value }));
const steady = (length: number, around: number) => Array.from({ length }, (_, index) => around + (index % 2 ? -1 : 1));

test('a series of twelve months has limits, one of eleven has none', () => {
  expect(chartOf(months(steady(12, 60)), '%', []).phases).toMatchObject([{ from: '2017-01', points: 12 }]);
  const short = chartOf(months(steady(11, 60)), '%', []);
  expect(short.phases[0]?.limits).toBeUndefined();
  expect(short.points).toHaveLength(11);
});

test('a ratio counts in percent where the unit is, and a qualified figure as it was stated', () => {
  const { points } = chartOf(
    [
      { ...final, period: '2017-01', numerator: 30, denominator: 60 },
      { ...final, period: '2017-02', value: 50, qualifier: 'about' },
      { ...final, period: '2017-03', low: 49, high: 52, value: 50 },
    ],
    '%',
    [],
  );
  expect(points.map(({ value: { over, under } }) => over.div(under).toNumber())).toEqual([50, 50, 50]);
});

test('what has no single figure, or is of other periods than most, is left out and named', () => {
  const odd = [
    { ...final, period: '2017/18', value: 60 },
    { ...final, period: '2018-01', value: 550, qualifier: 'over' as const },
    { ...final, period: '2018-02', low: 1, high: 2 },
  ];
  const { points, leftOut, periods, gaps } = chartOf([...odd, ...months([1, 2, 3])], 'people', []);
  expect(periods).toBe('month');
  expect(points).toHaveLength(3);
  expect(gaps).toBe(false);
  expect(leftOut).toEqual([
    { period: '2018-01', why: 'no-single-figure' },
    { period: '2018-02', why: 'no-single-figure' },
    { period: '2017/18', why: 'other-period' },
  ]);
});

test('a missing period is told', () => {
  expect(chartOf([...months([1, 2]), ...months([3], 4)], 'people', []).gaps).toBe(true);
});

test('limits change only at a recalculation that twelve points follow', () => {
  const recalculation = { from: '2018-01', decision: 'd1' };
  const early = chartOf(months([...steady(12, 60), ...steady(11, 90)]), '%', [recalculation]);
  expect(early.phases).toHaveLength(1);
  expect(early.waiting).toEqual([recalculation]);
  const { phases, waiting, points } = chartOf(months([...steady(12, 60), ...steady(12, 90)]), '%', [recalculation]);
  expect(waiting).toEqual([]);
  expect(phases.map(({ from, decision, limits }) => [from, decision, limits?.mean.toNumber()])).toEqual([
    ['2017-01', undefined, 60],
    ['2018-01', 'd1', 90],
  ]);
  expect(points.flatMap(({ signals }) => signals)).toEqual([]);
});
