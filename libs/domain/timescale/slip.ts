import { type CalendarDate, daysBetween } from '../kernel/calendar.js';
import type { Reading } from './reading.js';

export const MOVEMENTS = ['slip', 'brought-forward', 'unchanged', 'first-date', 'given-up'] as const;
export type Movement = (typeof MOVEMENTS)[number];

export interface Moved {
  readonly movement: Movement;
  readonly days: number;
  /** Monday to Friday; bank holidays differ by organisation. */
  readonly workingDays: number;
}

type Dated = Pick<Reading, 'latest'>;

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

export function workingDaysBetween(from: CalendarDate, to: CalendarDate): number {
  const days = daysBetween(from, to);
  if (days < 0) return 0 - workingDaysBetween(to, from);
  const weeks = Math.floor(days / WEEK);
  let working = weeks * WORKING;
  const weekday = new Date(from).getUTCDay();
  for (let day = 1; day <= days % WEEK; day++) if (isWorkingDay((weekday + day) % WEEK)) working += 1;
  return working;
}

const isWorkingDay = (weekday: number) => weekday > 0 && weekday < 6;
