import { type CalendarDate, type Instant, londonDate } from '#domain/index.js';

const NO_BREAK = '\u00a0';
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const MS_PER_DAY = 86_400_000;
const CLOCK = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hour: 'numeric',
  minute: '2-digit',
  hourCycle: 'h12',
});

const monthName = (month: number) => MONTHS[month - 1] ?? '';
const partsOf = (date: CalendarDate) => date.split('-').map(Number) as [number, number, number];
const isMonth = (value: string) => /^\d{4}-\d{2}$/.test(value);

/** "9 March 2018", "March 2018", "2017/18", "not stated", "none"; takes dates, periods and instants (London). */
export function day(value: string | null | undefined): string {
  if (value === null || value === undefined) return 'none';
  if (value === 'not-stated') return 'not stated';
  if (!/^\d{4}-\d{2}-\d{2}/.test(value)) return period(value);
  const [year, month, date] = partsOf(value.length === 10 ? value : londonDate(value));
  return `${date}${NO_BREAK}${monthName(month)}${NO_BREAK}${year}`;
}

/** "9 March", where the year is plain from what stands around it. */
export const dayAndMonth = (value: string): string => day(value).slice(0, -5);

/** "8:32am" in London. */
export function time(instant: Instant): string {
  return CLOCK.format(new Date(instant)).replace(/\s/g, '').toLowerCase();
}

/** "26 March 2019, 8:32am"; a value without a time is said as a day or a period. */
export function when(value: string | null | undefined): string {
  return value && value.length > 10 && value !== 'not-stated' ? `${day(value)}, ${time(value)}` : day(value);
}

/** "on 6 February 2019", "in March 2018", "on a day that is not stated". */
export function onWhen(value: string): string {
  if (value === 'not-stated') return 'on a day that is not stated';
  return `${/^\d{4}-\d{2}-\d{2}/.test(value) ? 'on' : 'in'} ${day(value)}`;
}

/** "April 2018", "October to December 2018", "2018/19", "2018". */
export function period(value: string): string {
  if (isMonth(value)) return `${monthName(Number(value.slice(5)))}${NO_BREAK}${value.slice(0, 4)}`;
  const quarter = /^(\d{4})(\/\d{2})?-Q([1-4])$/.exec(value);
  if (!quarter) return value;
  const [, year, financial, number] = quarter;
  const first = (Number(number) - 1) * 3 + (financial ? 4 : 1);
  const wraps = first > 12;
  const month = wraps ? first - 12 : first;
  return `${monthName(month)} to ${monthName(month + 2)}${NO_BREAK}${Number(year) + (wraps ? 1 : 0)}`;
}

/** The last period without its figure, and how many are missing before it. */
export const periodsDue = (last: string | null, missing: number): string =>
  last === null ? 'not known' : `${period(last)}${missing > 1 ? `, and ${missing - 1} before it` : ''}`;

/** "Apr 2018", "Q3 2018/19": for rows and axes. */
export function shortPeriod(value: string): string {
  if (isMonth(value)) return `${monthName(Number(value.slice(5))).slice(0, 3)}${NO_BREAK}${value.slice(0, 4)}`;
  const [year, quarter] = value.split('-');
  return quarter ? `${quarter}${NO_BREAK}${year}` : value;
}

/** Whole days from one date or instant to another, in London. */
export function daysBetween(from: string, to: string): number {
  const at = (value: string) => Date.parse(value.length === 10 ? value : londonDate(value));
  return Math.round((at(to) - at(from)) / MS_PER_DAY);
}

/** "36 days", "4 months", "1 year 2 months". */
export function span(days: number): string {
  const length = Math.abs(days);
  if (length < 61) return count(length, 'day');
  const months = Math.round(length / 30.4);
  if (months < 12) return count(months, 'month');
  const rest = months % 12;
  return [count(Math.floor(months / 12), 'year'), rest > 0 ? count(rest, 'month') : ''].filter(Boolean).join(' ');
}

/** "1 action", "2 actions". */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${plural(number, one, many)}`;
}

/** "action", "actions": the word alone, where its number stands apart. */
export function plural(number: number, one: string, many = `${one}s`): string {
  return number === 1 ? one : many;
}

/** "past", "a, b and c". */
export function list(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The time of day now, "2:19pm". */
export const timeNow = (): string => time(new Date().toISOString());
