import { addDays, type Days, monthsFrom } from '../kernel/calendar.js';
import { countsCalendarYears, monthsOfYear, type Reckoning, yearName, yearStartInWords } from './reckoning.js';
import { type NamedSpan, others, period, type TextPeriod } from './spans.js';
import { inWords, MONTH_NAMES } from './words.js';

export interface YearPart {
  readonly name: 'quarter' | 'half-year';
  readonly months: 3 | 6;
}

export const QUARTER: YearPart = { name: 'quarter', months: 3 };
export const HALF: YearPart = { name: 'half-year', months: 6 };

export function partsOfFinancialYear(by: Reckoning, part: YearPart, from: number, to: number, start: number) {
  if (from < 1 || to > 12 / part.months || from > to) return undefined;
  const days = monthsOfYear(by, start, (from - 1) * part.months, (to - from + 1) * part.months);
  return days && period(days, from === to ? part.name : 'range');
}

/** "Q3 2018" reads as the financial year; the calendar year is an alternative. */
export function partsOfYear(
  by: Reckoning,
  part: YearPart,
  from: number,
  to: number,
  year: number,
): TextPeriod | undefined {
  const start = startOfNamed(by, year);
  const counted = partsOfFinancialYear(by, part, from, to, start);
  if (!counted || countsCalendarYears(by)) return counted;
  const byCalendar = partsOfCalendarYear(part, from, to, year);
  const [what, is] = from === to ? [part.name, 'is'] : [`${part.name}s`, 'are'];
  return {
    ...counted,
    assumptions: [
      `The ${what} ${is} counted in the financial year ${yearName(by, start)}, from ${yearStartInWords(by)}.`,
    ],
    others: others(byCalendar, `the ${what} counted in the calendar year ${year}`),
  };
}

export function partsOfCalendarYear(part: YearPart, from: number, to: number, year: number): TextPeriod | undefined {
  if (from < 1 || to > 12 / part.months || from > to) return undefined;
  const days = monthsFrom(year, 1 + (from - 1) * part.months, (to - from + 1) * part.months);
  return days && period(days, from === to ? part.name : 'range');
}

/** Financial years from April are named by their start, others by their end. */
function startOfNamed(by: Reckoning, year: number): number {
  return by.yearStartsOn === '04-01' || countsCalendarYears(by) ? year : year - 1;
}

export function financialYearOf(by: Reckoning, start: number): NamedSpan {
  if (countsCalendarYears(by)) {
    const both = monthsFrom(start, 1, 24);
    const assumptions = [
      `Taken as the calendar years ${start} and ${start + 1}: the financial year is the calendar's.`,
    ];
    return both && { ...period(both, 'range'), assumptions, isEstimate: true };
  }
  const days = monthsOfYear(by, start, 0, 12);
  return days && { ...period(days, 'year'), isFinancialYear: true, isBareYear: true };
}

/** "FY27" names the year by its end; from April some mean its start. */
export function financialYearNamed(by: Reckoning, year: number): NamedSpan {
  const ending = yearEnding(by, year);
  const starting = financialYearOf(by, year);
  if (!ending || by.yearStartsOn !== '04-01' || !starting || !('first' in starting)) return ending;
  return notOver(by, ending, starting, year);
}

/** Falls back to the year that starts in the named one, as an estimate, when the first is over. */
function notOver(by: Reckoning, ending: TextPeriod, starting: TextPeriod, year: number): TextPeriod {
  const name = (start: number) => `the financial year ${yearName(by, start)}`;
  if (ending.last >= by.documentDate) return { ...ending, others: others(starting, name(year)) };
  const said = `FY${year} is taken as ${name(year)}, since ${yearName(by, year - 1)} was over.`;
  return { ...starting, assumptions: [said], isEstimate: true, others: others(ending, name(year - 1)) };
}

export function yearEnding(by: Reckoning, year: number): TextPeriod | undefined {
  const start = countsCalendarYears(by) ? year : year - 1;
  const days = monthsOfYear(by, start, 0, 12);
  return days && { ...period(days, 'year'), assumptions: [endingIn(by, year, days)], isFinancialYear: true };
}

function endingIn(by: Reckoning, year: number, { first, last }: Days): string {
  if (countsCalendarYears(by)) return `Taken as the financial year ${year}, which is the calendar year.`;
  return `Taken as the financial year that ends in ${year}: ${inWords(first)} to ${inWords(last)}.`;
}

export function partsOfYearNamed(by: Reckoning, part: YearPart, from: number, to: number, year: number) {
  const start = countsCalendarYears(by) ? year : year - 1;
  const counted = partsOfFinancialYear(by, part, from, to, start);
  if (!counted || by.yearStartsOn !== '04-01') {
    return counted && { ...counted, assumptions: [`FY${year} is taken as the financial year that ends in ${year}.`] };
  }
  const named = `FY${year} is taken as the financial year ${yearName(by, start)}, which ends in ${year}.`;
  const other = partsOfFinancialYear(by, part, from, to, year);
  return other ? notOver(by, { ...counted, assumptions: [named] }, other, year) : { ...counted, assumptions: [named] };
}

export function yearEndingMonth(month: number, year: number): NamedSpan {
  const days = monthsFrom(year, month - 11, 12);
  if (!days) return undefined;
  return { ...period(days, 'year'), assumptions: [`Taken as the twelve months from ${inWords(days.first)}.`] };
}

/** "April 2018/19" is April 2018, "January 2018/19" January 2019. */
export function monthOfFinancialYear(by: Reckoning, month: number, start: number): NamedSpan {
  const begins = Number(by.yearStartsOn.slice(0, 2));
  const year = month < begins ? start + 1 : start;
  const days = monthsFrom(year, month, 1);
  const end = monthsOfYear(by, start, 0, 12)?.last;
  const name = `${MONTH_NAMES[month - 1]} ${year}`;
  return (
    days && {
      ...period(days, 'month'),
      assumptions: [`"${MONTH_NAMES[month - 1]} ${yearName(by, start)}" is taken as ${name}, the month of that year.`],
      others: end ? others({ first: days.first, last: end }, `from ${name} to the end of ${yearName(by, start)}`) : [],
    }
  );
}

export function financialYearOrMonth(by: Reckoning, year: number, next: number): NamedSpan {
  const month = monthsFrom(year, next % 100, 1);
  const days = countsCalendarYears(by) ? undefined : monthsOfYear(by, year, 0, 12);
  if (!days) return month && period(month, 'month');
  return {
    ...period(days, 'year'),
    isFinancialYear: true,
    assumptions: [`Taken as the financial year ${yearName(by, year)}, not as a month.`],
    others: others(month, `${MONTH_NAMES[(next % 100) - 1]} ${year}`),
  };
}

export function financialYears(by: Reckoning, from: number, to: number): NamedSpan {
  const calendar = monthsFrom(from, 1, 12 * (to - from + 1));
  if (countsCalendarYears(by)) return calendar && period(calendar, 'range');
  const days = monthsOfYear(by, from, 0, 12 * (to - from));
  return (
    days && {
      ...period(days, 'range'),
      assumptions: [
        `Taken as the financial years from ${yearName(by, from)} to ${yearName(by, to - 1)}: to ${inWords(days.last)}.`,
      ],
      others: others(calendar, `the calendar years ${from} to ${to}`),
    }
  );
}

export function firstMonthsOfFinancialYear(by: Reckoning, count: number, start: number): NamedSpan {
  const days = count >= 1 && count <= 12 ? monthsOfYear(by, start, 0, count) : undefined;
  return days && period(days, 'range');
}

export const dayAfter = ({ last }: Days) => addDays(last, 1);
