import { type CalendarDate, readTimescale, type Timescale } from '#domain/index.js';
import type { TimescaleField } from '../model/items.js';
import type { Place } from '../model/place.js';
import type { SourceCell } from '../model/source-document.js';
import type { DateOrder } from './date-order.js';
import { inWords, withYear } from './date-order.js';
import { MONTH_NAME } from './date-texts.js';
import type { Gathering } from './gathering.js';

/** What is known around a timescale when it is read. */
export interface Around {
  /** The month that a section of the table stands for, whose year its rows have. */
  readonly sectionDate?: CalendarDate;
  readonly above: readonly { readonly text: string; readonly latest: CalendarDate | null }[];
  readonly order: DateOrder;
  /** "Jan 23" in this column is a month of 2023. */
  readonly isOfYears?: true;
}

export const ALONE: Around = { above: [], order: 'day-first' };

const LONGEST = 1000;

export function read(text: string, around: Around, gathering: Gathering): Timescale {
  const { dated, options } = gathering;
  const documentDate = around.sectionDate ?? dated.date;
  const context = {
    documentDate,
    // Only a text without a year can take it from the rows above.
    ...(around.above.length > 0 && !NAMES_YEAR.test(text) && { above: around.above.slice(0, 5) }),
    ...(options.financialYearStartsOn && { financialYearStartsOn: options.financialYearStartsOn }),
    ...(!dated.isKnown && around.sectionDate === undefined && { documentDateKnown: false as const }),
  };
  const known = JSON.stringify([text, context]);
  const before = gathering.readings.get(known);
  if (before) return before;
  const reading = readAs(text, context, around, gathering);
  gathering.readings.set(known, reading);
  return reading;
}

/** "2021-13-01" is no day, whichever way it is turned. */
const NO_MONTH = /\b\d{4}-(?:1[3-9]|[2-9]\d)-\d\d\b/;
/** "Q3" of a plan without a date is of the year that its title names, or of none. */
const isBareQuarter = (text: string) => /^\W*(?:by\s+|end\s+(?:of\s+)?)?(?:q|quarter\s*|qtr\s*)[1-4]\W*$/i.test(text);

const NAMES_YEAR = /(?:19|20)\d\d/;

function readAs(text: string, context: Timescale['context'], around: Around, gathering: Gathering): Timescale {
  const { dated, options, financialYear } = gathering;
  if (NO_MONTH.test(text)) return { ...readTimescale('?', context), text, context };
  const reading = readTimescale(text, context);
  if (isBareQuarter(text) && !dated.isKnown && !around.sectionDate) {
    const year = financialYear === undefined ? undefined : readTimescale(`${text.trim()} ${financialYear}`, context);
    return { ...(year ?? readTimescale('?', context)), text, context };
  }
  if (dated.isKnown || around.sectionDate || dated.date !== options.today) return reading;
  return hasYear(text, reading) ? reading : { ...readTimescale('?', context), text, context };
}

/** Without a date of the document, a day or month without a year tells no date. */
function hasYear(text: string, { earliest, latest }: Timescale): boolean {
  if (earliest === null && latest === null) return true;
  if (/(?:19|20)\d\d|\b\d\d\/\d\d\b|'\d\d\b|\d[./-]\d{1,2}[./-]\d\d\b|[a-z]{3,}[-\s]'?\d\d\b(?!\w)/i.test(text))
    return true;
  return !MONTH_NAME.test(text) && /\d{5}/.test(text);
}

/** A cell as a promise: its date where it holds one, its text otherwise. */
export function promiseOf(cell: SourceCell, around: Around, gathering: Gathering): TimescaleField | undefined {
  const text = cell.text.replace(/\s+/g, ' ').trim();
  if (text === '' || text.length > LONGEST) return undefined;
  if (cell.date) {
    const isMonth = !/\d.*\d.*\d/.test(text) || /^[a-z]{3,9}[\s-]+\d{2,4}$/i.test(text);
    const said = isMonth && /[a-z]/i.test(text) ? text : saidDay(cell.date);
    return promise(said, cell.text, cell.place, 'certain', `The cell holds ${cell.date}.`, around, gathering);
  }
  const turned = around.order === 'month-first' ? inWords(text) : undefined;
  if (turned !== undefined && turned !== text) {
    const why = 'The column is read with the month first.';
    return promise(turned, cell.text, cell.place, 'likely', why, around, gathering);
  }
  const full = around.isOfYears ? withYear(text) : text;
  if (full !== text) {
    const why = 'Figures behind the months of this column are years.';
    return promise(full, cell.text, cell.place, 'likely', why, around, gathering);
  }
  return promise(text, cell.text, cell.place, 'certain', 'The text of the cell.', around, gathering);
}

export function promise(
  value: string,
  written: string,
  place: Place,
  sure: TimescaleField['sure'],
  why: string,
  around: Around,
  gathering: Gathering,
): TimescaleField {
  const reading = read(value, around, gathering);
  const isUnsure = reading.firmness === 'estimate' || reading.precision === 'unread';
  return { value, written, place, sure: isUnsure ? 'doubtful' : sure, why, reading };
}

const MONTHS = [
  ...(['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August'] as const),
  ...(['September', 'October', 'November', 'December'] as const),
];

/** `2018-06-30` as "30 June 2018", which nobody reads in two ways. */
export function saidDay(date: CalendarDate): string {
  const [year, month, day] = date.split('-');
  return `${Number(day)} ${MONTHS[Number(month) - 1]} ${year}`;
}

export const isDated = ({ earliest, latest, recurrence, openEnded, condition, precision }: Timescale): boolean =>
  precision !== 'unread' &&
  (earliest !== null || latest !== null || recurrence !== null || openEnded || condition !== null);

export const isRead = ({ precision }: Timescale) => precision !== 'unread';
