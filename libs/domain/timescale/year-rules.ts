import {
  financialYearNamed,
  financialYearOf,
  financialYearOrMonth,
  financialYears,
  firstMonthsOfFinancialYear,
  yearEnding,
  yearEndingMonth,
} from './financial.js';
import { type PeriodRule, relativeYear, rule } from './period-rule.js';
import {
  christmas,
  easter,
  SPRING,
  schoolYear,
  season,
  seasonOfEveryYear,
  term,
  termOfEveryYear,
  termOfSchoolYear,
} from './seasons.js';
import { calendarYear, calendarYears, firstMonths, others } from './spans.js';

export const SEASONS: readonly PeriodRule[] = [
  rule('term of a school year', ['TERM term ,? FINANCIAL'], (_, number, start) => termOfSchoolYear(number, start)),
  rule('term of a year', ['TERM term ,|of? YEAR'], (_, number, year) => term(number, year)),
  rule('year and term', ['YEAR TERM term'], (_, year, number) => term(number, year)),
  rule('term', ['TERM term'], (_, number) => termOfEveryYear(number)),
  rule('season', ['SEASON ,|of? YEAR'], (_, number, year) => season(number, year)),
  rule('year and season', ['YEAR SEASON'], (_, year, number) => season(number, year)),
  rule('season of a financial year', ['SEASON FINANCIAL'], (_, number, year) =>
    number === SPRING ? undefined : season(number, year),
  ),
  rule('season of next year', ['SEASON next year'], (by, number) =>
    relativeYear(by, 1, (year) => season(number, year)),
  ),
  rule('season without a year', ['SEASON'], (_, number) => seasonOfEveryYear(number)),
  rule('Easter', ['easter ,|of? YEAR'], (_, year) => easter(year)),
  rule('Easter without a year', ['easter'], () => ({ precision: 'day', inYear: easter })),
  rule('Christmas', ['christmas|xmas ,|of? YEAR'], (_, year) => christmas(year)),
  rule('Christmas without a year', ['christmas|xmas'], () => ({ precision: 'day', inYear: christmas })),
  rule(
    'school year',
    ['academic|school year FINANCIAL', 'FINANCIAL academic|school year', 'ay FINANCIAL'],
    (_, start) => schoolYear(start),
  ),
];

export const YEARS: readonly PeriodRule[] = [
  rule('calendar year', ['calendar year YEAR', 'YEAR calendar year', 'cy -? ANY_YEAR'], (_, year) =>
    calendarYear(year),
  ),
  rule('year ending in a month', ['year ending|ended|to NUMBER st|nd|rd|th? MONTH YEAR'], (_, _day, month, year) =>
    yearEndingMonth(month, year),
  ),
  rule('year ending in a month', ['year ending|ended MONTH YEAR'], (_, month, year) => yearEndingMonth(month, year)),
  rule('year end', ['year -? end YEAR', 'ye YEAR', 'y / e YEAR'], (by, year) => {
    const ending = yearEnding(by, year);
    const calendar = calendarYear(year);
    return ending && calendar && 'first' in calendar
      ? { ...ending, isRunning: true, others: others(calendar, `the calendar year ${year}`) }
      : ending;
  }),
  rule('financial year that ends', ['fye -? ANY_YEAR', 'year ending|ended YEAR'], yearEnding),
  rule('financial year named', ['fy -? ANY_YEAR', 'financial|fiscal year|yr? YEAR'], financialYearNamed),
  rule('months of a financial year', ['first COUNT months of FINANCIAL'], firstMonthsOfFinancialYear),
  rule('months of a year', ['first COUNT months of YEAR'], (_, count, year) => firstMonths(count, year)),
  rule('financial year or month', ['YEAR_OR_MONTH'], financialYearOrMonth),
  rule('financial year', ['FINANCIAL', 'fy DASHED'], financialYearOf),
  rule('financial years in a row', ['CHAIN'], financialYears),
  rule('years from one to another', ['YEARS'], (by, from, to) => calendarYears(from, to, by.yearStartsOn)),
  rule('year', ['YEAR'], (by, year) => calendarYears(year, year, by.yearStartsOn)),
];
