import { isInstant, londonDate, NOT_STATED } from '#domain/kernel/calendar.js';

const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August'],
  ...['September', 'October', 'November', 'December'],
];

/** A day, a month or a quarter as people say it, `31 March 2019`; any other time as it is written. */
export function dayOf(written: string): string {
  const [, year, month, day] = /^(\d{4})-(0[1-9]|1[0-2])(?:-(\d\d))?$/.exec(written) ?? [];
  if (year !== undefined) return [...(day ? [Number(day)] : []), MONTHS[Number(month) - 1], year].join(' ');
  const [, calendarYear, quarter] = /^(\d{4}(?:\/\d\d)?)-Q([1-4])$/.exec(written) ?? [];
  return quarter === undefined ? written : `Q${quarter} ${calendarYear}`;
}

/** When something was true, as precisely as it was stated: of an instant the day in London. */
export function whenTrue(occurredAt: string): string {
  if (occurredAt === NOT_STATED) return 'not stated';
  return dayOf(isInstant(occurredAt) ? londonDate(occurredAt) : occurredAt);
}

/** An instant to the minute, in UTC, `26 March 2019, 08:32`. */
export const instantOf = (instant: string): string => `${dayOf(instant.slice(0, 10))}, ${instant.slice(11, 16)}`;

/** `1 day`, `12 days`. */
export const days = (count: number): string => `${count} ${Math.abs(count) === 1 ? 'day' : 'days'}`;
