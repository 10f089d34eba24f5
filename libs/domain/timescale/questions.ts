import { addDays, type CalendarDate, dateOf, daysBetween, LAST_YEAR, lastDayOf } from '../kernel/calendar.js';
import type { Reading, Recurrence } from './reading.js';

/** Whether a firm promise was not kept by a date. An estimate is never overdue, nor what waits for a condition. */
export function isOverdue({ firmness, latest }: Pick<Reading, 'firmness' | 'latest'>, on: CalendarDate): boolean {
  return firmness === 'firm' && latest !== null && latest < on;
}

/**
 * By how many days a promise moved, later above zero. A date within the old window is the old promise made more
 * precise: 0. Null where either has no last day: a first promise is no slip.
 */
export function slipDays(before: Reading, after: Reading): number | null {
  if (before.latest === null || after.latest === null) return null;
  const within = before.earliest !== null && before.earliest <= (after.earliest ?? after.latest);
  return within && after.latest <= before.latest ? 0 : daysBetween(before.latest, after.latest);
}

/**
 * The days on which what comes round falls due, both ends included. Where no day is stated it is the last of the
 * stretch: 31 March for a year, the last of a quarter or month, a Sunday for a week. Where a month has no such day
 * (31 April) it is the month's last.
 */
export function occurrencesBetween(recurrence: Recurrence, from: CalendarDate, to: CalendarDate): CalendarDate[] {
  if (recurrence.every === 'week') return sundaysBetween(from, to);
  const due = monthsDue(recurrence);
  const days: CalendarDate[] = [];
  for (let year = yearOf(from); year <= yearOf(to); year += 1) {
    for (const month of due) {
      const lastDay = lastDayOf(year, month);
      const date = dateOf(year, month, Math.min(recurrence.day ?? lastDay, lastDay));
      if (date && date >= from && date <= to) days.push(date);
    }
  }
  return days;
}

/**
 * The last day of what is promised next: of what comes round the first due date, from the day it was promised on, that
 * nobody has settled; the promise's own last day where none is left, or where nothing comes round.
 */
export function nextDue(
  { earliest, latest, recurrence }: Pick<Reading, 'earliest' | 'latest' | 'recurrence'>,
  promisedOn: CalendarDate,
  settled: readonly CalendarDate[],
): CalendarDate | null {
  if (!recurrence) return latest;
  const from = earliest !== null && earliest > promisedOn ? earliest : promisedOn;
  for (let year = yearOf(from); year <= (latest === null ? LAST_YEAR : yearOf(latest)); year += 1) {
    const due = occurrencesBetween(recurrence, `${year}-01-01`, `${year}-12-31`).find(
      (date) => date >= from && (latest === null || date <= latest) && !settled.includes(date),
    );
    if (due) return due;
  }
  return latest;
}

function monthsDue({ every, month = 3 }: Recurrence): number[] {
  if (every === 'year') return [month];
  return every === 'quarter' ? [3, 6, 9, 12] : [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
}

function sundaysBetween(from: CalendarDate, to: CalendarDate): CalendarDate[] {
  const days: CalendarDate[] = [];
  const toSunday = (7 - new Date(from).getUTCDay()) % 7;
  for (let date = addDays(from, toSunday); date <= to; date = addDays(date, 7)) days.push(date);
  return days;
}

function yearOf(date: CalendarDate): number {
  return Number(date.slice(0, 4));
}
