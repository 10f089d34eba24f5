import { addDays, addMonths, type CalendarDate, type Days, dateOf, lastDayOf, monthsFrom } from '../kernel/calendar.js';
import type { Precision, Recurrence } from './reading.js';
import { MONTH_NAMES } from './words.js';

export interface OtherDays extends Days {
  readonly because: string;
}

export interface TextPeriod extends Days {
  readonly precision: Precision;
  readonly assumptions: readonly string[];
  readonly others: readonly OtherDays[];
  readonly isFinancialYear?: boolean;
  readonly isBareYear?: boolean;
  readonly isEstimate?: boolean;
  /** "This quarter" has begun already, so only its end is a promise. */
  readonly isRunning?: boolean;
  readonly isRelative?: boolean;
}

export interface Yearless {
  readonly precision: Precision;
  readonly rule?: Pick<Recurrence, 'nth' | 'weekday' | 'workingDay'>;
  /** Quarters may count by financial or calendar year; this is the calendar reading. */
  readonly byCalendar?: Yearless;
  inYear(year: number): TextPeriod | undefined;
}

export interface TwoWays {
  readonly precision: Precision;
  readonly asDay: Yearless | undefined;
  readonly asMonth: TextPeriod | undefined;
}

export type NamedSpan = TextPeriod | Yearless | TwoWays | undefined;

export function isYearless(named: TextPeriod | Yearless | TwoWays): named is Yearless {
  return 'inYear' in named;
}

export function isTwoWays(named: TextPeriod | Yearless | TwoWays): named is TwoWays {
  return 'asDay' in named;
}

export function firstNotOver(yearless: Yearless, date: CalendarDate): TextPeriod | undefined {
  return around(yearless, date).find(({ last }) => last >= date);
}

export function lastBegun(yearless: Yearless, date: CalendarDate): TextPeriod | undefined {
  return around(yearless, date).findLast(({ first }) => first <= date);
}

export function lastOver(yearless: Yearless, date: CalendarDate): TextPeriod | undefined {
  return around(yearless, date).findLast(({ last }) => last < date);
}

/** Eight years each way, because 29 February may be that far away (1900). */
function around(yearless: Yearless, date: CalendarDate): TextPeriod[] {
  const near = Number(date.slice(0, 4));
  return Array.from({ length: 17 }, (_, index) => yearless.inYear(near - 8 + index) ?? []).flat();
}

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

export function monthAndTwoDigits(month: number, digits: number, year: number | undefined): NamedSpan {
  const [asDay, asMonth] = [dayOfEveryYear(month, digits), year === undefined ? undefined : monthOf(year, month)];
  return asDay || asMonth ? { precision: 'day', asDay, asMonth } : undefined;
}

export function halfOfMonth(half: number, year: number, month: number): TextPeriod | undefined {
  if (half !== 1 && half !== 2) return undefined;
  return half === 1 ? daysOf(year, month, 1, 15) : daysOf(year, month, 16, lastDayOf(year, month));
}

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

export function firstMonths(count: number, year: number): TextPeriod | undefined {
  const days = count >= 1 && count <= 12 ? monthsFrom(year, 1, count) : undefined;
  return days && period(days, 'range');
}

/** "2018", "2018-2021": calendar years, with financial years as the alternative. */
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

export function calendarYear(year: number): NamedSpan {
  const days = monthsFrom(year, 1, 12);
  return days && period(days, 'year');
}
