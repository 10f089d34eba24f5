import { type Pattern, pattern } from './patterns.js';
import { countedFrom, type Reckoning } from './reckoning.js';
import type { NamedSpan, TextPeriod } from './spans.js';

export interface PeriodRule {
  readonly name: string;
  readonly forms: readonly Pattern[];
  readonly read: (by: Reckoning, values: readonly number[]) => NamedSpan;
}

export function rule(
  name: string,
  forms: readonly string[],
  read: (by: Reckoning, ...values: number[]) => NamedSpan,
): PeriodRule {
  return { name, forms: forms.map(pattern), read: (by, values) => read(by, ...values) };
}

export function relativeYear(
  by: Reckoning,
  years: number,
  inYear: (year: number) => TextPeriod | undefined,
): NamedSpan {
  const found = by.isDateKnown ? inYear(by.near + years) : undefined;
  return found && { ...found, assumptions: [countedFrom(by), ...found.assumptions] };
}
