import { addDays, type CalendarDate, dateOf, lastDayOf } from '../kernel/calendar.js';
import { period, type Yearless } from './spans.js';

export const WEEKDAY_NAMES = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** 1 Monday to 7 Sunday. */
export function weekdayOf(date: CalendarDate): number {
  return new Date(date).getUTCDay() || 7;
}

export function weekdayFrom(date: CalendarDate, weekday: number): CalendarDate {
  return addDays(date, (weekday - weekdayOf(date) + 7) % 7);
}

export function nthWeekday(year: number, month: number, weekday: number, nth: number): CalendarDate | undefined {
  const days = daysOfMonth(year, month).filter((date) => weekdayOf(date) === weekday);
  return days.at(nth < 0 ? nth : nth - 1);
}

export function nthWorkingDay(year: number, month: number, nth: number): CalendarDate | undefined {
  const days = daysOfMonth(year, month).filter((date) => weekdayOf(date) < 6);
  return days.at(nth < 0 ? nth : nth - 1);
}

function daysOfMonth(year: number, month: number): CalendarDate[] {
  return Array.from({ length: lastDayOf(year, month) }, (_, index) => dateOf(year, month, index + 1) ?? []).flat();
}

export function workingDayOfMonth(nth: number, month: number): Yearless {
  const rule = { nth, workingDay: true } as const;
  return { precision: 'day', rule, inYear: (year) => onDay(nthWorkingDay(year, month, nth)) };
}

export function weekdayOfMonth(nth: number, weekday: number, month: number): Yearless {
  const rule = { nth, weekday };
  return { precision: 'day', rule, inYear: (year) => onDay(nthWeekday(year, month, weekday, nth)) };
}

const onDay = (day: CalendarDate | undefined) => (day ? period({ first: day, last: day }, 'day') : undefined);
