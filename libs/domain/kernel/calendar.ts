/**
 * A calendar date in Europe/London, `2018-03-09`.
 * @format date
 */
export type CalendarDate = string;
/**
 * A moment in UTC, `2018-03-09T10:00:00.000Z`.
 * @format date-time
 */
export type Instant = string;
/**
 * A span of the calendar, by its form (docs/domain.md, section 6): month `2018-04`, calendar quarter `2018-Q2`,
 * financial quarter `2018/19-Q1`, financial year `2018/19`, calendar year `2018`.
 */
export type Period = string;
/** When a fact was true, its precision by its form: an instant, a date, a period, or `not-stated`. */
export type OccurredAt = string;
export const NOT_STATED = 'not-stated';

export const PERIOD_KINDS = ['month', 'quarter', 'financial-quarter', 'financial-year', 'year'] as const;
export type PeriodKind = (typeof PERIOD_KINDS)[number];
export interface Days {
  readonly first: CalendarDate;
  readonly last: CalendarDate;
}
export interface Span extends Days {
  readonly kind: PeriodKind;
}

export const FIRST_YEAR = 1900;
export const LAST_YEAR = 2200;
const LONDON = 'Europe/London';

/** Rejects 31 February, and years outside 1900 to 2200. */
export function isCalendarDate(text: unknown): text is CalendarDate {
  return typeof text === 'string' && /^\d{4}-\d\d-\d\d$/.test(text) && beginsWithDate(text);
}

/** Every event is checked, so that this makes no strings. The text has digits where a date has them. */
function beginsWithDate(text: string): boolean {
  const digit = (place: number) => text.charCodeAt(place) - 48;
  const two = (place: number) => digit(place) * 10 + digit(place + 1);
  return isDay(two(0) * 100 + two(2), two(5), two(8));
}

function isDay(year: number, month: number, day: number): boolean {
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12) return false;
  return day >= 1 && day <= lastDayOf(year, month);
}

export function dateOf(year: number, month: number, day: number): CalendarDate | undefined {
  return isDay(year, month, day) ? `${year}-${pad(month)}-${pad(day)}` : undefined;
}

export function lastDayOf(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28;
  return SHORT.includes(month) ? 30 : 31;
}

const SHORT: readonly number[] = [4, 6, 9, 11];
const isLeap = (year: number) => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

export function addDays(date: CalendarDate, days: number): CalendarDate {
  return utcDate(Date.parse(date) + days * 24 * HOUR);
}

/** Stops at the end of a shorter month. */
export function addMonths(date: CalendarDate, months: number): CalendarDate {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const all = year * 12 + month - 1 + months;
  const [toYear, toMonth] = [Math.floor(all / 12), (all % 12) + 1];
  return `${toYear}-${pad(toMonth)}-${pad(Math.min(day, lastDayOf(toYear, toMonth)))}`;
}

/** Months above 12 or below 1 overflow into the years beside. */
export function monthsFrom(year: number, month: number, months: number): Days | undefined {
  const first = year * 12 + month - 1;
  const final = first + months - 1;
  const [lastYear, lastMonth] = [Math.floor(final / 12), (final % 12) + 1];
  const from = dateOf(Math.floor(first / 12), (first % 12) + 1, 1);
  const to = dateOf(lastYear, lastMonth, lastDayOf(lastYear, lastMonth));
  return from && to ? { first: from, last: to } : undefined;
}

export function financialYearStart(date: CalendarDate): CalendarDate {
  const year = Number(date.slice(0, 4));
  return `${date.slice(5) < '04-01' ? year - 1 : year}-04-01`;
}

export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

export function isInstant(text: unknown): text is string {
  if (typeof text !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/.test(text)) {
    return false;
  }
  return beginsWithDate(text) && !Number.isNaN(Date.parse(text));
}

export function toInstant(text: string): Instant {
  return new Date(text).toISOString();
}

export const londonDate = (instant: Instant): CalendarDate => londonDateAt(Date.parse(instant));

/** The date in London at a time in milliseconds since 1970. */
export function londonDateAt(time: number): CalendarDate {
  const hour = Math.floor(time / HOUR);
  if (hour !== lastAsked.hour) lastAsked = { hour, date: dateInLondon(time) };
  return lastAsked.date;
}

const HOUR = 3_600_000;
// London's offset is whole hours, so one hour has one date; callers mostly ask within the same hour.
let lastAsked = { hour: Number.NaN, date: '' };

/** London is zero to two hours ahead of UTC since 1847, so only late evenings need the slow time-zone lookup. */
function dateInLondon(time: number): CalendarDate {
  const day = (at: number) => Math.floor(at / (24 * HOUR));
  return utcDate(day(time) === day(time + 2 * HOUR) ? time : time + londonOffset(time));
}

/** From 1996 by the rule of the European Union, still in force: an Intl formatter costs a tenth of a command's start. */
function londonOffset(time: number): number {
  const year = new Date(time).getUTCFullYear();
  if (year < 1996) return historicOffset(time);
  return time >= lastSunday(year, 3) + HOUR && time < lastSunday(year, 10) + HOUR ? HOUR : 0;
}

/** Midnight in UTC of the last Sunday of a month of 31 days. */
function lastSunday(year: number, month: number): number {
  const last = new Date(Date.UTC(year, month - 1, 31));
  return last.getTime() - last.getUTCDay() * 24 * HOUR;
}

let historic: Intl.DateTimeFormat | undefined;

function historicOffset(time: number): number {
  historic ??= new Intl.DateTimeFormat('en-GB', { timeZone: LONDON, timeZoneName: 'longOffset' });
  return Number(/GMT\+0(\d)/.exec(historic.format(time))?.[1] ?? 0) * HOUR;
}

const utcDate = (time: number) => new Date(time).toISOString().slice(0, 10);

export const startOfDay = (date: CalendarDate): Instant => instantOf(Date.parse(date));

/** A day and a time of day (`14:30`) in London; undefined where that is no time. */
export function instantInLondon(date: CalendarDate, time: string): Instant | undefined {
  const clock = Date.parse(`${date}T${time}:00Z`);
  return Number.isNaN(clock) ? undefined : instantOf(clock);
}

/** Of a London clock's reading, given as if London were UTC. */
function instantOf(clock: number): Instant {
  const ahead = [0, HOUR, 2 * HOUR].find((offset) => londonOffset(clock - offset) === offset) ?? 0;
  return new Date(clock - ahead).toISOString();
}

export function spanOf(text: unknown): Span | undefined {
  if (typeof text !== 'string') return undefined;
  const month = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(text);
  if (month) return span('month', Number(month[1]), Number(month[2]), 1);
  const quarter = /^(\d{4})-Q([1-4])$/.exec(text);
  if (quarter) return span('quarter', Number(quarter[1]), Number(quarter[2]) * 3 - 2, 3);
  const year = /^(\d{4})$/.exec(text);
  if (year) return span('year', Number(year[1]), 1, 12);
  const financial = /^(\d{4})\/(\d\d)(?:-Q([1-4]))?$/.exec(text);
  if (!financial || (Number(financial[1]) + 1) % 100 !== Number(financial[2])) return undefined;
  const start = Number(financial[1]);
  if (!financial[3]) return span('financial-year', start, 4, 12);
  return span('financial-quarter', start, Number(financial[3]) * 3 + 1, 3);
}

export function startOf(when: OccurredAt): Instant | undefined {
  if (isInstant(when)) return toInstant(when);
  if (isCalendarDate(when)) return startOfDay(when);
  const period = spanOf(when);
  return period && startOfDay(period.first);
}

export function isOccurredAt(text: unknown): text is OccurredAt {
  return text === NOT_STATED || isInstant(text) || isCalendarDate(text) || spanOf(text) !== undefined;
}

function span(kind: PeriodKind, year: number, month: number, months: number): Span | undefined {
  const days = monthsFrom(year, month, months);
  return days && { kind, ...days };
}

function pad(number: number): string {
  return String(number).padStart(2, '0');
}
