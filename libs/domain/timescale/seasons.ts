import { type CalendarDate, dateOf, monthsFrom } from '../kernel/calendar.js';
import { type NamedSpan, period, type TextPeriod, type Yearless } from './spans.js';
import { inWords, MONTH_NAMES } from './words.js';

export const SPRING = 0;

export function season(number: number, year: number): TextPeriod | undefined {
  const first = 3 + number * 3;
  const days = monthsFrom(year, first, 3);
  const crosses = first > 10;
  const [from, to] = [MONTH_NAMES[first - 1], MONTH_NAMES[(first + 1) % 12]];
  const said = `The season is taken as ${crosses ? `${from} ${year} to ${to} ${year + 1}` : `${from} to ${to}`}.`;
  return days && { ...period(days, 'range'), assumptions: [said], isEstimate: true };
}

export function seasonOfEveryYear(number: number): Yearless {
  return { precision: 'range', inYear: (year) => season(number, year) };
}

const TERMS = [
  { name: 'autumn', month: 9, months: 4 },
  { name: 'spring', month: 1, months: 3 },
  { name: 'summer', month: 4, months: 4 },
] as const;

export function term(number: number, year: number): TextPeriod | undefined {
  const found = TERMS[number];
  const days = found && monthsFrom(year, found.month, found.months);
  if (!found || !days) return undefined;
  const said = `The ${found.name} term is taken from the English school year: ${inWords(days.first)} to ${inWords(days.last)}.`;
  return { ...period(days, 'term'), assumptions: [said], isEstimate: true };
}

export function termOfEveryYear(number: number): Yearless {
  return { precision: 'term', inYear: (year) => term(number, year) };
}

export function termOfSchoolYear(number: number, start: number): NamedSpan {
  return term(number, number === 0 ? start : start + 1);
}

export function schoolYear(start: number): TextPeriod | undefined {
  const days = monthsFrom(start, 9, 12);
  if (!days) return undefined;
  const said = `The academic year is taken from ${inWords(days.first)} to ${inWords(days.last)}.`;
  return { ...period(days, 'year'), assumptions: [said] };
}

export function easter(year: number): TextPeriod | undefined {
  const sunday = easterSunday(year);
  return sunday ? feast(sunday, `Easter Sunday of ${year} is ${inWords(sunday)}.`) : undefined;
}

export function easterSunday(year: number): CalendarDate | undefined {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const skipped = century - Math.floor(century / 4) - Math.floor((8 * century + 13) / 25);
  const epact = (skipped + 19 * golden + 15) % 30;
  const moon = epact - (epact > 28 || (epact === 28 && golden > 10) ? 1 : 0);
  const weekday = (year + Math.floor(year / 4) + moon + 2 - century + Math.floor(century / 4)) % 7;
  const day = moon - weekday;
  const month = 3 + Math.floor((day + 40) / 44);
  return dateOf(year, month, day + 28 - 31 * Math.floor(month / 4));
}

export function christmas(year: number): TextPeriod | undefined {
  const day = dateOf(year, 12, 25);
  return day ? feast(day, `Christmas is taken as ${inWords(day)}.`) : undefined;
}

function feast(day: CalendarDate, said: string): TextPeriod {
  return { ...period({ first: day, last: day }, 'day'), assumptions: [said], isEstimate: true };
}
