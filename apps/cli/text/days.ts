import { isInstant, londonDate, NOT_STATED } from '#domain/index.js';

const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August'],
  ...['September', 'October', 'November', 'December'],
];

/** `2019-03-31` becomes `31 March 2019`; a month or quarter likewise; other text stays. */
export function dayOf(written: string): string {
  const [, year, month, day] = /^(\d{4})-(0[1-9]|1[0-2])(?:-(\d\d))?$/.exec(written) ?? [];
  if (year !== undefined) return [...(day ? [Number(day)] : []), MONTHS[Number(month) - 1], year].join(' ');
  const [, calendarYear, quarter] = /^(\d{4}(?:\/\d\d)?)-Q([1-4])$/.exec(written) ?? [];
  return quarter === undefined ? written : `Q${quarter} ${calendarYear}`;
}

/** Keeps the stated precision; an instant becomes its day in London. */
export function whenTrue(occurredAt: string): string {
  if (occurredAt === NOT_STATED) return 'not stated';
  return dayOf(isInstant(occurredAt) ? londonDate(occurredAt) : occurredAt);
}

export const instantOf = (instant: string): string => `${dayOf(instant.slice(0, 10))}, ${instant.slice(11, 16)}`;

export const days = (count: number): string => `${count} ${Math.abs(count) === 1 ? 'day' : 'days'}`;
