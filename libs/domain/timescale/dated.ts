import { addMonths } from '../kernel/calendar.js';
import { isRow, joinedDays } from './joined.js';
import type { Mark, MarkKind } from './marks.js';
import type { Reading, ReadingContext, Recurrence } from './reading.js';
import type { Reckoning } from './reckoning.js';
import { asides, conditionOf, firmnessOf, UNREAD } from './saying.js';
import { beginningWith, beginsSeries, inYearsOf, isSpread, statedRecurrence, yearly } from './series.js';
import type { SettleContext } from './settle.js';
import { isTwoWays, isYearless, type TextPeriod, type TwoWays, type Yearless } from './spans.js';
import { WEEKDAY_NAMES, weekdayOf } from './weekdays.js';
import { alternativesOf, assumptionsOf, type MarkKinds, narrowed, windowOf } from './windows.js';
import { inWords } from './words.js';

type Told = TextPeriod | Yearless | TwoWays;

export function dated(
  text: string,
  marks: readonly Mark[],
  found: MarkKinds,
  context: ReadingContext,
  by: Reckoning,
): Reading | undefined {
  const named = marks.flatMap((mark) => (mark.kind === 'period' ? [mark.named] : []));
  if (!named.every((one) => one !== undefined)) return undefined;
  const stated = statedRecurrence(marks);
  if (stated === 'impossible') return undefined;
  const isUndated = named.every((one) => isYearless(one) || isTwoWays(one));
  if (isUndated ? isDoubtful(text, marks) : found.has('each')) return undefined;
  const around = {
    context,
    by,
    weekday: weekdayIn(marks),
    isSeries: stated !== null && isUndated && !found.has('until'),
    isAhead: found.has('moved-to') || found.has('until'),
  };
  const series =
    isUndated && (around.isSeries || stated === null) ? comingRound(text, marks, named, stated, around) : undefined;
  if (series) return series === 'impossible' ? undefined : { ...series, firmness: firmnessOf(found) };
  const joined = joinedDays(text, marks, named, around);
  const days = joined && narrowed(found.has('carried-on') ? carriedOn(joined) : joined, found);
  return days && reading(text, marks, found, days, stated, around);
}

function reading(
  text: string,
  marks: readonly Mark[],
  found: MarkKinds,
  days: TextPeriod,
  stated: Recurrence | null,
  { context, by }: SettleContext,
): Reading {
  const words = namesContract(marks, days) ? found : without(found, 'contract');
  const begins = stated !== null && beginsSeries(stated, days, words);
  const window = begins ? { ...windowOf(days, words), open: true } : windowOf(days, words);
  const isAside = !begins && goesOnBeside(marks, days, words);
  const { earliest, latest } = isAside ? NO_DAYS : window;
  const meeting = words.has('meeting') && days.precision !== 'day';
  const alternatives = alternativesOf(days, words);
  return {
    earliest: begins && !words.has('by') ? days.first : earliest,
    latest: window.open ? null : latest,
    precision: isAside ? 'none' : meeting ? 'meeting' : days.precision,
    firmness: days.isEstimate || isLoose(text, marks) ? leastFirm(words) : firmnessOf(words),
    openEnded: window.open,
    recurrence: stated && inYearsOf(by, begins ? beginningWith(stated, days, words) : stated),
    condition: conditionOf(text, marks),
    assumptions: [
      ...days.assumptions,
      ...weekdaySaid(marks, days),
      ...(isAside ? ['Taken as going on without an end.'] : assumptionsOf(days, words, context.documentDate)),
      ...(begins ? [`Taken as coming round without an end, first due on ${inWords(days.last)}.`] : []),
      ...asides(text, marks, words),
    ],
    alternatives: isAside
      ? [
          ...alternatives,
          { earliest: null, latest: days.last, because: 'ongoing until then' },
          { earliest: days.first, latest: null, because: 'going on from then' },
        ]
      : alternatives,
  };
}

function carriedOn({ first, last, ...rest }: TextPeriod): TextPeriod {
  const days = { first, last: addMonths(last, 12) };
  const assumptions = [...rest.assumptions, `Taken as going on for a year more, to ${inWords(days.last)}.`];
  return { ...rest, ...days, isEstimate: true, assumptions };
}

const NO_DAYS = { earliest: null, latest: null };

const leastFirm = (words: MarkKinds) => (firmnessOf(words) === 'firm' ? 'estimate' : firmnessOf(words));

function goesOnBeside(marks: readonly Mark[], { precision }: TextPeriod, words: MarkKinds): boolean {
  if (!words.has('ongoing') || words.has('from') || words.has('by') || words.has('until')) return false;
  const [ongoing, period] = [marks, marks].map((all, index) =>
    all.findIndex(({ kind }) => kind === (index === 0 ? 'ongoing' : 'period')),
  ) as [number, number];
  return ongoing < period && ['day', 'week', 'month', 'quarter', 'meeting'].includes(precision);
}

function comingRound(
  text: string,
  marks: readonly Mark[],
  named: readonly Told[],
  stated: Recurrence | null,
  around: SettleContext,
): Reading | 'impossible' | undefined {
  const turnsOf = { ...around, isSeries: true };
  const row = isRow(marks);
  const turns = row
    ? [joinedDays(text, marks, named, turnsOf)]
    : named.map((one) => joinedDays(text, marks, [isTwoWays(one) && one.asDay ? one.asDay : one], turnsOf));
  if (!turns.every((turn) => turn !== undefined)) return stated ? 'impossible' : undefined;
  if (!stated && !isSpread(marks, named, turns)) return undefined;
  const recurrence = yearly(stated ?? { every: 'year' }, row ? [] : named, turns);
  if (!recurrence) return 'impossible';
  const first = turns.reduce((one, other) => (other.last < one.last ? other : one));
  const window = stated ? undefined : joinedDays(text, marks, named, around);
  return {
    ...UNREAD,
    precision: first.precision,
    openEnded: true,
    recurrence,
    assumptions: [
      `Taken as coming round without an end, first due on ${inWords(first.last)}.`,
      ...(stated ? first.assumptions.slice(1) : ['Months spread over a year are taken as coming round each year.']),
    ],
    alternatives: window
      ? [{ earliest: window.first, latest: window.last, because: 'once, from the first to the last' }]
      : [],
  };
}

function weekdayIn(marks: readonly Mark[]): number | undefined {
  return marks.find(({ kind }) => kind === 'weekday')?.values[0];
}

function weekdaySaid(marks: readonly Mark[], { first, precision }: TextPeriod): string[] {
  const said = weekdayIn(marks);
  const is = weekdayOf(first);
  if (precision !== 'day' || said === undefined || said === is) return [];
  return [`${inWords(first)} is a ${WEEKDAY_NAMES[is - 1]}, not a ${WEEKDAY_NAMES[said - 1]} as the text says.`];
}

const LEADING = 24;
const LED =
  /(?:^|[^\p{L}])(?:in|of|for|at|by|end|ends?|mid|during|from|until|till|before|after|since|early|late|between|to|and|or|about|around|each|every|next|this|start)\s*-?\s*(?:the\s+)?$/iu;
const isLed = (text: string, { start }: Mark) => LED.test(text.slice(Math.max(0, start - LEADING), start));
const ORDINARY_WORDS = ['may', 'march', 'mar'];

const isMonthAlone = (mark: Mark) =>
  mark.named !== undefined && isYearless(mark.named) && mark.named.precision === 'month';

/** A month without a year may be an ordinary word ("may", "march") or be in the past. */
function isDoubtful(text: string, marks: readonly Mark[]): boolean {
  const firstPeriod = marks.findIndex(({ kind }) => kind === 'period');
  if (marks.some(({ kind }, index) => kind === 'status' && index > firstPeriod)) return true;
  if (!marks.some(({ kind }) => kind === 'label')) return false;
  return marks.some((mark) => {
    const word = text.slice(mark.start, mark.end).toLowerCase();
    return isMonthAlone(mark) && ORDINARY_WORDS.includes(word) && !isLed(text, mark);
  });
}

/** Unknown words beside the date may make it a part of a name. */
function isLoose(text: string, marks: readonly Mark[]): boolean {
  return marks.some((mark, index) => {
    const isBeside = [marks[index - 1], marks[index + 1]].some((other) => other?.kind === 'label');
    if (mark.kind !== 'period' || isLed(text, mark)) return false;
    const told = mark.named && !isYearless(mark.named) && !isTwoWays(mark.named) ? mark.named : undefined;
    if (told?.isBareYear && !told.isFinancialYear) return isBeside;
    return (
      isMonthAlone(mark) && !marks.some(({ kind }) => kind === 'meeting') && marks.some(({ kind }) => kind === 'label')
    );
  });
}

/** "contract" right after a financial year is a contract year; elsewhere it is an ordinary word. */
function namesContract(marks: readonly Mark[], days: TextPeriod): boolean {
  const contract = marks.findIndex(({ kind }) => kind === 'contract');
  return marks[contract - 1]?.kind === 'period' && days.isFinancialYear === true;
}

function without(words: MarkKinds, kind: MarkKind): MarkKinds {
  return new Set([...words].filter((word) => word !== kind));
}
