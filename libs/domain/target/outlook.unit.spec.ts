import { expect, it, test } from '@jest/globals';
import { exact } from '../kernel/figures.js';
import { outlook } from './outlook.js';
import type { TargetPromise } from './state.js';

const promise = (also: Partial<TargetPromise>): TargetPromise => ({
  unit: '%',
  direction: 'at-least',
  kind: 'trajectory',
  accumulates: false,
  trajectory: [{ period: '2018/19', value: 60 }],
  ...also,
});
const months = (...values: number[]) =>
  values.map((value, index) => ({ period: `2018-${String(4 + index).padStart(2, '0')}`, value: exact(value) }));

const AUTUMN = '2018-09-15';

// Five figures to August, seven months before the end of the year.
it.each([
  ['rises fast enough', {}, [40, 42, 44, 46, 48], { projected: '62', perMonth: '2', inReach: true }],
  ['rises too slowly', {}, [40, 41, 42, 43, 44], { projected: '51', perMonth: '1', inReach: false }],
  [
    'is to come down',
    { direction: 'at-most' },
    [90, 86, 82, 78, 74],
    { projected: '46', perMonth: '-4', inReach: true },
  ],
  ['adds up', { accumulates: true, unit: 'people' }, [5, 5, 5, 5, 4], { projected: '57.6', inReach: false }],
  ['is to be below', { direction: 'below' }, [60, 60, 60], { projected: '60', perMonth: '0', inReach: false }],
] as const)('a target that %s', (_, also, values, expected) => {
  const found = outlook(promise(also), months(...values), AUTUMN);
  expect(found && { ...found, projected: found.projected.toFixed(), perMonth: found.perMonth.toFixed() }).toMatchObject(
    {
      period: '2018/19',
      expected: 60,
      ...expected,
    },
  );
});

test('what is over on the day is projected no more, and the next point is taken in its place', () => {
  const years = promise({
    trajectory: [
      { period: '2019/20', value: 70 },
      { period: '2018/19', value: 60 },
    ],
  });
  const on = (day: string, target = promise({})) => outlook(target, months(40, 41, 42), day)?.period;
  expect(on('2019-03-31')).toBe('2018/19');
  expect(on('2019-04-01')).toBeUndefined();
  expect([on('2019-03-31', years), on('2019-04-01', years)]).toEqual(['2018/19', '2019/20']);
});

test('only the latest six figures make the rate', () => {
  expect(outlook(promise({}), months(0, 0, 50, 51, 52, 53, 54, 55), '2018-12-01')).toMatchObject({
    from: '2018-06',
    to: '2018-11',
  });
});

it.each([
  ['of a standard', { kind: 'standard' }, [1, 2, 3]],
  ['of an ambition, which has an end and no path', { kind: 'ambition' }, [1, 2, 3]],
  ['of a change from year to year', { direction: 'reduce-by' }, [1, 2, 3]],
  ['of two figures', {}, [1, 2]],
  ['of a path that has ended', { trajectory: [{ period: '2018-05', value: 60 }] }, [1, 2, 3]],
] as const)('there is none %s', (_, also, values) => {
  expect(outlook(promise(also), months(...values), AUTUMN)).toBeUndefined();
});
