import { type Matcher, pattern } from './patterns.js';
import {
  calendarYears,
  dayOf,
  dayOfEveryYear,
  daysOf,
  financialYearOf,
  financialYearOrMonth,
  financialYears,
  monthAndTwoDigits,
  monthOf,
  monthOfFinancialYear,
  type Named,
  type Part,
  partOfFinancialYear,
  partOfYear,
  SPRING,
  season,
} from './spans.js';
import type { Token } from './tokens.js';

interface PeriodRule {
  readonly name: string;
  readonly forms: readonly Matcher[];
  readonly read: (values: readonly number[], near: number) => Named;
}

/** `read` gets the numbers that the form names in capitals, in its order. */
function rule(name: string, forms: readonly string[], read: (...values: number[]) => Named): PeriodRule {
  return { name, forms: forms.map(pattern), read: (values, near) => read(...values, near) };
}

/** How dates and periods are written; the first rule that fits is taken. */
const RULES: readonly PeriodRule[] = [
  rule('date in figures', ['DATE'], (year, month, day) => dayOf(year, month, day)),
  rule('days of a month', ['NUMBER st|nd|rd|th? -|to NUMBER st|nd|rd|th? MONTH YEAR'], (from, to, month, year) =>
    daysOf(year, month, from, to),
  ),
  rule(
    'day, month and year',
    ['NUMBER st|nd|rd|th? of? MONTH ,? YEAR', 'NUMBER st|nd|rd|th? of? MONTH SHORT_YEAR'],
    (day, month, year) => dayOf(year, month, day),
  ),
  rule('month, day and year', ['MONTH DAY st|nd|rd|th? ,? YEAR'], (month, day, year) => dayOf(year, month, day)),
  rule('month of a financial year', ['MONTH of|in|,? FINANCIAL'], monthOfFinancialYear),
  rule('month and year', ['MONTH ,|of? YEAR'], (month, year) => monthOf(year, month)),
  rule('year and month in figures', ['YEAR_MONTH'], (year, month) => monthOf(year, month)),
  rule('month and ordinal day', ['MONTH DAY st|nd|rd|th'], (month, day) => dayOfEveryYear(month, day)),
  rule('month and two digits', ['MONTH SHORT_YEAR'], monthAndTwoDigits),
  ...partsOfYears('QUARTER', 'RANK quarter', { name: 'quarter', months: 3 }),
  ...partsOfYears('HALF', 'RANK half', { name: 'half-year', months: 6 }),
  rule('season', ['SEASON ,|of? YEAR'], season),
  rule('season of a financial year', ['SEASON FINANCIAL'], (number, year) =>
    number === SPRING ? undefined : season(number, year),
  ),
  rule('financial year or month', ['YEAR_OR_MONTH'], financialYearOrMonth),
  rule('financial year', ['FINANCIAL'], financialYearOf),
  rule('financial years in a row', ['CHAIN'], financialYears),
  rule('years from one to another', ['YEARS'], (from, to) => calendarYears(from, to)),
  rule('year', ['YEAR'], (year) => calendarYears(year, year)),
  rule('day without a year', ['NUMBER st|nd|rd|th? of? MONTH'], (day, month) => dayOfEveryYear(month, day)),
  rule('month and day without a year', ['MONTH DAY'], (month, day) => dayOfEveryYear(month, day)),
  rule('month without a year', ['MONTH'], (month) => ({ precision: 'month', inYear: (year) => monthOf(year, month) })),
];

/** Quarters and halves: in figures or words, before their year, after it, or without one. */
function partsOfYears(figure: string, words: string, part: Part): PeriodRule[] {
  const most = 12 / part.months;
  const before = (year: string) => [`${figure} of|in|,|-|/? ${year}`, `${words} of|in|,? the? ${year}`];
  return [
    rule(`${part.name} of a financial year`, before('FINANCIAL'), (number, year) =>
      partOfFinancialYear(part, number, year),
    ),
    rule(`financial year and ${part.name}`, [`FINANCIAL ,|-|/? ${figure}`], (year, number) =>
      partOfFinancialYear(part, number, year),
    ),
    rule(`${part.name} of a year`, before('YEAR'), (number, year) => partOfYear(part, number, year)),
    rule(`year and ${part.name}`, [`YEAR ,|-|/? ${figure}`], (year, number) => partOfYear(part, number, year)),
    rule(`${part.name} without a year`, [figure], (number) =>
      number >= 1 && number <= most
        ? { precision: part.name, inYear: (year) => partOfYear(part, number, year) }
        : undefined,
    ),
  ];
}

/** What the words at a token name and the token after them; undefined where they are no date or period. */
export function periodAt(
  tokens: readonly Token[],
  at: number,
  near: number,
): { named: Named; next: number } | undefined {
  for (const { forms, read } of RULES) {
    for (const matches of forms) {
      const match = matches(tokens, at, near);
      if (match) return { named: read(match.values, near), next: match.next };
    }
  }
  return undefined;
}
