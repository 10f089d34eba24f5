import { addMonths, type CalendarDate, daysBetween } from '../kernel/calendar.js';
import type { ReadingContext } from './reading.js';
import { countsCalendarYears, type Reckoning, yearStartOf } from './reckoning.js';
import { firstNotOver, isYearless, lastBegun, lastOver, others, type TextPeriod, type Yearless } from './spans.js';
import { weekdayOf } from './weekdays.js';
import { inWords } from './words.js';

export interface SettleContext {
  readonly context: ReadingContext;
  readonly by: Reckoning;
  readonly weekday?: number | undefined;
  readonly isSeries: boolean;
  readonly isAhead?: boolean;
}

export function settle(named: readonly (TextPeriod | Yearless)[], around: SettleContext): TextPeriod[] | undefined {
  const dated = named.findIndex((one) => !isYearless(one));
  const anchor = dated < 0 ? (around.isSeries ? 0 : named.length - 1) : dated;
  const settled: (TextPeriod | undefined)[] = [];
  const start = named[anchor];
  settled[anchor] = start && (isYearless(start) ? byContext(start, around) : start);
  for (let index = anchor - 1; index >= 0; index -= 1) {
    const next = settled[index + 1];
    settled[index] = next && beside(named[index] as TextPeriod | Yearless, next, (one) => lastBegun(one, next.first));
  }
  for (let index = anchor + 1; index < named.length; index += 1) {
    const previous = settled[index - 1];
    settled[index] =
      previous && beside(named[index] as TextPeriod | Yearless, previous, (one) => firstNotOver(one, previous.last));
  }
  return settled.every((period) => period !== undefined) ? settled : undefined;
}

function beside(
  one: TextPeriod | Yearless,
  { first, last }: TextPeriod,
  turn: (yearless: Yearless) => TextPeriod | undefined,
): TextPeriod | undefined {
  if (!isYearless(one)) return one;
  const found = turn(one);
  const years = [first, last].map(yearIn);
  if (!found || [found.first, found.last].map(yearIn).every((year) => years.includes(year))) return found;
  return assuming(found, `The year is not stated: taken as ${inWords(found.first)}, beside ${inWords(first)}.`);
}

const yearIn = (date: CalendarDate) => date.slice(0, 4);

/** Picks the next day or month after the document's date; an ambiguous quarter needs a neighbour. */
function byContext(yearless: Yearless, around: SettleContext): TextPeriod | undefined {
  if (yearless.byCalendar) return partByContext(yearless, yearless.byCalendar, around);
  const { documentDate } = around.context;
  const next = firstNotOver(yearless, documentDate);
  const said = `The year is not stated: taken as the first that is not over on ${inWords(documentDate)}.`;
  if (around.isSeries || around.isAhead || !next) return assuming(next, said);
  const gone = lastOver(yearless, documentDate);
  if (!gone) return assuming(next, said);
  return (
    byWeekday([next, gone], around) ??
    (isRecent(gone, documentDate) ? eitherTurn(gone, next, around) : assuming(next, said))
  );
}

/** Documents still mention months up to this long past. */
const RECENT_MONTHS = 3;
const HALF_A_YEAR = 183;

function isRecent({ last }: TextPeriod, documentDate: CalendarDate): boolean {
  return last >= addMonths(documentDate, 0 - RECENT_MONTHS);
}

/** The weekday in the text decides when it fits only one of the two years. */
function byWeekday(turns: readonly TextPeriod[], { weekday, context }: SettleContext): TextPeriod | undefined {
  if (weekday === undefined) return undefined;
  const near = turns.filter(({ first }) => Math.abs(daysBetween(first, context.documentDate)) <= HALF_A_YEAR);
  const [only, more] = near.filter(({ first, precision }) => precision === 'day' && weekdayOf(first) === weekday);
  return only && !more
    ? assuming(only, `The year is not stated: taken as ${yearIn(only.first)}, when that day is such a weekday.`)
    : undefined;
}

/** The rows above decide between a month just past and next year's; otherwise it is an estimate. */
function eitherTurn(gone: TextPeriod, next: TextPeriod, { context }: SettleContext): TextPeriod | undefined {
  const { documentDate, above = [] } = context;
  const neighbour = above.find(({ latest }) => latest !== null);
  const far = ({ last }: TextPeriod) => (neighbour?.latest ? Math.abs(daysBetween(neighbour.latest, last)) : Infinity);
  const nearest = far(gone) <= far(next) ? gone : next;
  if (neighbour && far(nearest) <= HALF_A_YEAR) {
    return assuming(nearest, `The year is taken from "${neighbour.text}" above.`);
  }
  const said = `The year is not stated: ${inWords(gone.last)} had just gone by on ${inWords(documentDate)}, so it is no firm promise.`;
  const again = others(next, `the next one, to ${inWords(next.last)}`);
  return assuming({ ...gone, isEstimate: true, others: [...gone.others, ...again] }, said);
}

function partByContext(
  yearless: Yearless,
  byCalendar: Yearless,
  { context, by }: SettleContext,
): TextPeriod | undefined {
  const { documentDate, above = [] } = context;
  const neighbour = above.find(({ latest }) => latest !== null);
  if (!neighbour?.latest) return yearless.precision === 'range' ? partsInDoubt(yearless, byCalendar, by) : undefined;
  const year = `${yearStartOf(by, neighbour.latest)}-${by.yearStartsOn}`;
  const found = firstNotOver(yearless, year > documentDate ? year : documentDate);
  const countsInFinancialYears = above.some(({ text }) => FINANCIAL_YEAR.test(text));
  const counted = found && countsInFinancialYears ? { ...found, others: [] } : found;
  return assuming(counted, `The year is taken from "${neighbour.text}" above.`);
}

function partsInDoubt(
  yearless: Yearless,
  byCalendar: Yearless,
  { documentDate, ...by }: Reckoning,
): TextPeriod | undefined {
  const calendar = firstNotOver(byCalendar, documentDate);
  const said = `The year is not stated: taken as the one about to run on ${inWords(documentDate)}.`;
  if (countsCalendarYears({ documentDate, ...by })) return assuming(calendar, said);
  const running = firstNotOver(yearless, documentDate);
  const halfYearAgo = addMonths(documentDate, -6);
  const isNearlyOver = running && running.first < halfYearAgo;
  const found = isNearlyOver ? firstNotOver(yearless, addMonths(running.last, 1)) : running;
  const doubts = [
    ...(calendar ? others(calendar, 'counted in the calendar year') : []),
    ...(isNearlyOver ? others(running, 'the year that was running') : []),
  ];
  return assuming(found && { ...found, isEstimate: true, others: doubts }, said);
}

/** Rows dated "2018/19" prove that the document counts financial quarters. */
const FINANCIAL_YEAR = /\d\/\d\d(?!\d)/;

function assuming(period: TextPeriod | undefined, assumption: string): TextPeriod | undefined {
  return period && { ...period, assumptions: [assumption, ...period.assumptions] };
}
