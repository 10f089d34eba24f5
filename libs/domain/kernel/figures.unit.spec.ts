import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { add, compare, exact, isDecimalText, isFigure, sameFigure, textOf, times } from './figures.js';

/** A decimal of up to 20 digits before the point and 20 after it, as text. */
const decimal = fc
  .tuple(fc.boolean(), fc.bigInt(0n, 10n ** 20n - 1n), fc.stringMatching(/^\d{1,20}$/))
  .map(([negative, whole, decimals]) => `${negative ? '-' : ''}${whole}.${decimals}`);

/** The text times 10^20, which is whole. */
function scaled(text: string): bigint {
  const [whole = '', decimals = ''] = text.replace('-', '').split('.');
  const value = BigInt(whole + decimals.padEnd(20, '0'));
  return text.startsWith('-') ? -value : value;
}

const sign = (value: bigint) => (value > 0n ? 1 : value < 0n ? -1 : 0);

describe('figures', () => {
  it.each([0, -0, 16.8, -72, 999999999999999, '0', '-0.50', '16.80', '9'.repeat(40)])('takes %j', (value) => {
    expect(isFigure(value)).toBe(true);
  });

  it.each([
    '1e3',
    '1E3',
    '',
    ' 1',
    '+1',
    '.5',
    '1.',
    '01',
    '1,000',
    '60%',
    'NaN',
    '0x10',
    '9'.repeat(41),
    Number.NaN,
    Number.POSITIVE_INFINITY,
    1e21,
    1e-7,
    2 ** 53,
    0.1 + 0.2,
    null,
    undefined,
    true,
    {},
    [],
    ['1'],
    1n,
  ])('refuses %p', (value) => {
    expect(isFigure(value)).toBe(false);
  });

  it('takes amounts of money as text alone', () => {
    expect([isDecimalText('1220744'), isDecimalText('1220744.50'), isDecimalText(1220744)]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('compares, adds and multiplies as whole numbers do', () => {
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        expect(Math.sign(compare(exact(a), exact(b)))).toBe(sign(scaled(a) - scaled(b)));
        expect(scaled(textOf(add(exact(a), exact(b))))).toBe(scaled(a) + scaled(b));
        expect(compare(times(exact(a), exact(b)), times(exact(b), exact(a)))).toBe(0);
      }),
    );
  });

  it('compares and adds ratios by cross-multiplication', () => {
    const ratio = fc.tuple(fc.bigInt(-(10n ** 39n), 10n ** 39n), fc.bigInt(1n, 10n ** 39n));
    fc.assert(
      fc.property(ratio, ratio, ratio, ([a, b], [c, d], [e, f]) => {
        const [one, two, three] = [exact(`${a}`, `${b}`), exact(`${c}`, `${d}`), exact(`${e}`, `${f}`)];
        expect(Math.sign(compare(one, two))).toBe(sign(a * d - c * b));
        expect(Math.sign(compare(add(one, two), three))).toBe(sign((a * d + c * b) * f - e * b * d));
      }),
    );
  });

  it('tells a third from 33 hundredths', () => {
    expect(compare(exact(1, 3), exact('0.3333333333333333333333333333333333333'))).toBeGreaterThan(0);
    expect(textOf(exact(4481, 7469))).toBe('4481/7469');
  });

  it('is the same however written', () => {
    expect([
      sameFigure(52, '52.0'),
      sameFigure('0.1', 0.1),
      sameFigure(52, '52.01'),
      sameFigure(52, undefined),
    ]).toEqual([true, true, false, false]);
  });
});
