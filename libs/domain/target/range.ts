import { add, compare, type Exact, exact, type Figure, textOf, times } from '../kernel/figures.js';
import type { Measurement } from './events.js';

export interface Bound {
  readonly at: Exact;
  readonly open: boolean;
}

export interface Range {
  readonly low?: Bound;
  readonly high?: Bound;
}

const HUNDRED = exact(100);

/**
 * The range in which what was measured surely lies:
 * - `low` and `high`, where they are stated;
 * - over or under a figure: all that is beyond it, without the figure;
 * - rounded: half a unit of the last digit written either side, so 96 is 95.5 to 96.5;
 * - about: half a unit of the last digit that is not nought, so 550 is 545 to 555 and 100 is 50 to 150;
 * - otherwise the figure alone.
 * Of a ratio the qualifier is its numerator's; where the unit is percent a ratio counts in hundredths.
 */
export function rangeOf(measurement: Omit<Measurement, 'access'>, unit: string): Range {
  const { value, numerator, denominator, low, high } = measurement;
  if (low !== undefined && high !== undefined) return between(exact(low), exact(high));
  if (numerator === undefined || denominator === undefined) return around(value as Figure, measurement.qualifier);
  const part = times(exact(1, denominator), isPercent(unit) ? HUNDRED : exact(1));
  return scale(around(numerator, measurement.qualifier), part);
}

function isPercent(unit: string): boolean {
  return /^\s*(%|per ?cent)/i.test(unit);
}

export function point(figure: Figure): Range {
  return between(exact(figure), exact(figure));
}

export function sum(a: Range, b: Range): Range {
  return { low: both(a.low, b.low), high: both(a.high, b.high) };
}

export function scale({ low, high }: Range, factor: Exact): Range {
  const by = (bound: Bound | undefined) => bound && { at: times(bound.at, factor), open: bound.open };
  return { low: by(low), high: by(high) };
}

export function surelyAtLeast(a: Range, b: Range): boolean {
  return a.low !== undefined && b.high !== undefined && compare(a.low.at, b.high.at) >= 0;
}

export function surelyAbove(a: Range, b: Range): boolean {
  if (!a.low || !b.high) return false;
  const side = compare(a.low.at, b.high.at);
  return side > 0 || (side === 0 && (a.low.open || b.high.open));
}

export function describe({ low, high }: Range): string {
  if (low && high) return compare(low.at, high.at) === 0 ? textOf(low.at) : `${textOf(low.at)} to ${textOf(high.at)}`;
  if (low) return `over ${textOf(low.at)}`;
  return high ? `under ${textOf(high.at)}` : 'not known';
}

function around(figure: Figure, qualifier: Measurement['qualifier']): Range {
  const at = exact(figure);
  if (qualifier === 'over') return { low: { at, open: true } };
  if (qualifier === 'under') return { high: { at, open: true } };
  if (qualifier === undefined) return between(at, at);
  const half = halfUnit(String(figure), qualifier);
  return between(add(at, times(half, exact(-1))), add(at, half));
}

/** Half a unit of the last written digit, or for `about` of the last non-zero digit. */
function halfUnit(text: string, qualifier: 'about' | 'rounded'): Exact {
  const [whole = '', decimals = ''] = text.replace('-', '').split('.');
  const digits = whole + decimals;
  const last = qualifier === 'rounded' ? digits : digits.replace(/(?<=[1-9])0+$/, '');
  const place = whole.length - last.length;
  return exact(place > 0 ? `5${'0'.repeat(place - 1)}` : `0.${'0'.repeat(-place)}5`);
}

function between(low: Exact, high: Exact): Range {
  return { low: { at: low, open: false }, high: { at: high, open: false } };
}

function both(a: Bound | undefined, b: Bound | undefined): Bound | undefined {
  return a && b && { at: add(a.at, b.at), open: a.open || b.open };
}
