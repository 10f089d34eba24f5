import { addDays, addMonths, type CalendarDate, type Days, dateOf, lastDayOf, monthsFrom } from '../kernel/calendar.js';
import type { Precision, Recurrence } from './reading.js';
import { MONTH_NAMES } from './words.js';

/** Other days that the same words may mean. */
export interface OtherDays extends Days {
  readonly because: string;
}

/** A stretch of the calendar that a text names. */
export interface TextPeriod extends Days {
  readonly precision: Precision;
  readonly assumptions: readonly string[];
  readonly others: readonly OtherDays[];
  /** Such as a contract runs for. */
  readonly isFinancialYear?: boolean;
  /** A year and nothing else, which may be the year of a month or day beside it. */
  readonly isBareYear?: boolean;
  /** Nobody can hold its days to be promised: a season, a feast, a doubtful year. */
  readonly isEstimate?: boolean;
  /** It has begun by the document's date, so that only its end is a promise: "this quarter". */
  readonly isRunning?: boolean;
  /** Counted from the document's date. */
  readonly isRelative?: boolean;
}

/** What comes round each year and is named without its year: "31 October", "June", "Q1". */
export interface Yearless {
  readonly precision: Precision;
  /** Which working day or weekday of its month it is. */
  readonly rule?: Pick<Recurrence, 'nth' | 'weekday' | 'workingDay'>;
  /** Of quarters and halves, which may be counted in two ways: the same by the calendar's years. */
  readonly byCalendar?: Yearless;
  inYear(year: number): TextPeriod | undefined;
}

/** A month and two digits, which may be its day or its year: "August 14". */
export interface TwoWays {
  readonly precision: Precision;
  readonly asDay: Yearless | undefined;
  readonly asMonth: TextPeriod | undefined;
}

/** What words name; undefined where the calendar has no such days. */
export type NamedSpan = TextPeriod | Yearless | TwoWays | undefined;

export function isYearless(named: TextPeriod | Yearless | TwoWays): named is Yearless {
  return 'inYear' in named;
}

export function isTwoWays(named: TextPeriod | Yearless | TwoWays): named is TwoWays {
  return 'asDay' in named;
}

/** The first of what comes round each year that is not over before a date. */
export function firstNotOver(yearless: Yearless, date: CalendarDate): TextPeriod | undefined {
  return around(yearless, date).find(({ last }) => last >= date);
}

/** The last of what comes round each year that has begun by a date. */
export function lastBegun(yearless: Yearless, date: CalendarDate): TextPeriod | undefined {
  return around(yearless, date).findLast(({ first }) => first <= date);
}

/** The last of what comes round each year that is over before a date. */
export function lastOver(yearless: Yearless, date: CalendarDate): TextPeriod | undefined {
  return around(yearless, date).findLast(({ last }) => last < date);
}

/** Its turns from eight years before a date to eight years after: a 29 February may be that far away. */
function around(yearless: Yearless, date: CalendarDate): TextPeriod[] {
  const near = Number(date.slice(0, 4));
  return Array.from({ length: 17 }, (_, index) => yearless.inYear(near - 8 + index) ?? []).flat();
}

/** A stretch without doubts. */
export function period(days: Days, precision: Precision): TextPeriod {
  return { ...days, precision, assumptions: [], others: [] };
}

export function others(days: Days | undefined, because: string): OtherDays[] {
  return days ? [{ first: days.first, last: days.last, because }] : [];
}

export function dayOf(year: number, month: number, day: number): TextPeriod | undefined {
  return daysOf(year, month, day, day);
}

export function daysOf(year: number, month: number, from: number, to: number): TextPeriod | undefined {
  const [first, last] = [dateOf(year, month, from), dateOf(year, month, to)];
  return first && last && first <= last ? period({ first, last }, from === to ? 'day' : 'range') : undefined;
}

export function monthOf(year: number, month: number): TextPeriod | undefined {
  const days = month >= 1 && month <= 12 ? monthsFrom(year, month, 1) : undefined;
  return days && period(days, 'month');
}

export function dayOfEveryYear(month: number, day: number): Yearless | undefined {
  return daysOfEveryYear(month, day, day);
}

export function daysOfEveryYear(month: number, from: number, to: number): Yearless | undefined {
  const leapYear = 2000;
  if (!daysOf(leapYear, month, from, to)) return undefined;
  return { precision: from === to ? 'day' : 'range', inYear: (year) => daysOf(year, month, from, to) };
}

export function monthOfEveryYear(month: number): Yearless {
  return { precision: 'month', inYear: (year) => monthOf(year, month) };
}

/** "Mar 18": a day of the month, or the month of a year. */
export function monthAndTwoDigits(month: number, digits: number, year: number | undefined): NamedSpan {
  const [asDay, asMonth] = [dayOfEveryYear(month, digits), year === undefined ? undefined : monthOf(year, month)];
  return asDay || asMonth ? { precision: 'day', asDay, asMonth } : undefined;
}

/** The first or second half of a month. */
export function halfOfMonth(half: number, year: number, month: number): TextPeriod | undefined {
  if (half !== 1 && half !== 2) return undefined;
  return half === 1 ? daysOf(year, month, 1, 15) : daysOf(year, month, 16, lastDayOf(year, month));
}

/** "First week of April 2019": its days 1 to 7; the last week is its last seven days. */
export function weekOfMonth(rank: number, year: number, month: number): TextPeriod | undefined {
  const last = monthOf(year, month)?.last;
  if (!last || rank > 4) return undefined;
  const first = rank < 0 ? addDays(last, -6) : dateOf(year, month, (rank - 1) * 7 + 1);
  if (!first) return undefined;
  const name = `${MONTH_NAMES[month - 1]} ${year}`;
  return {
    ...period({ first, last: addDays(first, 6) }, 'range'),
    assumptions: [`Weeks of ${name} are counted in sevens from its ${rank < 0 ? 'last' : 'first'} day.`],
  };
}

/** "First six months of 2019": some months in a row from the start of a calendar year. */
export function firstMonths(count: number, year: number): TextPeriod | undefined {
  const days = count >= 1 && count <= 12 ? monthsFrom(year, 1, count) : undefined;
  return days && period(days, 'range');
}

/** "2018", or "2018-2021": whole calendar years, or else financial ones that start on 1 April. */
export function calendarYears(from: number, to: number, startsOn: string): NamedSpan {
  const days = from <= to ? monthsFrom(from, 1, 12 * (to - from + 1)) : undefined;
  const [month = 4, day = 1] = startsOn.split('-').map(Number);
  const begins = month === 1 ? undefined : dateOf(from, month, day);
  const financial = begins
    ? { first: begins, last: addDays(addMonths(begins, Math.max(12, 12 * (to - from))), -1) }
    : undefined;
  const short = (year: number) => `${year}/${String((year + 1) % 100).padStart(2, '0')}`;
  const [name, other] =
    from === to
      ? [`the calendar year ${from}`, `the financial year ${short(from)}`]
      : [`the calendar years ${from} to ${to}`, `the financial years from ${short(from)} to ${short(to - 1)}`];
  return (
    days && {
      ...period(days, from === to ? 'year' : 'range'),
      assumptions: [`Taken as ${name}.`],
      others: others(financial, other),
      isBareYear: from === to,
    }
  );
}

/** A calendar year that the text calls so. */
export function calendarYear(year: number): NamedSpan {
  const days = monthsFrom(year, 1, 12);
  return days && period(days, 'year');
}
