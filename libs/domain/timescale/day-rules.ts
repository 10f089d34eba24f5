import { monthOfFinancialYear } from './financial.js';
import { type PeriodRule, relativeYear, rule } from './period-rule.js';
import { countedFrom, type Reckoning } from './reckoning.js';
import {
  dayOf,
  dayOfEveryYear,
  daysOf,
  daysOfEveryYear,
  firstNotOver,
  halfOfMonth,
  monthAndTwoDigits,
  monthOf,
  monthOfEveryYear,
  type NamedSpan,
  others,
  weekOfMonth,
} from './spans.js';
import { weekdayOfMonth, workingDayOfMonth } from './weekdays.js';

/** Two digits further than this from the document's year are a day, not a year. */
const FAR = 10;
const TH = 'st|nd|rd|th?';

/** Order matters: forms with a year come before those without. */
export const DAYS: readonly PeriodRule[] = [
  rule('date in figures', ['DATE'], (_, year, month, day) => dayOf(year, month, day)),
  rule('year, month and day', [`YEAR MONTH DAY ${TH}`], (_, year, month, day) => dayOf(year, month, day)),
  rule(
    'days of a month',
    [
      `NUMBER ${TH} -|to|and|& NUMBER ${TH} of? MONTH ,? YEAR`,
      `NUMBER ${TH} -|to WEEK_DAY NUMBER ${TH} of? MONTH ,? YEAR`,
      'DAYS MONTH ,? YEAR',
    ],
    (_, from, to, month, year) => daysOf(year, month, from, to),
  ),
  rule(
    'month, days and year',
    [`MONTH DAY ${TH} -|to|and|& DAY ${TH} ,? YEAR`, 'MONTH DAYS ,? YEAR'],
    (_, month, from, to, year) => daysOf(year, month, from, to),
  ),
  rule(
    'day, month and year',
    [
      `NUMBER ${TH} of? MONTH ,? YEAR`,
      'DAY_AND_MONTH ,? YEAR',
      `NUMBER ${TH} of? MONTH SHORT_YEAR`,
      'DAY_AND_MONTH SHORT_YEAR',
    ],
    (_, day, month, year) => dayOf(year, month, day),
  ),
  rule('month, day and year', [`MONTH DAY ${TH} ,? YEAR`], (_, month, day, year) => dayOf(year, month, day)),
  rule('day of a month next year', [`NUMBER ${TH} of? MONTH next year`], (by, day, month) =>
    relativeYear(by, 1, (year) => dayOf(year, month, day)),
  ),
  rule('day of a month this year', [`NUMBER ${TH} of? MONTH this year`], (by, day, month) =>
    relativeYear(by, 0, (year) => dayOf(year, month, day)),
  ),
];

export const DAYS_WITHOUT_YEAR: readonly PeriodRule[] = [
  rule(
    'days of a month without a year',
    [
      `NUMBER ${TH} -|to|and|& NUMBER ${TH} of? MONTH`,
      `NUMBER ${TH} -|to WEEK_DAY NUMBER ${TH} of? MONTH`,
      'DAYS MONTH',
    ],
    (_, from, to, month) => daysOfEveryYear(month, from, to),
  ),
  rule('month and days without a year', [`MONTH DAY ${TH} -|to DAY ${TH}`, 'MONTH DAYS'], (_, month, from, to) =>
    daysOfEveryYear(month, from, to),
  ),
  rule('day without a year', [`NUMBER ${TH} of? MONTH`, 'DAY_AND_MONTH', 'DAY_MONTH'], (_, day, month) =>
    dayOfEveryYear(month, day),
  ),
  rule('month and day without a year', ['MONTH DAY'], (_, month, day) => dayOfEveryYear(month, day)),
];

export const RANKED_DAYS: readonly PeriodRule[] = [
  rule('working day of a month', ['RANK_OR_LAST working|business day of|in MONTH YEAR'], (_, nth, month, year) =>
    workingDayOfMonth(nth, month).inYear(year),
  ),
  rule('weekday of a month', ['RANK_OR_LAST WEEKDAY of|in MONTH YEAR'], (_, nth, day, month, year) =>
    weekdayOfMonth(nth, day, month).inYear(year),
  ),
  rule('working day of a month without a year', ['RANK_OR_LAST working|business day of|in MONTH'], (_, nth, month) =>
    workingDayOfMonth(nth, month),
  ),
  rule('weekday of a month without a year', ['RANK_OR_LAST WEEKDAY of|in MONTH'], (_, nth, day, month) =>
    weekdayOfMonth(nth, day, month),
  ),
];

export const MONTHS: readonly PeriodRule[] = [
  rule('week of a month', ['RANK_OR_LAST week of|in MONTH ,? YEAR'], (_, rank, month, year) =>
    weekOfMonth(rank, year, month),
  ),
  rule('week of a month without a year', ['RANK_OR_LAST week of|in MONTH'], (_, rank, month) => ({
    precision: 'range',
    inYear: (year) => weekOfMonth(rank, year, month),
  })),
  rule('half of a month', ['RANK half of MONTH ,? YEAR'], (_, half, month, year) => halfOfMonth(half, year, month)),
  rule('half of a month without a year', ['RANK half of MONTH'], (_, half, month) => ({
    precision: 'range',
    inYear: (year) => halfOfMonth(half, year, month),
  })),
  rule('month of a financial year', ['MONTH of|in|,? FINANCIAL'], monthOfFinancialYear),
  rule('month and year', ['MONTH ,|of|in? YEAR'], (_, month, year) => monthOf(year, month)),
  rule('month and year in figures', ['MONTH_AND_YEAR'], (by, month, year) =>
    Math.abs(year - by.near) > FAR && year % 100 <= 31
      ? monthAndTwoDigits(month, year % 100, undefined)
      : monthOf(year, month),
  ),
  rule('month of next year', ['MONTH of? next year'], (by, month) =>
    relativeYear(by, 1, (year) => monthOf(year, month)),
  ),
  rule('month of this year', ['MONTH of? this year', 'this MONTH'], (by, month) =>
    relativeYear(by, 0, (year) => monthOf(year, month)),
  ),
  rule('next month of a name', ['next MONTH'], (by, month) => nextOfName(by, month)),
  rule('year and month', ['YEAR ,? MONTH'], (_, year, month) => monthOf(year, month)),
  rule('year and month in figures', ['YEAR_MONTH'], (_, year, month) => monthOf(year, month)),
  rule('month and ordinal day', ['MONTH DAY st|nd|rd|th'], (_, month, day) => dayOfEveryYear(month, day)),
  rule('month and two digits', ['MONTH TWO_DIGITS'], (by, month, digits, year) =>
    monthAndTwoDigits(month, digits, Math.abs(year - by.near) <= FAR ? year : undefined),
  ),
];

/** "Next May" is ambiguous: the coming May or the one after. */
function nextOfName(by: Reckoning, month: number): NamedSpan {
  const coming = firstNotOver(monthOfEveryYear(month), by.documentDate);
  const year = Number(coming?.first.slice(0, 4));
  const later = coming && monthOf(year + 1, month);
  if (!by.isDateKnown || !coming || !later) return undefined;
  const assumptions = [countedFrom(by)];
  return { ...coming, assumptions, isEstimate: true, others: others(later, 'the one of the year after') };
}
