import { addDays, addMonths, type CalendarDate, type Days, dateOf } from '../kernel/calendar.js';
import type { ReadingContext } from './reading.js';
import { financialYear, inWords, MONTH_NAMES } from './words.js';

/** How a text's words are counted: around which year, from which day, and in whose financial years. */
export interface Reckoning {
  /** The year of the document: two digits mean the year closest to it. */
  readonly near: number;
  readonly documentDate: CalendarDate;
  /** False where nothing may be counted from `documentDate`. */
  readonly isDateKnown: boolean;
  /** `MM-DD` on which the financial year begins. */
  readonly yearStartsOn: string;
}

export function reckoningOf({ documentDate, documentDateKnown, financialYearStartsOn }: ReadingContext): Reckoning {
  return {
    near: Number(documentDate.slice(0, 4)),
    documentDate,
    isDateKnown: documentDateKnown !== false,
    yearStartsOn: financialYearStartsOn ?? '04-01',
  };
}

export const countsCalendarYears = ({ yearStartsOn }: Reckoning) => yearStartsOn === '01-01';

/** Some months of the financial year that starts in a year, from so many months after its start. */
export function monthsOfYear(by: Reckoning, start: number, offset: number, months: number): Days | undefined {
  const [month = 4, day = 1] = by.yearStartsOn.split('-').map(Number);
  const begins = dateOf(start, month, day);
  if (!begins) return undefined;
  return { first: addMonths(begins, offset), last: addDays(addMonths(begins, offset + months), -1) };
}

/** The year in which the financial year of a date starts. */
export function yearStartOf(by: Reckoning, date: CalendarDate): number {
  const year = Number(date.slice(0, 4));
  return date.slice(5) < by.yearStartsOn ? year - 1 : year;
}

/** A financial year as its organisation would write it. */
export function yearName(by: Reckoning, start: number): string {
  return countsCalendarYears(by) ? String(start) : financialYear(start);
}

/** "1 April": the day on which the financial year begins, in words. */
export function yearStartInWords({ yearStartsOn }: Reckoning): string {
  const [month = 4, day = 1] = yearStartsOn.split('-').map(Number);
  return `${day} ${MONTH_NAMES[month - 1]}`;
}

/** The year that some digits mean: the closest to the document's where they are two. */
export function yearOf(digits: string, near: number): number {
  if (digits.length > 2) return Number(digits);
  const year = near - (near % 100) + Number(digits);
  if (year - near > 50) return year - 100;
  return near - year > 50 ? year + 100 : year;
}

/** What is said of a time that was counted from the document's date. */
export function countedFrom({ documentDate }: Reckoning): string {
  return `Counted from the date of the document, ${inWords(documentDate)}.`;
}
