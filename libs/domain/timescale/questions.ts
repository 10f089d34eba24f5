import { type CalendarDate, daysBetween, LAST_YEAR } from '../kernel/calendar.js';
import { monthsDue, weeksDue } from './due-days.js';
import type { Reading, Recurrence } from './reading.js';

/** An estimate or a condition is never overdue. */
export function isOverdue({ firmness, latest }: Pick<Reading, 'firmness' | 'latest'>, on: CalendarDate): boolean {
  return firmness === 'firm' && latest !== null && latest < on;
}

/** Zero for a more precise date within the old window; null without two last days. */
export function slipDays(before: Reading, after: Reading): number | null {
  if (before.latest === null || after.latest === null) return null;
  const within = before.earliest !== null && before.earliest <= (after.earliest ?? after.latest);
  return within && after.latest <= before.latest ? 0 : daysBetween(before.latest, after.latest);
}

/** Without a day, uses that of the first occurrence or the period's last day; clamps to short months. */
export function occurrencesBetween(recurrence: Recurrence, from: CalendarDate, to: CalendarDate): CalendarDate[] {
  const since = recurrence.from !== undefined && recurrence.from > from ? recurrence.from : from;
  return recurrence.every === 'week' ? weeksDue(recurrence, since, to) : monthsDue(recurrence, since, to);
}

/** First due date of a series that is not settled yet; otherwise the promise's own last day. */
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
