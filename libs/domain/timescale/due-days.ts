import { addDays, type CalendarDate, dateOf, daysBetween, lastDayOf } from '../kernel/calendar.js';
import type { Recurrence } from './reading.js';
import { nthWeekday, nthWorkingDay, weekdayFrom, weekdayOf } from './weekdays.js';

const FIRST_MONDAY = '1900-01-01';
const SUNDAY = 7;

export function weeksDue({ interval = 1, from, weekday }: Recurrence, since: CalendarDate, to: CalendarDate) {
  const due = weekday ?? (from === undefined ? SUNDAY : weekdayOf(from));
  const anchor = weekdayFrom(from ?? FIRST_MONDAY, due);
  const step = 7 * interval;
  const days: CalendarDate[] = [];
  for (let turn = Math.ceil(daysBetween(anchor, since) / step); ; turn += 1) {
    const date = addDays(anchor, turn * step);
    if (date > to) return days;
    days.push(date);
  }
}

export function monthsDue(recurrence: Recurrence, since: CalendarDate, to: CalendarDate): CalendarDate[] {
  const days: CalendarDate[] = [];
  for (let index = indexOf(since); index <= indexOf(to); index += 1) {
    const [year, month] = [Math.floor(index / 12), (index % 12) + 1];
    const date = isDue(recurrence, year, month) ? dayDue(recurrence, year, month) : undefined;
    if (date && date >= since && date <= to) days.push(date);
  }
  return days;
}

const indexOf = (date: CalendarDate) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;

/** March: by default, periods align with the April financial year. */
const MARCH_2000 = 2000 * 12 + 2;
const MONTHS_IN = { month: 1, quarter: 3, year: 12, week: 0 } as const;

function isDue({ every, interval = 1, month, months, from }: Recurrence, year: number, inMonth: number): boolean {
  const anchor = from === undefined ? MARCH_2000 : indexOf(from);
  const listed = months ?? (month === undefined ? undefined : [month]);
  if (every === 'year' && listed) {
    return listed.includes(inMonth) && (year - Math.floor(anchor / 12)) % interval === 0;
  }
  return (year * 12 + inMonth - 1 - anchor) % (MONTHS_IN[every] * interval) === 0;
}

function dayDue(recurrence: Recurrence, year: number, month: number): CalendarDate | undefined {
  const { nth, weekday, workingDay } = recurrence;
  if (nth !== undefined && workingDay) return nthWorkingDay(year, month, nth);
  if (nth !== undefined && weekday !== undefined) return nthWeekday(year, month, weekday, nth);
  const last = lastDayOf(year, month);
  return dateOf(year, month, Math.min(dayOfMonth(recurrence) ?? last, last));
}

function dayOfMonth({ day, month, months, from }: Recurrence): number | undefined {
  if (day !== undefined || from === undefined || month !== undefined || months) return day;
  const isLast = Number(addDays(from, 1).slice(8)) === 1;
  return isLast ? undefined : Number(from.slice(8));
}
