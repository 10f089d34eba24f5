import { Decimal } from 'decimal.js';

/** A decimal as it was written, as a JSON number or as text; compared exactly, never as a binary float. */
export type Figure = number | string;

export const DIGITS = 40;
/** A binary float keeps this many digits exactly (double precision); longer numbers must be text. */
export const SAFE_DIGITS = 15;
export const WRITTEN = /^-?(0|[1-9]\d*)(\.\d+)?$/;

// Precision beyond the sums and products of two years of 40-digit figures, so decimal.js never rounds.
const Exactly = Decimal.clone({ precision: 10_000 });

export interface Exact {
  readonly over: Decimal;
  readonly under: Decimal;
}

const ONE = new Exactly(1);

export function isFigure(value: unknown): value is Figure {
  if (typeof value !== 'number') return isDecimalText(value);
  return WRITTEN.test(String(value)) && digitsIn(String(value)) <= SAFE_DIGITS;
}

export function isDecimalText(value: unknown): value is string {
  return typeof value === 'string' && WRITTEN.test(value) && digitsIn(value) <= DIGITS;
}

function digitsIn(text: string): number {
  return text.replace(/\D/g, '').length;
}

export function exact(over: Figure, under: Figure = 1): Exact {
  return { over: new Exactly(String(over)), under: new Exactly(String(under)) };
}

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

export function textOf({ over, under }: Exact): string {
  return under.equals(ONE) ? over.toFixed() : `${over.toFixed()}/${under.toFixed()}`;
}

export function sameFigure(a: Figure | undefined, b: Figure | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return compare(exact(a), exact(b)) === 0;
}
