import { type Reckoning, yearOf } from './reckoning.js';
import type { TextToken } from './tokens.js';
import { MONTH_NAMES } from './words.js';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const SEASONS = [['spring'], ['summer'], ['autumn', 'fall'], ['winter']];
const TERMS = [
  ['autumn', 'michaelmas'],
  ['spring', 'lent'],
  ['summer', 'trinity'],
];
const COUNTS = [
  ...['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'],
  ...['thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen'],
];
const RANKS = ['first', 'second', 'third', 'fourth', 'fifth'];
const UNITS = ['day', 'week', 'month', 'year', 'fortnight', 'hour'];
const SPANS = ['week', 'month', 'quarter', 'year'];

type Item = (token: TextToken, by: Reckoning) => readonly number[] | undefined;

/** Capital words of patterns name these items; each returns its numbers, or undefined for no match. */
export const ITEMS: Readonly<Record<string, Item>> = {
  DATE: (token, { near }) => {
    const { kind, key, digits } = token;
    const isInSlashes = kind === 'years' && /^\d{4}\/\d\d\/\d\d$/.test(key) && !chain(token, near);
    if (kind !== 'date' && !isInSlashes) return undefined;
    const named = /[a-z]+/.exec(key)?.[0];
    if (named) return [yearOf(digits[1] ?? '', near), monthNumber(named) ?? 0, Number(digits[0])];
    const [year, month, day] = /^\d{4}/.test(key) ? digits : digits.toReversed();
    // A second figure above 12 is no month, so the month comes first (US order).
    const isMonthFirst = Number(month) > 12 && Number(day) <= 12;
    const inOrder = isMonthFirst ? [Number(day), Number(month)] : [Number(month), Number(day)];
    return [yearOf(year ?? '', near), ...inOrder];
  },
  DAY_AND_MONTH: ({ kind, key, digits }) =>
    kind === 'day-month' ? [Number(digits[0]), monthNumber(key.replace(/[^a-z]/g, '')) ?? 0] : undefined,
  /** `Mar-19`, as a spreadsheet shows March 2019. */
  MONTH_AND_YEAR: ({ kind, key, digits }, { near }) =>
    kind === 'month-year' ? [monthNumber(key.replace(/[^a-z]/g, '')) ?? 0, yearOf(digits[0] ?? '', near)] : undefined,
  DAY_MONTH: ({ kind, key, digits }) => {
    const [day = 0, month = 0] = digits.map(Number);
    const isPair = kind === 'years' && /^\d\d\/\d\d$/.test(key) && day >= 1 && day <= 31 && month >= 1 && month <= 12;
    return isPair && month !== day + 1 ? [day, month] : undefined;
  },
  DAY_DASH_MONTH: ({ kind, key, digits }) =>
    kind === 'years' && /^\d\d-\d\d$/.test(key) ? digits.map(Number) : undefined,
  DAYS: ({ kind, key, digits }) => (kind === 'years' && /^\d\d-\d\d$/.test(key) ? digits.map(Number) : undefined),
  /** `2018/19` gives 2018. Below 13, two digits may be day and month, so they stay unread. */
  FINANCIAL: (token, { near }) => {
    const years = chain(token, near);
    return years?.length === 2 ? years.slice(0, 1) : undefined;
  },
  /** `19-20` after a word for a year gives 2019. */
  DASHED: ({ kind, key, digits }, { near }) => {
    const [from = 0, to = 0] = digits.map(Number);
    const isYear = kind === 'years' && /^\d\d-\d\d$/.test(key) && to === (from + 1) % 100;
    return isYear ? [yearOf(digits[0] ?? '', near)] : undefined;
  },
  YEAR_OR_MONTH: (token, { near }) => {
    const years = chain(token, near);
    return years?.length === 2 && /^\d{4}-(0[1-9]|1[0-2])$/.test(token.key) ? years : undefined;
  },
  CHAIN: (token, { near }) => {
    const years = chain(token, near);
    return years && years.length > 2 ? [years[0] as number, years.at(-1) as number] : undefined;
  },
  YEARS: ({ kind, key, digits }) => {
    const [from, to] = digits.map(Number);
    return kind === 'years' && /^\d{4}-\d{4}$/.test(key) && (from as number) + 1 < (to as number)
      ? [from as number, to as number]
      : undefined;
  },
  YEAR_MONTH: (token, { near }) => {
    const { kind, key, digits } = token;
    if (kind !== 'years' || chain(token, near)) return undefined;
    if (/^\d{4}[/-]\d\d$/.test(key)) return digits.map(Number);
    return /^\d\d[/-]\d{4}$/.test(key) ? digits.map(Number).reverse() : undefined;
  },
  YEAR: ({ kind, key }) => (kind === 'number' && key.length === 4 ? [Number(key)] : undefined),
  /** Two digits within ten years of the document's year. */
  SHORT_YEAR: ({ kind, key }, { near }) => {
    if (kind !== 'number' || key.length !== 2) return undefined;
    const year = yearOf(key, near);
    return Math.abs(year - near) <= 10 ? [year] : undefined;
  },
  ANY_YEAR: ({ kind, key }, { near }) =>
    kind === 'number' && (key.length === 4 || key.length === 2) ? [yearOf(key, near)] : undefined,
  /** Ambiguous two digits: both as written and as a year. */
  TWO_DIGITS: ({ kind, key }, { near }) =>
    kind === 'number' && key.length === 2 ? [Number(key), yearOf(key, near)] : undefined,
  NUMBER: ({ kind, key }) => (kind === 'number' ? [Number(key)] : undefined),
  DAY: ({ kind, key }) => (kind === 'number' && key.length <= 2 ? [Number(key)] : undefined),
  MONTH: ({ kind, key }) => {
    const month = kind === 'word' ? monthNumber(key) : undefined;
    return month === undefined ? undefined : [month];
  },
  /** 1 Monday to 7 Sunday. */
  WEEKDAY: ({ kind, key }) =>
    kind === 'word' && /^(?:mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat|sun|\w+day)s?$/.test(key)
      ? weekday(key)
      : undefined,
  WEEK_DAY: ({ kind, key }) => (kind === 'word' && weekday(key) ? [] : undefined),
  WEEKDAYS: ({ kind, key }) => (kind === 'word' && key.endsWith('days') ? weekday(key) : undefined),
  QUARTER: ({ kind, digits }) => (kind === 'quarter' ? [Number(digits[0])] : undefined),
  HALF: ({ kind, digits }) => (kind === 'half' ? [Number(digits[0])] : undefined),
  SEASON: ({ key }) => among(SEASONS, key),
  TERM: ({ key }) => among(TERMS, key),
  RANK: ({ key }) => indexIn(RANKS, key, 1),
  RANK_OR_LAST: ({ key }) => (key === 'last' || key === 'final' ? [-1] : indexIn(RANKS, key, 1)),
  COUNT: ({ kind, key }) => (kind === 'number' && key.length <= 3 ? [Number(key)] : indexIn(COUNTS, key, 1)),
  COUNTS: ({ kind, key, digits }) => (kind === 'years' && /^\d\d-\d\d$/.test(key) ? digits.map(Number) : undefined),
  ONE: ({ key }) => (key === 'a' || key === 'an' ? [1] : undefined),
  UNIT: ({ key }) => indexIn(UNITS, key.replace(/['’]?s?['’]?$/, '')),
  SPAN: ({ key }) => indexIn(SPANS, key),
};

export function monthNumber(key: string): number | undefined {
  if (key === 'sept') return 9;
  const month = MONTHS.findIndex((short, index) => key === short || key === MONTH_NAMES[index]?.toLowerCase());
  return month < 0 ? undefined : month + 1;
}

function weekday(key: string): [number] | undefined {
  const names = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
  const word = key.endsWith('days') ? key.slice(0, -1) : key;
  return indexIn(names, word, 1) ?? (word.length <= 5 ? indexIn(WEEKDAYS, word.slice(0, 3), 1) : undefined);
}

function chain({ kind, key, digits }: TextToken, near: number): number[] | undefined {
  if (kind !== 'years') return undefined;
  const [first = '', second = ''] = digits;
  if (first.length === 2 && (key.includes('-') || Number(second) <= 12)) return undefined;
  const start = yearOf(first, near);
  const years = digits.map((_, index) => start + index);
  return digits.every((link, index) => String(years[index]).endsWith(link)) ? years : undefined;
}

function indexIn(words: readonly string[], word: string, from = 0): [number] | undefined {
  const index = words.indexOf(word);
  return index < 0 ? undefined : [index + from];
}

function among(words: readonly (readonly string[])[], word: string): [number] | undefined {
  const index = words.findIndex((same) => same.includes(word));
  return index < 0 ? undefined : [index];
}
