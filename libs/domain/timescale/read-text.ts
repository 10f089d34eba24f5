import { addDays, type CalendarDate, isCalendarDate } from '../kernel/calendar.js';
import { readBracket } from './brackets.js';
import { besideOf, labelledOf, reviewOf } from './clauses.js';
import { cleaned, hasFootnote } from './clean.js';
import type { Alternative, Reading, ReadingContext } from './reading.js';
import { readPlain } from './readings.js';
import { UNREAD } from './saying.js';
import { readSlip } from './slips.js';
import { others } from './spans.js';
import { stateYears } from './years-named.js';

/** Longer texts are read as one promise, without the search for replaced ones. */
const LONGEST = 2000;

export function readText(text: string, context: ReadingContext): Reading {
  const serial = context.columnOfDates ? serialNumber(text) : undefined;
  const near = Number(context.documentDate.slice(0, 4));
  const said = cleaned(text, near);
  const plain = said.length > LONGEST;
  const reading =
    serial ?? (plain ? readPlain(said, context) : read(said.replace(/\s+/g, ' ').trim(), context, hasFootnote(text)));
  return stateYears(said, possible(reading), near);
}

function read(text: string, context: ReadingContext, isFootnoted = false): Reading {
  return (
    readReview(text, context) ??
    readBeside(text, context) ??
    readSlip(text, context, read) ??
    readLabelled(text, context) ??
    readBracket(text, context, read) ??
    readPlain(text, context, isFootnoted)
  );
}

const isDated = ({ earliest, latest }: Reading) => earliest !== null || latest !== null;

function readBeside(text: string, context: ReadingContext): Reading | undefined {
  for (const { now, forecast, actual } of besideOf(text)) {
    const agreed = read(now, context);
    const beside = read(forecast ?? actual ?? '', context);
    if (!isDated(agreed) || !isDated(beside)) continue;
    if (forecast === undefined) {
      const said = `"${actual}" is taken as what came true, not as what was promised.`;
      return { ...agreed, assumptions: [...agreed.assumptions, said] };
    }
    const { earliest, latest } = beside;
    return {
      ...agreed,
      assumptions: [...agreed.assumptions, `"${forecast}" is taken as a forecast, not as what was promised.`],
      forecast: { earliest, latest },
    };
  }
  return undefined;
}

/** "Ongoing - review Sept 2019" has started already; the date is a review. */
function readReview(text: string, context: ReadingContext): Reading | undefined {
  const found = reviewOf(text);
  const [going, when] = [found && read(found.going, context), found && read(found.when, context)];
  if (!found || !when || !(going?.openEnded || going?.precision === 'none')) return undefined;
  if (when.recurrence) {
    const said = `"${found.when}" is taken to say when it is reported or reviewed.`;
    return { ...going, recurrence: when.recurrence, assumptions: [...going.assumptions, said] };
  }
  const reviewOn = firstEnd(when);
  if (!reviewOn) return undefined;
  const said = `"${found.when}" is taken as when it is reviewed or reported, not as its start or end.`;
  return { ...going, assumptions: [...going.assumptions, said], reviewOn };
}

function firstEnd({ earliest, latest, precision, alternatives: [first] }: Reading): CalendarDate | null {
  if (precision === 'range' && first?.because.startsWith('only')) return first.latest;
  return latest ?? earliest;
}

function readLabelled(text: string, context: ReadingContext): Reading | undefined {
  for (const { label, now, dated } of labelledOf(text)) {
    const reading = read(now, context);
    if (!isDated(reading) || (dated !== undefined && !isDated(read(dated, context)))) continue;
    return {
      ...reading,
      assumptions: [...reading.assumptions, `"${label}" is taken as a label, not as when it is due.`],
    };
  }
  return undefined;
}

const FIRST_SERIAL = 20_000;
const LAST_SERIAL = 80_000;
/** Mac workbooks count days from 1904, which makes them this much later. */
const COUNTED_FROM_1904 = 1462;

/** "43555" is the spreadsheet serial number of 31 March 2019. */
function serialNumber(text: string): Reading | undefined {
  const digits = /^\s*(\d{5})(?:\.\d+)?\s*$/.exec(text)?.[1];
  const days = Number(digits);
  if (!digits || days < FIRST_SERIAL || days > LAST_SERIAL) return undefined;
  const date = addDays('1899-12-30', days);
  const later = addDays(date, COUNTED_FROM_1904);
  return {
    ...UNREAD,
    earliest: date,
    latest: date,
    precision: 'day',
    firmness: 'estimate',
    assumptions: ['Taken as the number by which a spreadsheet keeps a date, counted from 1900.'],
    alternatives: others({ first: later, last: later }, 'counted from 1904').map(({ first, last, because }) => ({
      earliest: first,
      latest: last,
      because,
    })),
  };
}

function possible(reading: Reading): Reading {
  if (!isPossible(reading)) return UNREAD;
  const { reviewOn, forecast, earlier, ...rest } = reading;
  return {
    ...rest,
    alternatives: rest.alternatives.filter(isPossible),
    ...(earlier && {
      earlier: earlier.map((one) => (isPossible(one) ? one : { ...one, earliest: null, latest: null })),
    }),
    ...(forecast && isPossible(forecast) && { forecast }),
    ...(reviewOn && isReal(reviewOn) && { reviewOn }),
  };
}

const isReal = (date: CalendarDate | null) => date === null || isCalendarDate(date);

function isPossible({ earliest, latest }: Pick<Alternative, 'earliest' | 'latest'>): boolean {
  return !(earliest && latest && earliest > latest) && isReal(earliest) && isReal(latest);
}
