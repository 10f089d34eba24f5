import { type Mark, QUIET } from './marks.js';
import { dayOf, firstNotOver, isTwoWays, isYearless, monthOf, type TextPeriod, type Yearless } from './spans.js';
import { inWords } from './words.js';

/** "In 2018 from February to December", "April 2022, 2023": a year applied to a month is consumed. */
export function withYears(marks: readonly Mark[]): Mark[] {
  return spreadMonths(givenYears(withoutRelatives(marks)));
}

const named = (mark: Mark | undefined) => (mark?.kind === 'period' ? mark.named : undefined);

function bareYear(mark: Mark | undefined): TextPeriod | undefined {
  const found = named(mark);
  return found && !isYearless(found) && !isTwoWays(found) && found.isBareYear ? found : undefined;
}

function yearless(mark: Mark | undefined): Yearless | undefined {
  const found = named(mark);
  if (found && isTwoWays(found)) return found.asDay;
  return found && isYearless(found) ? found : undefined;
}

function givenYears(marks: readonly Mark[]): readonly Mark[] {
  const periods = marks.filter(({ kind }) => kind === 'period');
  const years = periods.filter((mark) => bareYear(mark));
  const others = periods.filter((mark) => yearless(mark));
  if (years.length === 0 || others.length === 0 || years.length + others.length < periods.length) return marks;
  const leads = bareYear(periods[0]) !== undefined;
  let since = '';
  return marks.map((mark, index) => {
    if (bareYear(mark)) return asFiller(mark);
    const what = yearless(mark);
    if (!what) return mark;
    const apart = leads ? marks.slice(0, index).findLast(bareYear) : marks.slice(index).find(bareYear);
    const year = bareYear(apart) ?? bareYear(years.at(-1));
    const found = year && within(what, year, since);
    since = found?.last ?? since;
    return { ...mark, named: found };
  });
}

function within(what: Yearless, year: TextPeriod, since: string): TextPeriod | undefined {
  const found = firstNotOver(what, year.first);
  if (!found || found.first > year.last) return undefined;
  if (found.last >= since) return found;
  const next = firstNotOver(what, since);
  return (
    next && {
      ...next,
      assumptions: [...next.assumptions, `Taken as ending on ${inWords(next.last)}, after what it follows.`],
    }
  );
}

const asFiller = (mark: Mark): Mark => ({ kind: 'filler', start: mark.start, end: mark.end, values: [] });

function spreadMonths(marks: readonly Mark[]): Mark[] {
  const result: Mark[] = [];
  for (const mark of marks) {
    const year = bareYear(mark);
    const before = result.at(-1)?.kind === 'and' ? named(result.findLast(({ kind }) => kind !== 'and')) : undefined;
    const isOneOf = before && !isYearless(before) && !isTwoWays(before) && ['month', 'day'].includes(before.precision);
    result.push(year && isOneOf && !year.isFinancialYear ? { ...mark, named: sameIn(year, before) } : mark);
  }
  return result;
}

function sameIn({ first }: TextPeriod, before: TextPeriod): TextPeriod | undefined {
  const [, month = 0, day = 0] = before.first.split('-').map(Number);
  const year = Number(first.slice(0, 4));
  return before.precision === 'day' ? dayOf(year, month, day) : monthOf(year, month);
}

/** "Next week, w/c 1 September": the absolute date wins over the relative one. */
function withoutRelatives(marks: readonly Mark[]): readonly Mark[] {
  let isJoint = false;
  return marks.map((mark, index) => {
    if (isJoint && ['and', 'dash'].includes(mark.kind)) return asFiller(mark);
    if (!QUIET.includes(mark.kind)) isJoint = givesWay(mark, marks.slice(index + 1, index + 1 + JOINTS));
    return isJoint ? asFiller(mark) : mark;
  });
}

const JOINTS = 6;

function givesWay(mark: Mark, rest: readonly Mark[]): boolean {
  const found = named(mark);
  if (!found || isYearless(found) || isTwoWays(found) || !found.isRelative) return false;
  const told = named(rest.find(({ kind }) => !['and', 'dash', ...QUIET].includes(kind)));
  const yearless = told && (isTwoWays(told) ? told.asDay : isYearless(told) ? told : undefined);
  const days = yearless ? firstNotOver(yearless, found.first) : (told as TextPeriod | undefined);
  return days !== undefined && days.first >= found.first && days.last <= found.last;
}
