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

/** The kinds of piece that a pattern names in capitals: the numbers that each stands for, or undefined where it is none. */
export const ITEMS: Readonly<Record<string, Item>> = {
  /** A date in figures, or with its month in letters: year, month, day; the day first unless the year is. */
  DATE: (token, { near }) => {
    const { kind, key, digits } = token;
    const isInSlashes = kind === 'years' && /^\d{4}\/\d\d\/\d\d$/.test(key) && !chain(token, near);
    if (kind !== 'date' && !isInSlashes) return undefined;
    const named = /[a-z]+/.exec(key)?.[0];
    if (named) return [yearOf(digits[1] ?? '', near), monthNumber(named) ?? 0, Number(digits[0])];
    const [year, month, day] = /^\d{4}/.test(key) ? digits : digits.toReversed();
    // Where the second figure can be no month, the month stands first.
    const isMonthFirst = Number(month) > 12 && Number(day) <= 12;
    const inOrder = isMonthFirst ? [Number(day), Number(month)] : [Number(month), Number(day)];
    return [yearOf(year ?? '', near), ...inOrder];
  },
  /** `14-Aug`: day and month. */
  DAY_AND_MONTH: ({ kind, key, digits }) =>
    kind === 'day-month' ? [Number(digits[0]), monthNumber(key.replace(/[^a-z]/g, '')) ?? 0] : undefined,
  /** `Mar-19`, as a spreadsheet shows March 2019: month and year. */
  MONTH_AND_YEAR: ({ kind, key, digits }, { near }) =>
    kind === 'month-year' ? [monthNumber(key.replace(/[^a-z]/g, '')) ?? 0, yearOf(digits[0] ?? '', near)] : undefined,
  /** `24/09`: day and month, where the two cannot be years that follow each other. */
  DAY_MONTH: ({ kind, key, digits }) => {
    const [day = 0, month = 0] = digits.map(Number);
    const isPair = kind === 'years' && /^\d\d\/\d\d$/.test(key) && day >= 1 && day <= 31 && month >= 1 && month <= 12;
    return isPair && month !== day + 1 ? [day, month] : undefined;
  },
  /** `27-07`: only where a day is spoken of. */
  DAY_DASH_MONTH: ({ kind, key, digits }) =>
    kind === 'years' && /^\d\d-\d\d$/.test(key) ? digits.map(Number) : undefined,
  /** `12-15`, as in "12-15 March". */
  DAYS: ({ kind, key, digits }) => (kind === 'years' && /^\d\d-\d\d$/.test(key) ? digits.map(Number) : undefined),
  /** `2018/19`: the year in which it starts. Below 13 two digits may be a day and a month, and are not read. */
  FINANCIAL: (token, { near }) => {
    const years = chain(token, near);
    return years?.length === 2 ? years.slice(0, 1) : undefined;
  },
  /** `19-20`, where a word before it says that it is a year: the year in which it starts. */
  DASHED: ({ kind, key, digits }, { near }) => {
    const [from = 0, to = 0] = digits.map(Number);
    const isYear = kind === 'years' && /^\d\d-\d\d$/.test(key) && to === (from + 1) % 100;
    return isYear ? [yearOf(digits[0] ?? '', near)] : undefined;
  },
  /** `2011-12`, a financial year or a month: the first year. */
  YEAR_OR_MONTH: (token, { near }) => {
    const years = chain(token, near);
    return years?.length === 2 && /^\d{4}-(0[1-9]|1[0-2])$/.test(token.key) ? years : undefined;
  },
  /** `2018/19/20`: the years of its first and last link. */
  CHAIN: (token, { near }) => {
    const years = chain(token, near);
    return years && years.length > 2 ? [years[0] as number, years.at(-1) as number] : undefined;
  },
  /** `2018-2021`: both years. */
  YEARS: ({ kind, key, digits }) => {
    const [from, to] = digits.map(Number);
    return kind === 'years' && /^\d{4}-\d{4}$/.test(key) && (from as number) + 1 < (to as number)
      ? [from as number, to as number]
      : undefined;
  },
  /** `2018-04` or `04/2018`: year and month. */
  YEAR_MONTH: (token, { near }) => {
    const { kind, key, digits } = token;
    if (kind !== 'years' || chain(token, near)) return undefined;
    if (/^\d{4}[/-]\d\d$/.test(key)) return digits.map(Number);
    return /^\d\d[/-]\d{4}$/.test(key) ? digits.map(Number).reverse() : undefined;
  },
  YEAR: ({ kind, key }) => (kind === 'number' && key.length === 4 ? [Number(key)] : undefined),
  /** Two digits that stand for a year within ten of the document's. */
  SHORT_YEAR: ({ kind, key }, { near }) => {
    if (kind !== 'number' || key.length !== 2) return undefined;
    const year = yearOf(key, near);
    return Math.abs(year - near) <= 10 ? [year] : undefined;
  },
  /** A year of four digits or two, after a word that says that it is one. */
  ANY_YEAR: ({ kind, key }, { near }) =>
    kind === 'number' && (key.length === 4 || key.length === 2) ? [yearOf(key, near)] : undefined,
  /** Two digits of which nothing says whether they are a day or a year: as they are, and as a year. */
  TWO_DIGITS: ({ kind, key }, { near }) =>
    kind === 'number' && key.length === 2 ? [Number(key), yearOf(key, near)] : undefined,
  /** Any number, so that an impossible day is found out. */
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
  /** A weekday that says nothing more beside its date. */
  WEEK_DAY: ({ kind, key }) => (kind === 'word' && weekday(key) ? [] : undefined),
  /** "Mondays" */
  WEEKDAYS: ({ kind, key }) => (kind === 'word' && key.endsWith('days') ? weekday(key) : undefined),
  QUARTER: ({ kind, digits }) => (kind === 'quarter' ? [Number(digits[0])] : undefined),
  HALF: ({ kind, digits }) => (kind === 'half' ? [Number(digits[0])] : undefined),
  /** 0 for spring to 3 for winter. */
  SEASON: ({ key }) => among(SEASONS, key),
  /** 0 for the autumn term, 1 for the spring term, 2 for the summer term. */
  TERM: ({ key }) => among(TERMS, key),
  RANK: ({ key }) => indexIn(RANKS, key, 1),
  /** The last counts as -1. */
  RANK_OR_LAST: ({ key }) => (key === 'last' || key === 'final' ? [-1] : indexIn(RANKS, key, 1)),
  COUNT: ({ kind, key }) => (kind === 'number' && key.length <= 3 ? [Number(key)] : indexIn(COUNTS, key, 1)),
  /** `12-18`: both counts. */
  COUNTS: ({ kind, key, digits }) => (kind === 'years' && /^\d\d-\d\d$/.test(key) ? digits.map(Number) : undefined),
  ONE: ({ key }) => (key === 'a' || key === 'an' ? [1] : undefined),
  /** 0 for days to 3 for years, then fortnights and hours. */
  UNIT: ({ key }) => indexIn(UNITS, key.replace(/['’]?s?['’]?$/, '')),
  /** 0 for a week to 3 for a year. */
  SPAN: ({ key }) => indexIn(SPANS, key),
};

/** The number of a month by its name, in full or short. */
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

/** The years of `2018/19/20` in order, or undefined where they do not follow each other. */
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
