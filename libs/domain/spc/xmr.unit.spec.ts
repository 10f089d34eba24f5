import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { exact } from '../kernel/figures.js';
import { xmr } from './xmr.js';

const judged = (values: readonly number[]) => {
  const found = xmr(values.map((value) => exact(String(value))));
  if (!found) throw new Error('Too few points.');
  return found;
};
/** The indexes of the points that a rule finds, with a minus sign where they point low. */
const foundBy = (rule: string, values: readonly number[]) =>
  judged(values).signals.flatMap((signals, index) =>
    signals.filter((each) => each.rule === rule).map(({ side }) => (side === 'low' ? -index : index)),
  );
/** Up and down around nought, so that only what is put after it shows. */
const steady = (length: number) => Array.from({ length }, (_, index) => (index % 2 ? -1 : 1));

describe('published examples', () => {
  // The worked example of NHS England's SPC tool page, as the NHS Python community's package reproduces it:
  // nhs-pycom/nhspy-plotthedots, tests/unittests/test_pandas_spc_x_calc.py (mean 76.67, limits 57 and 96, one point out).
  it('agrees with the NHS Python community', () => {
    const values = [89, 86, 75, 77, 81, 74, 72, 78, 76, 82, 77, 54, 66, 77, 86];
    const { limits, signals } = judged(values);
    expect(limits.mean.toFixed(2)).toBe('76.67');
    expect(limits.lower.toFixed(0)).toBe('57');
    expect(limits.upper.toFixed(0)).toBe('96');
    expect(signals.map((each) => each.length)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0]);
    expect(foundBy('outside-limits', values)).toEqual([-11]);
  });

  // nhs-r-community/NHSRplotthedots, tests/testthat/test-ptd_spc_standard.R: two points near opposite limits are chance.
  it('agrees with the NHS-R community that points near opposite limits are no signal', () => {
    expect(foundBy('near-limit', [...steady(14), 5.5, -5.5])).toEqual([]);
  });
});

// The same package's tests/testthat/test-ptd_calculate_point_type.R has these runs of seven, there flagged at their end.
test('a shift is seven points or more on one side of the mean', () => {
  expect(foundBy('shift', [...steady(12), 3, 3, 3, 3, 3, 3])).toEqual([]);
  expect(foundBy('shift', [-9, ...steady(12), -2, 3, 3, 3, 3, 3, 3, 3])).toEqual([14, 15, 16, 17, 18, 19, 20]);
});

test('a trend is seven points or more that all rise or all fall', () => {
  expect(foundBy('trend', [...steady(12), -2, -1.5, -1, 0, 1, 1.5, 1.5])).toEqual([]);
  expect(foundBy('trend', [...steady(12), -2, -1.5, -1, 0, 1, 1.5, 2])).toEqual([12, 13, 14, 15, 16, 17, 18]);
  expect(foundBy('trend', [...steady(11), 2, 1.5, 1, 0, -1, -1.5, -2, 0])).toEqual([-11, -12, -13, -14, -15, -16, -17]);
});

test('two of three near one limit are a signal, and the one between them is not part of it', () => {
  expect(foundBy('near-limit', [...steady(20), 5, 0, 5])).toEqual([20, 22]);
  expect(foundBy('near-limit', [...steady(20), 5, 0, 0, 5])).toEqual([]);
});

test('fewer than twelve points have no limits', () => {
  expect(xmr(steady(11).map((value) => exact(value)))).toBeUndefined();
  expect(xmr(steady(12).map((value) => exact(value)))).toBeDefined();
});

const series = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 12, maxLength: 40 });

test('a series turned upside down has the same signals on the other side', () =>
  fc.assert(
    fc.property(series, (values) => {
      const turned = judged(values.map((value) => -value)).signals.map((signals) =>
        signals.map(({ rule, side }) => ({ rule, side: side === 'high' ? 'low' : 'high' })),
      );
      expect(turned).toEqual(judged(values).signals);
    }),
  ));

test('signals do not change with the unit', () =>
  fc.assert(
    fc.property(series, fc.integer({ min: 1, max: 50 }), fc.integer({ min: -99, max: 99 }), (values, times, plus) => {
      expect(judged(values.map((value) => value * times + plus)).signals).toEqual(judged(values).signals);
    }),
  ));
