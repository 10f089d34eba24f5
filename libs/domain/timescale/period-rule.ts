import { type Pattern, pattern } from './patterns.js';
import { countedFrom, type Reckoning } from './reckoning.js';
import type { NamedSpan, TextPeriod } from './spans.js';

/** A way to write a date or period. */
export interface PeriodRule {
  readonly name: string;
  readonly forms: readonly Pattern[];
  readonly read: (by: Reckoning, values: readonly number[]) => NamedSpan;
}

/** `read` gets the numbers that the form names in capitals, in its order. */
export function rule(
  name: string,
  forms: readonly string[],
  read: (by: Reckoning, ...values: number[]) => NamedSpan,
): PeriodRule {
  return { name, forms: forms.map(pattern), read: (by, values) => read(by, ...values) };
}

/** What lies so many years after the document's own. */
export function relativeYear(
  by: Reckoning,
  years: number,
  inYear: (year: number) => TextPeriod | undefined,
): NamedSpan {
  const found = by.isDateKnown ? inYear(by.near + years) : undefined;
  return found && { ...found, assumptions: [countedFrom(by), ...found.assumptions] };
}
