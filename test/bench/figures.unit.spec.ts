import { describe, expect, it } from '@jest/globals';
import { atLeast, below, isMet, median, percentile, ratioAtLeast, rowOf, tableOf } from './figures.js';

describe('the arithmetic of the bench', () => {
  it.each([
    [[3], 3],
    [[9, 1, 5], 5],
    [[4, 1, 3, 2], 2.5],
    [[10, 9, 100], 10],
  ])('takes the median of %j for %d', (numbers, middle) => {
    expect(median(numbers)).toBe(middle);
  });

  it('has no median of no numbers', () => {
    expect(() => median([])).toThrow('no numbers');
  });

  it.each([
    [0.99, 99],
    [0.5, 50],
    [0.001, 1],
  ])('takes the number that a share of %d does not exceed', (share, number) => {
    expect(
      percentile(
        Array.from({ length: 100 }, (_, nth) => 100 - nth),
        share,
      ),
    ).toBe(number);
    expect(() => percentile([], share)).toThrow('no numbers');
  });

  it('gives the ratio of a value to its baseline', () => {
    expect(rowOf({ name: 'commands', value: 4321.4, unit: '1/s', baseline: 9876.5, goal: ratioAtLeast(0.35) })).toEqual(
      {
        name: 'commands',
        value: 4321,
        unit: '1/s',
        baseline: 9877,
        ratio: 0.438,
        goal: 'ratio at least 0.35',
      },
    );
  });

  it('says nothing of what was not asked for', () => {
    const row = { name: 'memory', value: 212.34, unit: 'MB' };
    expect(rowOf(row)).toEqual({ ...row, value: 212, baseline: null, ratio: null, goal: null });
    expect(isMet(row)).toBeUndefined();
  });

  it('keeps three figures of what is small', () => {
    expect(rowOf({ name: 'a report', value: 12.3456, unit: 'ms' }).value).toBe(12.3);
  });

  it.each([
    [{ value: 50_000, goal: atLeast(50_000) }, true],
    [{ value: 49_999, goal: atLeast(50_000) }, false],
    [{ value: 49.9, goal: below(50) }, true],
    [{ value: 50, goal: below(50) }, false],
    [{ value: 35, baseline: 100, goal: ratioAtLeast(0.35) }, true],
    [{ value: 34, baseline: 100, goal: ratioAtLeast(0.35) }, false],
  ])('judges %j', (figure, met) => {
    expect(isMet(figure)).toBe(met);
  });

  it('refuses to judge a ratio to nothing', () => {
    expect(() => isMet({ value: 1, goal: ratioAtLeast(1) })).toThrow('baseline');
  });

  it('lays the figures out as a table that shows what was missed', () => {
    const table = tableOf([
      { name: 'commands', value: 3000, unit: '1/s', baseline: 10_000, goal: ratioAtLeast(0.35) },
      { name: 'memory', value: 200, unit: 'MB', goal: below(300) },
    ]);
    expect(table).toBe(
      [
        'figure    value  unit  baseline  ratio  goal',
        'commands  3,000  1/s     10,000   0.30  ratio at least 0.35  MISSED',
        'memory      200  MB                     value below 300      met',
      ].join('\n'),
    );
  });
});
