import { addDays, type CalendarDate, type Days } from '../kernel/calendar.js';
import { matchOf, type Pattern, pattern } from './patterns.js';
import { type PeriodAt, simplePeriodAt } from './periods.js';
import type { Precision } from './reading.js';
import type { Reckoning } from './reckoning.js';
import { moved, relativeAt } from './relative.js';
import { dayOfEveryYear, isTwoWays, isYearless, type NamedSpan, period, type TextPeriod } from './spans.js';
import type { TextToken } from './tokens.js';
import { weekdayOf } from './weekdays.js';
import { inWords } from './words.js';

export function periodAt(tokens: readonly TextToken[], at: number, by: Reckoning): PeriodAt | undefined {
  return (
    weekAt(tokens, at, by) ??
    lastingAt(tokens, at, by) ??
    offsetAt(tokens, at, by) ??
    relativeAt(tokens, at, by) ??
    simplePeriodAt(tokens, at, by)
  );
}

const WEEKS: readonly { readonly heads: readonly Pattern[]; readonly weekOf: (day: CalendarDate) => TextPeriod }[] = [
  { heads: ['w / c|b', 'wc|wb', 'week|wk commencing|beginning|starting|from'].map(pattern), weekOf: fromDay },
  { heads: ['w / e', 'we', 'week|wk ending'].map(pattern), weekOf: toDay },
  { heads: ['week of'].map(pattern), weekOf: around },
];
const NUMBERED = pattern('week|wk NUMBER');
const BETWEEN_WORDS = [':', '-', ',', '.', '·', '•', '(', 'the', 'of', 'on'];
const DAY_OF_WEEK = pattern('WEEKDAY ,? the?');
const DAY_IN_FIGURES = pattern('DAY_DASH_MONTH');

function weekAt(tokens: readonly TextToken[], start: number, by: Reckoning): PeriodAt | undefined {
  const numbered = matchOf(NUMBERED, tokens, start, by);
  const begin = numbered ? skip(tokens, numbered.next, BETWEEN_WORDS) : start;
  for (const { heads, weekOf } of WEEKS) {
    for (const head of heads) {
      const match = matchOf(head, tokens, begin, by);
      const found = match && dayAt(tokens, skip(tokens, match.next, BETWEEN_WORDS), by);
      if (found) return { named: mapped(found.named, weekOf, 'week'), next: found.next };
    }
  }
  return undefined;
}

function dayAt(tokens: readonly TextToken[], start: number, by: Reckoning): PeriodAt | undefined {
  const at = matchOf(DAY_OF_WEEK, tokens, start, by)?.next ?? start;
  const figures = matchOf(DAY_IN_FIGURES, tokens, at, by);
  const [day, month] = figures?.values ?? [];
  if (figures && day && month) return { named: dayOfEveryYear(month, day), next: figures.next };
  const found = simplePeriodAt(tokens, at, by);
  return found?.named?.precision === 'day' ? found : undefined;
}

function skip(tokens: readonly TextToken[], from: number, keys: readonly string[]): number {
  let at = from;
  while (keys.includes(tokens[at]?.key ?? '')) at += 1;
  return at;
}

function mapped(named: NamedSpan, change: (day: CalendarDate) => TextPeriod, precision: Precision): NamedSpan {
  if (!named) return undefined;
  if (isTwoWays(named)) return named.asDay && mapped(named.asDay, change, precision);
  if (!isYearless(named)) return { ...change(named.first), assumptions: named.assumptions };
  const inYear = (year: number) => {
    const day = named.inYear(year);
    return day && change(day.first);
  };
  return { precision, inYear };
}

function fromDay(first: CalendarDate): TextPeriod {
  return period({ first, last: addDays(first, 6) }, 'week');
}

function toDay(last: CalendarDate): TextPeriod {
  return period({ first: addDays(last, 1 - weekdayOf(last)), last }, 'range');
}

/** A Sunday or Monday starts the week; another day lies within it. */
function around(day: CalendarDate): TextPeriod {
  const weekday = weekdayOf(day);
  return fromDay(weekday === 7 ? day : addDays(day, 1 - weekday));
}

/** "6 weeks before 12 June 2018", "within 3 months of 31 March 2019". */
const OFFSETS: readonly { readonly form: Pattern; readonly sign: 1 | -1 }[] = [
  { form: pattern('within? COUNT UNIT of|from|after|following the?'), sign: 1 },
  { form: pattern('COUNT UNIT before the?'), sign: -1 },
  { form: pattern('COUNT UNIT prior to the?'), sign: -1 },
];

const FOR = pattern('for a? period? of? COUNT UNIT from|starting|commencing|beginning in|on?');

function lastingAt(tokens: readonly TextToken[], at: number, by: Reckoning): PeriodAt | undefined {
  const match = matchOf(FOR, tokens, at, by);
  const base = match && simplePeriodAt(tokens, match.next, by);
  if (!match || !base?.named || isYearless(base.named) || isTwoWays(base.named)) return undefined;
  const [count = 0, unit = 0] = match.values;
  const { first } = base.named;
  const last = addDays(moved(first, count, unit), -1);
  const assumptions = [`Counted from ${inWords(first)} to ${inWords(last)}.`];
  return last < first ? undefined : { named: { ...period({ first, last }, 'range'), assumptions }, next: base.next };
}

function offsetAt(tokens: readonly TextToken[], at: number, by: Reckoning): PeriodAt | undefined {
  for (const { form, sign } of OFFSETS) {
    const match = matchOf(form, tokens, at, by);
    const base = match && simplePeriodAt(tokens, match.next, by);
    if (!match || !base?.named || isYearless(base.named) || isTwoWays(base.named)) continue;
    const [count = 0, unit = 0] = match.values;
    return { named: shifted(base.named, count * sign, unit), next: base.next };
  }
  return undefined;
}

function shifted({ first, last, precision }: TextPeriod, count: number, unit: number): TextPeriod {
  const date = moved(count < 0 ? first : last, count, unit);
  const days: Days = { first: date, last: date };
  const from = count < 0 ? first : last;
  return {
    ...period(days, 'day'),
    assumptions: [`Counted from ${inWords(from)}, to ${inWords(date)}.`],
    isRunning: true,
    isEstimate: precision !== 'day',
  };
}
