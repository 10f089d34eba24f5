import { type CalendarDate, type Days, dateOf, monthsFrom } from '../kernel/calendar.js';
import type { Precision } from './reading.js';
import { financialYear, MONTH_NAMES } from './words.js';

/** Other days that the same words may mean. */
export interface OtherDays extends Days {
  readonly because: string;
}

/** A stretch of the calendar that a text names. */
export interface Period extends Days {
  readonly precision: Precision;
  readonly assumptions: readonly string[];
  readonly others: readonly OtherDays[];
  /** Such as a contract runs for. */
  readonly isFinancialYear?: boolean;
}

/** What comes round each year and is named without its year: "31 October", "June", "Q1". */
export interface Yearless {
  readonly precision: Precision;
  inYear(year: number): Period | undefined;
}

/** What words name; undefined where the calendar has no such days. */
export type Named = Period | Yearless | undefined;

export function isYearless(named: Period | Yearless): named is Yearless {
  return 'inYear' in named;
}

/** The first of what comes round each year that is not over before a date. */
export function firstNotOver(yearless: Yearless, date: CalendarDate): Period | undefined {
  return around(yearless, date).find(({ last }) => last >= date);
}

/** The last of what comes round each year that has begun by a date. */
export function lastBegun(yearless: Yearless, date: CalendarDate): Period | undefined {
  return around(yearless, date).findLast(({ first }) => first <= date);
}

/** Its turns from eight years before a date to eight years after: a 29 February may be that far away. */
function around(yearless: Yearless, date: CalendarDate): Period[] {
  const near = Number(date.slice(0, 4));
  return Array.from({ length: 17 }, (_, index) => yearless.inYear(near - 8 + index) ?? []).flat();
}

/** A stretch without doubts. */
export function period(days: Days, precision: Precision): Period {
  return { ...days, precision, assumptions: [], others: [] };
}

export function dayOf(year: number, month: number, day: number): Period | undefined {
  return daysOf(year, month, day, day);
}

export function daysOf(year: number, month: number, from: number, to: number): Period | undefined {
  const [first, last] = [dateOf(year, month, from), dateOf(year, month, to)];
  return first && last ? period({ first, last }, from === to ? 'day' : 'range') : undefined;
}

export function monthOf(year: number, month: number): Period | undefined {
  const days = month >= 1 && month <= 12 ? monthsFrom(year, month, 1) : undefined;
  return days && period(days, 'month');
}

export function dayOfEveryYear(month: number, day: number): Named {
  const leapYear = 2000;
  return dateOf(leapYear, month, day) ? { precision: 'day', inYear: (year) => dayOf(year, month, day) } : undefined;
}

/** "April 2018/19" is April 2018, "January 2018/19" January 2019. */
export function monthOfFinancialYear(month: number, start: number): Named {
  const year = month < 4 ? start + 1 : start;
  const days = monthsFrom(year, month, 1);
  const toItsEnd = monthsFrom(year, month, month < 4 ? 4 - month : 16 - month);
  const name = `${MONTH_NAMES[month - 1]} ${year}`;
  return (
    days && {
      ...period(days, 'month'),
      assumptions: [`"${MONTH_NAMES[month - 1]} ${financialYear(start)}" is taken as ${name}, the month of that year.`],
      others: others(toItsEnd, `from ${name} to the end of ${financialYear(start)}`),
    }
  );
}

/** "Mar 18" is March 2018, or else 18 March of the document's year. */
export function monthAndTwoDigits(month: number, year: number, near: number): Named {
  const name = MONTH_NAMES[month - 1];
  const days = monthsFrom(year, month, 1);
  const date = dateOf(near, month, year % 100);
  return (
    days && {
      ...period(days, 'month'),
      assumptions: [`The two digits after ${name} are taken as the year ${year}.`],
      others: others(date ? { first: date, last: date } : undefined, `${year % 100} ${name} ${near}`),
    }
  );
}

export interface Part {
  readonly name: 'quarter' | 'half-year';
  readonly months: 3 | 6;
}

/** A quarter or half of the year that starts on 1 April. */
export function partOfFinancialYear(part: Part, number: number, start: number): Period | undefined {
  if (number < 1 || number > 12 / part.months) return undefined;
  const days = monthsFrom(start, 4 + (number - 1) * part.months, part.months);
  return days && period(days, part.name);
}

/** "Q3 2018", by the financial year; by the calendar it would be three months earlier. */
export function partOfYear(part: Part, number: number, year: number): Period | undefined {
  const counted = partOfFinancialYear(part, number, year);
  const byCalendar = monthsFrom(year, 1 + (number - 1) * part.months, part.months);
  return (
    counted && {
      ...counted,
      assumptions: [`The ${part.name} is counted in the financial year ${financialYear(year)}, from 1 April.`],
      others: others(byCalendar, `the ${part.name} counted in the calendar year ${year}`),
    }
  );
}

export const SPRING = 0;

/** Three months: spring from March, winter from December. */
export function season(number: number, year: number): Named {
  const first = 3 + number * 3;
  const days = monthsFrom(year, first, 3);
  const [from, to] = [MONTH_NAMES[first - 1], MONTH_NAMES[(first + 1) % 12]];
  return days && { ...period(days, 'range'), assumptions: [`The season is taken as ${from} to ${to}.`] };
}

export function financialYearOf(start: number): Named {
  const days = monthsFrom(start, 4, 12);
  return days && { ...period(days, 'year'), isFinancialYear: true };
}

/** "2011-12" */
export function financialYearOrMonth(year: number, next: number): Named {
  const taken = financialYearOf(year);
  return (
    taken && {
      ...(taken as Period),
      assumptions: [`Taken as the financial year ${financialYear(year)}, not as a month.`],
      others: others(monthsFrom(year, next % 100, 1), `${MONTH_NAMES[(next % 100) - 1]} ${year}`),
    }
  );
}

/** "2018/19/20", by the years of its first and last link: 2018/19 and 2019/20. */
export function financialYears(from: number, to: number): Named {
  const days = monthsFrom(from, 4, 12 * (to - from));
  const calendar = monthsFrom(from, 1, 12 * (to - from + 1));
  return (
    days && {
      ...period(days, 'range'),
      assumptions: [
        `Taken as the financial years from ${financialYear(from)} to ${financialYear(to - 1)}: to 31 March ${to}.`,
      ],
      others: others(calendar, `the calendar years ${from} to ${to}`),
    }
  );
}

/** "2018", or "2018-2021": whole calendar years, or else financial ones. */
export function calendarYears(from: number, to: number): Named {
  const days = from <= to ? monthsFrom(from, 1, 12 * (to - from + 1)) : undefined;
  const [name, financial] =
    from === to
      ? [`the calendar year ${from}`, `the financial year ${financialYear(from)}`]
      : [
          `the calendar years ${from} to ${to}`,
          `the financial years from ${financialYear(from)} to ${financialYear(to - 1)}`,
        ];
  return (
    days && {
      ...period(days, from === to ? 'year' : 'range'),
      assumptions: [`Taken as ${name}.`],
      others: others(monthsFrom(from, 4, Math.max(12, 12 * (to - from))), financial),
    }
  );
}

function others(days: Days | undefined, because: string): OtherDays[] {
  return days ? [{ ...days, because }] : [];
}
