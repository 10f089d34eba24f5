import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DIRECTIONS, type Direction, QUALIFIERS } from './events.js';
import { outcome } from './fixtures.js';

/** An exact fraction of whole numbers: the plainest way to judge, slow and obvious. */
interface Fraction {
  over: bigint;
  under: bigint;
}
const fraction = (text: string): Fraction => {
  const [whole = '', decimals = ''] = text.split('.');
  return { over: BigInt(whole + decimals), under: 10n ** BigInt(decimals.length) };
};
const difference = (a: Fraction, b: Fraction) => a.over * b.under - b.over * a.under;

function plainly(direction: Direction, low: Fraction, high: Fraction, point: Fraction, before: Fraction) {
  const sign = direction === 'reduce-by' ? -1n : 1n;
  const changed = {
    over: before.over * (100n * point.under + sign * point.over),
    under: before.under * 100n * point.under,
  };
  const keeps = (actual: Fraction): boolean => {
    switch (direction) {
      case 'at-least':
        return difference(actual, point) >= 0n;
      case 'above':
        return difference(actual, point) > 0n;
      case 'at-most':
        return difference(actual, point) <= 0n;
      case 'below':
        return difference(actual, point) < 0n;
      case 'reduce-by':
        return difference(actual, changed) <= 0n;
      case 'increase-by':
        return difference(actual, changed) >= 0n;
    }
  };
  if (keeps(low) !== keeps(high)) return undefined;
  return keeps(low) ? 'met' : 'missed';
}

describe('judging equals plain fractions', () => {
  const figure = fc.oneof(
    fc.integer({ min: 0, max: 99 }).map(String),
    fc
      .tuple(fc.integer({ min: 0, max: 99 }), fc.stringMatching(/^\d{1,18}$/))
      .map(([whole, part]) => `${whole}.${part}`),
  );
  const direction = fc.constantFrom(...DIRECTIONS);

  it('for values and ranges', () => {
    fc.assert(
      fc.property(direction, figure, figure, figure, figure, (direction, one, other, value, before) => {
        const [low, high] = difference(fraction(one), fraction(other)) <= 0n ? [one, other] : [other, one];
        const promise = { direction, trajectory: [{ period: '2018', value }] };
        const figures = { period: '2018', low, high };
        const got = outcome(promise, '2018', figures, { period: '2017', value: before });
        expect(got).toBe(plainly(direction, fraction(low), fraction(high), fraction(value), fraction(before)));
        const exactly = outcome(promise, '2018', { period: '2018', value: low }, { period: '2017', value: before });
        expect(exactly).toBe(plainly(direction, fraction(low), fraction(low), fraction(value), fraction(before)));
      }),
      { numRuns: 500 },
    );
  });

  it('for ratios', () => {
    const count = fc.integer({ min: 1, max: 10_000 });
    fc.assert(
      fc.property(direction, count, count, figure, count, count, (direction, a, b, value, c, d) => {
        const got = outcome(
          { direction, trajectory: [{ period: '2018', value }] },
          '2018',
          { period: '2018', numerator: a, denominator: b },
          { period: '2017', numerator: c, denominator: d },
        );
        const actual = { over: BigInt(a), under: BigInt(b) };
        const before = { over: BigInt(c), under: BigInt(d) };
        expect(got).toBe(plainly(direction, actual, actual, fraction(value), before));
      }),
      { numRuns: 500 },
    );
  });

  it('for sums of twelve months', () => {
    fc.assert(
      fc.property(fc.array(figure, { minLength: 12, maxLength: 12 }), figure, (values, value) => {
        const months = values.map((each, index) => ({
          period: `2018-${String(index + 1).padStart(2, '0')}`,
          value: each,
        }));
        const total = values.map(fraction).reduce((a, b) => ({
          over: a.over * b.under + b.over * a.under,
          under: a.under * b.under,
        }));
        const promise = { accumulates: true, trajectory: [{ period: '2018', value }] };
        expect(outcome(promise, '2018-12', ...months)).toBe(
          difference(total, fraction(value)) >= 0n ? 'met' : 'missed',
        );
      }),
    );
  });

  it('judges what is qualified as it judges the figure itself, or not at all', () => {
    fc.assert(
      fc.property(fc.constantFrom(...QUALIFIERS), figure, figure, (qualifier, one, value) => {
        const promise = { trajectory: [{ period: '2018', value }] };
        const got = outcome(promise, '2018', { period: '2018', value: one, qualifier });
        const plain = outcome(promise, '2018', { period: '2018', value: one });
        const edge = difference(fraction(one), fraction(value)) === 0n;
        expect([undefined, ...(edge ? ['met', 'missed'] : [plain])]).toContain(got);
      }),
    );
  });
});
