import { type CalendarDate, daysBetween, LAST_YEAR } from '../kernel/calendar.js';
import { monthsDue, weeksDue } from './due-days.js';
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
 * The days on which what comes round falls due, both ends included, none before its first. Where no day is stated it
 * is that of the first occurrence, or else the last of the stretch: 31 March for a year, the last of a quarter or
 * month, a Sunday for a week. Where a month has no such day (31 April) it is the month's last.
 */
export function occurrencesBetween(recurrence: Recurrence, from: CalendarDate, to: CalendarDate): CalendarDate[] {
  const since = recurrence.from !== undefined && recurrence.from > from ? recurrence.from : from;
  return recurrence.every === 'week' ? weeksDue(recurrence, since, to) : monthsDue(recurrence, since, to);
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

function yearOf(date: CalendarDate): number {
  return Number(date.slice(0, 4));
}
