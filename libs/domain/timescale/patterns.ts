import type { Token } from './tokens.js';
import { MONTH_NAMES } from './words.js';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const SEASONS = ['spring', 'summer', 'autumn', 'winter'];
const COUNTS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];
const RANKS = ['first', 'second', 'third', 'fourth'];
const UNITS = ['day', 'week', 'month', 'year'];

/**
 * The kinds of piece that a pattern names in capitals: each gives the numbers that it stands for, or undefined where
 * a token is not of the kind. `near` is the year of the document: two digits mean the year closest to it.
 */
const ITEMS: Readonly<Record<string, (token: Token, near: number) => readonly number[] | undefined>> = {
  /** A date in figures: year, month, day; the day first unless the year is. */
  DATE: ({ kind, key, digits }, near) => {
    if (kind !== 'date') return undefined;
    const [year, month, day] = /^\d{4}/.test(key) ? digits : digits.toReversed();
    return [yearOf(year ?? '', near), Number(month), Number(day)];
  },
  /** `2018/19`: the year in which it starts. Below 13 two digits may be a day and a month, and are not read. */
  FINANCIAL: (token, near) => {
    const years = chain(token, near);
    return years?.length === 2 ? years.slice(0, 1) : undefined;
  },
  /** `2011-12`, a financial year or a month: the first year. */
  YEAR_OR_MONTH: (token, near) => {
    const years = chain(token, near);
    return years?.length === 2 && /^\d{4}-(0[1-9]|1[0-2])$/.test(token.key) ? years : undefined;
  },
  /** `2018/19/20`: the years of its first and last link. */
  CHAIN: (token, near) => {
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
  YEAR_MONTH: (token, near) => {
    const { kind, key, digits } = token;
    if (kind !== 'years' || chain(token, near)) return undefined;
    if (/^\d{4}-\d\d$/.test(key)) return digits.map(Number);
    return /^\d\d\/\d{4}$/.test(key) ? digits.map(Number).reverse() : undefined;
  },
  YEAR: ({ kind, key }) => (kind === 'number' && key.length === 4 ? [Number(key)] : undefined),
  /** Two digits that stand for a year within ten of the document's. */
  SHORT_YEAR: ({ kind, key }, near) => {
    if (kind !== 'number' || key.length !== 2) return undefined;
    const year = yearOf(key, near);
    return Math.abs(year - near) <= 10 ? [year] : undefined;
  },
  /** Any number, so that an impossible day is found out. */
  NUMBER: ({ kind, key }) => (kind === 'number' ? [Number(key)] : undefined),
  DAY: ({ kind, key }) => (kind === 'number' && key.length <= 2 ? [Number(key)] : undefined),
  MONTH: ({ key }) => {
    const month = MONTHS.findIndex((short, index) => key === short || key === MONTH_NAMES[index]?.toLowerCase());
    if (key === 'sept') return [9];
    return month < 0 ? undefined : [month + 1];
  },
  QUARTER: ({ kind, digits }) => (kind === 'quarter' ? [Number(digits[0])] : undefined),
  HALF: ({ kind, digits }) => (kind === 'half' ? [Number(digits[0])] : undefined),
  /** 0 for spring to 3 for winter. */
  SEASON: ({ key }) => indexIn(SEASONS, key),
  RANK: ({ key }) => indexIn(RANKS, key, 1),
  COUNT: ({ kind, key }) => (kind === 'number' && key.length <= 3 ? [Number(key)] : indexIn(COUNTS, key, 1)),
  /** 0 for days to 3 for years. */
  UNIT: ({ key }) => indexIn(UNITS, key.replace(/s$/, '')),
};

/** Where a pattern fits: the numbers of its items in order, and the token after it. */
export interface Match {
  readonly values: readonly number[];
  readonly next: number;
}
export type Matcher = (tokens: readonly Token[], at: number, near: number) => Match | undefined;

/**
 * Compiles a pattern such as `the? end|close of? MONTH YEAR`: words and signs stand for themselves, capitals for an
 * item above, `|` parts words of which any fits, and `?` marks what may be missing.
 */
export function pattern(source: string): Matcher {
  const steps = source.split(' ').map(stepOf);
  return (tokens, start, near) => {
    const values: number[] = [];
    let at = start;
    for (const step of steps) {
      const token = tokens[at];
      const found = token && step.fits(token, near);
      if (found) {
        values.push(...found);
        at += 1;
      } else if (!step.optional) return undefined;
    }
    return { values, next: at };
  };
}

function stepOf(source: string) {
  const optional = source.length > 1 && source.endsWith('?');
  const name = optional ? source.slice(0, -1) : source;
  const words = name.split('|');
  const item = ITEMS[name];
  const literal = (token: Token) => (words.includes(token.key) ? [] : undefined);
  return { optional, fits: item ?? literal };
}

/** The years of `2018/19/20` in order, or undefined where they do not follow each other. */
function chain({ kind, key, digits }: Token, near: number): number[] | undefined {
  if (kind !== 'years') return undefined;
  const [first = '', second = ''] = digits;
  if (first.length === 2 && (key.includes('-') || Number(second) <= 12)) return undefined;
  const start = yearOf(first, near);
  const years = digits.map((_, index) => start + index);
  return digits.every((link, index) => String(years[index]).endsWith(link)) ? years : undefined;
}

function yearOf(digits: string, near: number): number {
  if (digits.length > 2) return Number(digits);
  const year = near - (near % 100) + Number(digits);
  if (year - near > 50) return year - 100;
  return near - year > 50 ? year + 100 : year;
}

function indexIn(words: readonly string[], word: string, from = 0): [number] | undefined {
  const index = words.indexOf(word);
  return index < 0 ? undefined : [index + from];
}
