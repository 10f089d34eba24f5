import { addDays, addMonths, type CalendarDate, type Days, dateOf } from '../kernel/calendar.js';
import type { ReadingContext } from './reading.js';
import { financialYear, inWords, MONTH_NAMES } from './words.js';

export interface Reckoning {
  readonly near: number;
  readonly documentDate: CalendarDate;
  readonly isDateKnown: boolean;
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

export function monthsOfYear(by: Reckoning, start: number, offset: number, months: number): Days | undefined {
  const [month = 4, day = 1] = by.yearStartsOn.split('-').map(Number);
  const begins = dateOf(start, month, day);
  if (!begins) return undefined;
  return { first: addMonths(begins, offset), last: addDays(addMonths(begins, offset + months), -1) };
}

export function yearStartOf(by: Reckoning, date: CalendarDate): number {
  const year = Number(date.slice(0, 4));
  return date.slice(5) < by.yearStartsOn ? year - 1 : year;
}

export function yearName(by: Reckoning, start: number): string {
  return countsCalendarYears(by) ? String(start) : financialYear(start);
}

export function yearStartInWords({ yearStartsOn }: Reckoning): string {
  const [month = 4, day = 1] = yearStartsOn.split('-').map(Number);
  return `${day} ${MONTH_NAMES[month - 1]}`;
}

export function yearOf(digits: string, near: number): number {
  if (digits.length > 2) return Number(digits);
  const year = near - (near % 100) + Number(digits);
  if (year - near > 50) return year - 100;
  return near - year > 50 ? year + 100 : year;
}

export function countedFrom({ documentDate }: Reckoning): string {
  return `Counted from the date of the document, ${inWords(documentDate)}.`;
}
