import { addDays, type CalendarDate, daysBetween } from '../kernel/calendar.js';
import type { Reading } from './reading.js';

/**
 * How a promise moved when another took its place: later, earlier, not at all; a first date where there was none
 * before ("TBC" to a day is no slip); or a date given up for none.
 */
export const MOVEMENTS = ['slip', 'brought-forward', 'unchanged', 'first-date', 'given-up'] as const;
export type Movement = (typeof MOVEMENTS)[number];

export interface Moved {
  readonly movement: Movement;
  /** Calendar days from the one last day to the other, below zero when it came forward; 0 without two dates. */
  readonly days: number;
  /** The same in days from Monday to Friday; which bank holidays count is each organisation's own. */
  readonly workingDays: number;
}

type Dated = Pick<Reading, 'latest'>;

/** How `after` moved what was promised by `before`: by the last days on which each is still kept. */
export function movedTo(before: Dated | undefined, after: Dated): Moved {
  const [from, to] = [before?.latest ?? null, after.latest];
  if (from === null || to === null) return { movement: withoutDates(from, to), days: 0, workingDays: 0 };
  const days = daysBetween(from, to);
  const movement = days > 0 ? 'slip' : days < 0 ? 'brought-forward' : 'unchanged';
  return { movement, days, workingDays: workingDaysBetween(from, to) };
}

function withoutDates(from: CalendarDate | null, to: CalendarDate | null): Movement {
  if (to !== null) return 'first-date';
  return from === null ? 'unchanged' : 'given-up';
}

const WEEK = 7;
const WORKING = 5;

/** Days from Monday to Friday after `from` and up to `to`; below zero when `to` comes first. */
export function workingDaysBetween(from: CalendarDate, to: CalendarDate): number {
  const days = daysBetween(from, to);
  if (days < 0) return 0 - workingDaysBetween(to, from);
  const weeks = Math.floor(days / WEEK);
  let working = weeks * WORKING;
  for (let day = weeks * WEEK + 1; day <= days; day++) if (isWorkingDay(addDays(from, day))) working += 1;
  return working;
}

function isWorkingDay(date: CalendarDate): boolean {
  const weekday = new Date(date).getUTCDay();
  return weekday > 0 && weekday < 6;
}
