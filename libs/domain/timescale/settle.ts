import { type CalendarDate, financialYearStart } from '../kernel/calendar.js';
import type { ReadingContext } from './reading.js';
import { firstNotOver, isYearless, lastBegun, type Period, type Yearless } from './spans.js';
import { inWords } from './words.js';

/**
 * Gives the periods that stand without a year theirs: from the period they are joined to, or else from the context.
 * Undefined where neither tells it.
 */
export function settle(named: readonly (Period | Yearless)[], context: ReadingContext): Period[] | undefined {
  const dated = named.findIndex((one) => !isYearless(one));
  const anchor = Math.max(dated, 0);
  const settled: (Period | undefined)[] = [];
  const start = named[anchor];
  settled[anchor] = start && (isYearless(start) ? byContext(start, context) : start);
  for (let index = anchor - 1; index >= 0; index -= 1) {
    const next = settled[index + 1];
    settled[index] = next && before(named[index] as Period | Yearless, next.first);
  }
  for (let index = anchor + 1; index < named.length; index += 1) {
    const previous = settled[index - 1];
    settled[index] = previous && after(named[index] as Period | Yearless, previous.last);
  }
  return settled.every((period) => period !== undefined) ? settled : undefined;
}

function before(one: Period | Yearless, date: CalendarDate): Period | undefined {
  return isYearless(one) ? lastBegun(one, date) : one;
}

function after(one: Period | Yearless, date: CalendarDate): Period | undefined {
  return isYearless(one) ? firstNotOver(one, date) : one;
}

/** A day or month is the next one after the document's date; a quarter, counted in two ways, needs a neighbour. */
function byContext(yearless: Yearless, { documentDate, above = [] }: ReadingContext): Period | undefined {
  if (yearless.precision === 'day' || yearless.precision === 'month') {
    const because = `The year is not stated: taken as the first that is not over on ${inWords(documentDate)}.`;
    return assuming(firstNotOver(yearless, documentDate), because);
  }
  const neighbour = above.find(({ latest }) => latest !== null);
  if (!neighbour?.latest) return undefined;
  const year = financialYearStart(neighbour.latest);
  const found = firstNotOver(yearless, year > documentDate ? year : documentDate);
  const countsInFinancialYears = above.some(({ text }) => FINANCIAL_YEAR.test(text));
  const counted = found && countsInFinancialYears ? { ...found, others: [] } : found;
  return assuming(counted, `The year is taken from "${neighbour.text}" above.`);
}

/** "2018/19": rows that are dated so leave no doubt how the document counts its quarters. */
const FINANCIAL_YEAR = /\d\/\d\d(?!\d)/;

function assuming(period: Period | undefined, assumption: string): Period | undefined {
  return period && { ...period, assumptions: [assumption, ...period.assumptions] };
}
