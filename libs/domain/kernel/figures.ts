import { Decimal } from 'decimal.js';

/** A decimal as it was written, as a JSON number or as text; compared exactly, never as a binary float. */
export type Figure = number | string;

export const DIGITS = 40;
/** As many digits of a number as a binary float surely keeps; with more, it must be written as text. */
export const SAFE_DIGITS = 15;
export const WRITTEN = /^-?(0|[1-9]\d*)(\.\d+)?$/;

// Far more digits than the sums and products of two years of 40-digit figures can have: nothing is ever rounded.
const Exactly = Decimal.clone({ precision: 10_000 });

/** An exact fraction; what it is divided by is above zero. */
export interface Exact {
  readonly over: Decimal;
  readonly under: Decimal;
}

const ONE = new Exactly(1);

/** True for a finite decimal of at most 40 digits: text without an exponent, or a number of at most 15 digits. */
export function isFigure(value: unknown): value is Figure {
  if (typeof value !== 'number') return isDecimalText(value);
  return WRITTEN.test(String(value)) && digitsIn(String(value)) <= SAFE_DIGITS;
}

/** True for decimal text of at most 40 digits, `1220744.50`: how amounts of money are written. */
export function isDecimalText(value: unknown): value is string {
  return typeof value === 'string' && WRITTEN.test(value) && digitsIn(value) <= DIGITS;
}

function digitsIn(text: string): number {
  return text.replace(/\D/g, '').length;
}

/** The exact value of a figure, or of one figure divided by another above zero. */
export function exact(over: Figure, under: Figure = 1): Exact {
  return { over: new Exactly(String(over)), under: new Exactly(String(under)) };
}

/** Below, at or above zero as `a` is below, equal to or above `b`: by cross-multiplication. */
export function compare(a: Exact, b: Exact): number {
  return a.over.times(b.under).comparedTo(b.over.times(a.under));
}

export function add(a: Exact, b: Exact): Exact {
  if (a.under.equals(b.under)) return { over: a.over.plus(b.over), under: a.under };
  return { over: a.over.times(b.under).plus(b.over.times(a.under)), under: a.under.times(b.under) };
}

export function times(a: Exact, b: Exact): Exact {
  return { over: a.over.times(b.over), under: a.under.times(b.under) };
}

/** The fraction as text: a decimal where it was divided by nothing, otherwise `4481/7469`. */
export function textOf({ over, under }: Exact): string {
  return under.equals(ONE) ? over.toFixed() : `${over.toFixed()}/${under.toFixed()}`;
}

/** True when two figures have the same value, however written: 52 and "52.0". */
export function sameFigure(a: Figure | undefined, b: Figure | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return compare(exact(a), exact(b)) === 0;
}
