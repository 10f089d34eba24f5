import { describe, expect, it } from '@jest/globals';
import { judged, outcome } from './fixtures.js';
import { judge } from './judge.js';

describe('the point that a period is held to', () => {
  const trajectory = [
    { period: '2018/19', value: 60 },
    { period: '2017/18', value: 50 },
  ];

  it.each([
    ['standard', '2017-03', undefined, 'before the first point'],
    ['standard', '2017-12', 50, 'the last point at or before it'],
    ['standard', '2018-04', 60, 'the next point has begun'],
    ['standard', '2030-01', 60, 'the last point holds on'],
    ['trajectory', '2018-04', undefined, 'a month of the year is not the year'],
    ['trajectory', '2018/19', 60, 'its very period'],
    ['trajectory', '2019/20', undefined, 'the path has ended'],
  ] as const)('%s at %s: %s, %s', (kind, period, expected, _why) => {
    expect(judge(judged({ kind, trajectory }, { period, value: 55 }), period)?.expected).toBe(expected);
  });

  it('judges an ambition at its end point alone', () => {
    const ambition = {
      kind: 'ambition',
      trajectory: [{ period: '2020/21', value: 63 }],
      direction: 'at-most',
    } as const;
    expect(outcome(ambition, '2019/20', { period: '2019/20', value: 70 })).toBeUndefined();
    expect(outcome(ambition, '2020/21', { period: '2020/21', value: 70 })).toBe('missed');
  });

  it('takes the same months as the same period, however written', () => {
    const path = { kind: 'trajectory', trajectory: [{ period: '2018/19-Q1', value: 60 }] } as const;
    expect(outcome(path, '2018-Q2', { period: '2018-Q2', value: 59 })).toBe('missed');
  });

  it('judges no period without a figure', () => {
    expect(outcome({ trajectory }, '2018-04')).toBeUndefined();
  });
});

describe('directions', () => {
  it.each([
    ['at-least', 'missed', 'met', 'met'],
    ['above', 'missed', 'missed', 'met'],
    ['at-most', 'met', 'met', 'missed'],
    ['below', 'met', 'missed', 'missed'],
  ] as const)('%s: below the point %s, at it %s, above it %s', (direction, ...expected) => {
    const trajectory = [{ period: '2018', value: '53' }];
    const outcomes = ['52.999', '53.0', '53.001'].map((value) =>
      outcome({ direction, trajectory }, '2018', { period: '2018', value }),
    );
    expect(outcomes).toEqual(expected);
  });

  it.each([
    ['reduce-by', 30, 21, 'met'],
    ['reduce-by', 30, '21.0001', 'missed'],
    ['reduce-by', 0, 0, 'met'],
    ['reduce-by', 0, 1, 'missed'],
    ['reduce-by', -1, -2, undefined],
    ['increase-by', 30, 39, 'met'],
    ['increase-by', 30, '38.9', 'missed'],
  ] as const)('%s 30 per cent from %s to %s: %s', (direction, before, now, expected) => {
    const trajectory = [{ period: '2018/19', value: 30 }];
    const figures = [
      { period: '2017-04', value: before },
      { period: '2018-04', value: now },
    ];
    expect(outcome({ direction, trajectory }, '2018-04', ...figures)).toBe(expected);
  });

  it('counts a change from the baseline where the year before was not measured, and from nothing else', () => {
    const promise = { direction: 'reduce-by', trajectory: [{ period: '2018', value: 10 }] } as const;
    const baseline = { period: '2017', value: 70 };
    expect(outcome({ ...promise, baseline }, '2018', { period: '2018', value: 63 })).toBe('met');
    expect(outcome(promise, '2018', { period: '2018', value: 63 })).toBeUndefined();
  });

  it('counts a ratio as a percentage where the unit is one', () => {
    const trajectory = [{ period: '2018', value: 60 }];
    const at = (unit: string, numerator: number) =>
      outcome({ unit, trajectory }, '2018', { period: '2018', numerator, denominator: 7469 });
    expect([at('% of the register', 4481), at('percent', 4482), at('checks', 4482)]).toEqual([
      'missed',
      'met',
      'missed',
    ]);
  });
});

describe('figures that are not exact', () => {
  it.each([
    ['rounded', '96', '95.5', '95.51'],
    ['rounded', '96.0', '95.95', '95.951'],
    ['about', '550', '545', '546'],
    ['about', '100', '50', '51'],
    ['about', '0.50', '0.45', '0.46'],
  ] as const)('%s %s surely reaches %s, not %s', (qualifier, value, reached, beyond) => {
    const at = (point: string) =>
      outcome({ trajectory: [{ period: '2018', value: point }] }, '2018', { period: '2018', value, qualifier });
    expect([at(reached), at(beyond)]).toEqual(['met', undefined]);
  });

  it.each([
    ['over', 'at-least', 550, 'met'],
    ['over', 'above', 550, 'met'],
    ['over', 'at-most', 550, 'missed'],
    ['over', 'at-least', 551, undefined],
    ['under', 'below', 550, 'met'],
    ['under', 'at-least', 550, 'missed'],
    ['under', 'at-most', 549, undefined],
  ] as const)('%s 550 is judged %s %s: %s', (qualifier, direction, value, expected) => {
    const trajectory = [{ period: '2018', value }];
    expect(outcome({ direction, trajectory }, '2018', { period: '2018', value: 550, qualifier })).toBe(expected);
  });

  it('judges a range only where it lies on one side', () => {
    const at = (value: number) =>
      judge(
        judged({ direction: 'above', trajectory: [{ period: '2017', value }] }, { period: '2017', low: 61, high: 100 }),
        '2017',
      );
    expect([at(53)?.outcome, at(61)?.outcome, at(100)?.outcome]).toEqual(['met', undefined, 'missed']);
    expect(at(53)?.actual).toBe('61 to 100');
  });
});

describe('figures that add up over the year', () => {
  const quarters = [51, 162, 288].map((value, index) => ({ period: `2017/18-Q${index + 1}`, value }));
  const year = { accumulates: true, kind: 'trajectory', trajectory: [{ period: '2017/18', value: 800 }] } as const;

  it('judges the sum at the end of the year, not before', () => {
    expect(outcome(year, '2017/18-Q3', ...quarters)).toBeUndefined();
    const last = (value: number) => judge(judged(year, ...quarters, { period: '2017/18-Q4', value }), '2017/18-Q4');
    expect([last(298)?.outcome, last(299)?.outcome, last(298)?.actual]).toEqual(['missed', 'met', '799']);
  });

  it('judges no sum with a part missing', () => {
    expect(outcome(year, '2017/18-Q4', ...quarters.slice(1), { period: '2017/18-Q4', value: 900 })).toBeUndefined();
  });

  it('judges the year by its own figure too', () => {
    expect(outcome(year, '2017/18', { period: '2017/18', value: 799 })).toBe('missed');
  });

  it('judges a path of sums at each of its points', () => {
    const path = { ...year, trajectory: [{ period: '2017/18-Q2', value: 214 }] };
    expect(outcome(path, '2017/18-Q2', ...quarters)).toBe('missed');
  });

  it('holds a standard every year, at the end of it', () => {
    const standard = { ...year, kind: 'standard' } as const;
    const next = ['Q1', 'Q2', 'Q3', 'Q4'].map((quarter) => ({ period: `2018/19-${quarter}`, value: 199 }));
    expect(outcome(standard, '2018/19-Q1', ...next)).toBeUndefined();
    expect(outcome(standard, '2018/19-Q4', ...next)).toBe('missed');
  });

  it('adds up over the calendar year where the path is written in calendar years', () => {
    const calendar = { ...year, trajectory: [{ period: '2017', value: 12 }] };
    const months = Array.from({ length: 12 }, (_, index) => ({
      period: `2017-${String(index + 1).padStart(2, '0')}`,
      value: 1,
    }));
    expect(outcome(calendar, '2017-12', ...months)).toBe('met');
    expect(outcome(calendar, '2017-12', ...months.slice(1))).toBeUndefined();
  });

  it('compares a sum with the sum to the same month a year before', () => {
    const promise = {
      accumulates: true,
      direction: 'reduce-by',
      kind: 'trajectory',
      trajectory: [{ period: '2018-05', value: 50 }],
    } as const;
    const figures = [
      { period: '2017-04', value: 10 },
      { period: '2017-05', value: 10 },
      { period: '2018-04', value: 7 },
      { period: '2018-05', value: 4 },
    ];
    expect(judge(judged(promise, ...figures), '2018-05')).toMatchObject({
      outcome: 'missed',
      actual: '11',
      yearBefore: '20',
    });
  });
});
