import {
  HALF,
  partsOfCalendarYear,
  partsOfFinancialYear,
  partsOfYear,
  partsOfYearNamed,
  QUARTER,
  type YearPart,
} from './financial.js';
import { type PeriodRule, relativeYear, rule } from './period-rule.js';
import type { Reckoning } from './reckoning.js';
import type { NamedSpan, Yearless } from './spans.js';

type Span = (by: Reckoning, part: YearPart, from: number, to: number, year: number) => NamedSpan;

const YEARS_OF_PARTS: readonly { readonly year: string; readonly span: Span }[] = [
  { year: 'FINANCIAL', span: partsOfFinancialYear },
  { year: 'fy FINANCIAL', span: partsOfFinancialYear },
  { year: 'fy? DASHED', span: partsOfFinancialYear },
  { year: 'calendar year? YEAR', span: (_, ...rest) => partsOfCalendarYear(...rest) },
  { year: 'cy -? ANY_YEAR', span: (_, ...rest) => partsOfCalendarYear(...rest) },
  { year: 'fy|fye -? ANY_YEAR', span: partsOfYearNamed },
  { year: 'YEAR', span: partsOfYear },
];

function partsOfYears(figure: string, word: string, part: YearPart): PeriodRule[] {
  const most = 12 / part.months;
  const rows = [`${figure} /|-|to|and|& ${figure}`, `${figure} /|-|to|and|& DAY`, `${word}s DAY /|-|to|and|& DAY`];
  const singles = [figure, `RANK ${word}`, `NUMBER st|nd|rd|th ${word}`, `${word} COUNT`];
  const last = [`last|final ${word}`];
  const of = 'of|in|,|-|/? the?';
  return [
    ...YEARS_OF_PARTS.flatMap(({ year, span }) => [
      rule(
        `${word}s of a year`,
        rows.map((row) => `${row} ${of} ${year}`),
        (by, from, to, start) => span(by, part, from, to, start),
      ),
      rule(
        `${word} of a year`,
        singles.map((single) => `${single} ${of} ${year}`),
        (by, number, start) => span(by, part, number, number, start),
      ),
      rule(
        `last ${word} of a year`,
        last.map((single) => `${single} ${of} ${year}`),
        (by, start) => span(by, part, most, most, start),
      ),
      rule(
        `year and ${word}s`,
        rows.map((row) => `${year} ,|-|/? ${row}`),
        (by, start, from, to) => span(by, part, from, to, start),
      ),
      rule(`year and ${word}`, [`${year} ,|-|/? ${figure}`], (by, start, number) =>
        span(by, part, number, number, start),
      ),
    ]),
    rule(`${word}s without a year`, [`${figure} /|-|to|and|& ${figure}`, `${figure} / DAY`], (by, from, to) =>
      partsEachYear(by, part, from, to),
    ),
    rule(`${word} of next year`, [`${figure} of|in? next financial? year`], (by, number) =>
      relativeYear(by, 1, (year) => partsOfYear(by, part, number, number, year)),
    ),
    rule(`${word} without a year`, [figure], (by, number) => partsEachYear(by, part, number, number)),
  ];
}

function partsEachYear(by: Reckoning, part: YearPart, from: number, to: number): NamedSpan {
  if (from < 1 || to > 12 / part.months || from > to) return undefined;
  const precision = from === to ? part.name : 'range';
  const byCalendar: Yearless = { precision, inYear: (year) => partsOfCalendarYear(part, from, to, year) };
  return { precision, byCalendar, inYear: (year) => partsOfYear(by, part, from, to, year) };
}

export const QUARTERS: readonly PeriodRule[] = [
  ...partsOfYears('QUARTER', 'quarter', QUARTER),
  ...partsOfYears('HALF', 'half', HALF),
];
