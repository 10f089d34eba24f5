import { addDays, addMonths, type CalendarDate, type Days, monthsFrom } from '../kernel/calendar.js';
import { finderOf, type Pattern, pattern } from './patterns.js';
import type { PeriodAt } from './periods.js';
import type { Precision } from './reading.js';
import { countedFrom, countsCalendarYears, monthsOfYear, type Reckoning, yearName, yearStartOf } from './reckoning.js';
import { schoolYear } from './seasons.js';
import { type OtherDays, others, period, type TextPeriod } from './spans.js';
import type { TextToken } from './tokens.js';
import { weekdayFrom, weekdayOf } from './weekdays.js';

interface RelativeRule {
  readonly forms: readonly Pattern[];
  readonly isAlone?: boolean;
  readonly isLed?: boolean;
  readonly isLast?: boolean;
  readonly read: (by: Reckoning, values: readonly number[]) => TextPeriod | undefined;
}

const THIS = 'this|current|present';
const NEXT = 'next|coming|following|forthcoming';
const FINANCIAL = 'financial|fiscal year';

function rule(
  forms: readonly string[],
  read: (by: Reckoning, ...values: number[]) => TextPeriod | undefined,
  when: Partial<RelativeRule> = {},
): RelativeRule {
  return { forms: forms.map(pattern), read: (by, values) => read(by, ...values), ...when };
}

const RULES: readonly RelativeRule[] = [
  rule(
    [`${THIS} ${FINANCIAL}`, `end of the? ${THIS}? ${FINANCIAL}`, `${THIS} fy`, `end of the? ${THIS}? fy`],
    (by) => running(financialYear(by, 0)),
    { isLast: true },
  ),
  rule(['financial? year -? end'], (by) => running(eitherYear(financialYear(by, 0), calendarYear(by, 0))), {
    isLast: true,
    isAlone: true,
  }),
  rule([`end of the? calendar year`, `${THIS} calendar year`], (by) => running(calendarYear(by, 0)), { isLast: true }),
  rule([`${NEXT}|new ${FINANCIAL}`, `${NEXT}|new fy`], (by) => financialYear(by, 1), { isLast: true }),
  rule([`${THIS} academic|school year`, 'end of the? academic|school year'], (by) => running(academicYear(by, 0)), {
    isLast: true,
  }),
  rule([`${NEXT}|new academic|school year`], (by) => academicYear(by, 1), { isLast: true }),
  rule(
    [`${THIS} SPAN`, `rest|remainder of the? ${THIS}? SPAN`, `end of the? ${THIS}? SPAN`, 'later this SPAN'],
    (by, span) => running(spanFrom(by, span, 0)),
    { isLast: true },
  ),
  rule(['SPAN -? end'], (by, span) => running(spanFrom(by, span, 0)), { isLast: true, isAlone: true }),
  rule([`${NEXT} SPAN`], (by, span) => spanFrom(by, span, 1), { isLast: true }),
  rule(['new year'], newYear, { isLast: true }),
  rule([`${THIS}|the|coming weekend`], weekend),
  rule(['this|coming WEEKDAY'], weekday, { isAlone: true, isLast: true }),
  rule(['next WEEKDAY'], nextWeekday, { isAlone: true, isLast: true }),
  rule(['WEEKDAY'], weekday, { isAlone: true, isLast: true, isLed: true }),
  rule(['today|tonight'], (by) => day(by.documentDate)),
  rule(['tomorrow'], (by) => day(addDays(by.documentDate, 1))),
];

const find = finderOf(RULES);
const findUnled = finderOf(RULES.filter(({ isLed }) => !isLed));
const SAYS_OF_WHAT = ['of', 'in', 'following', 'after', 'from', 'one', 'two', 'three', 'that', 'when', 'before'];

const LEADS_TO_DAY = ['by', 'on', 'before', 'until', 'of'];

export function relativeAt(tokens: readonly TextToken[], at: number, by: Reckoning): PeriodAt | undefined {
  const before = tokens[at - 1];
  const isLed = before?.kind === 'time' || LEADS_TO_DAY.includes(before?.key ?? '');
  const fit = isLed ? find(tokens, at, by) : findUnled(tokens, at, by);
  if (!fit || (fit.rule.isAlone && !tokens.every(isWithoutFigures))) return undefined;
  const after = tokens[fit.match.next];
  if (fit.rule.isLast && after && (after.digits.length > 0 || SAYS_OF_WHAT.includes(after.key))) return undefined;
  const found = by.isDateKnown ? fit.rule.read(by, fit.match.values) : undefined;
  const assumptions = found ? [countedFrom(by), ...found.assumptions] : [];
  return { named: found && { ...found, assumptions, isRelative: true }, next: fit.match.next };
}

const isWithoutFigures = ({ kind, digits }: TextToken) => digits.length === 0 || kind === 'time';

const running = (found: TextPeriod | undefined): TextPeriod | undefined => found && { ...found, isRunning: true };

function eitherYear(one: TextPeriod | undefined, other: TextPeriod | undefined): TextPeriod | undefined {
  const isSame = one?.last === other?.last;
  return one && other && !isSame ? { ...one, others: [...one.others, ...others(other, 'the calendar year')] } : one;
}

const SPANS: readonly Precision[] = ['week', 'month', 'quarter', 'year'];

function spanFrom(by: Reckoning, span: number, after: number): TextPeriod | undefined {
  const { documentDate } = by;
  if (span === 3) return eitherFinancial(by, calendarYear(by, after), after);
  const days = [weekFrom, monthFrom, quarterFrom][span]?.(documentDate, after, by);
  const other: OtherDays[] =
    span === 0 && after === 0 && days
      ? others({ first: days.first, last: addDays(days.last, -2) }, 'by its Friday')
      : [];
  return days && { ...period(days, SPANS[span] ?? 'range'), others: other };
}

function weekFrom(date: CalendarDate, after: number): Days {
  const first = addDays(date, 1 - weekdayOf(date) + 7 * after);
  return { first, last: addDays(first, 6) };
}

function monthFrom(date: CalendarDate, after: number): Days | undefined {
  const [year = 0, month = 0] = date.split('-').map(Number);
  return monthsFrom(year, month + after, 1);
}

function quarterFrom(date: CalendarDate, after: number, by: Reckoning): Days | undefined {
  const start = yearStartOf(by, date);
  const quarters = [0, 1, 2, 3].map((quarter) => monthsOfYear(by, start, quarter * 3, 3));
  const now = quarters.findIndex((days) => days && days.first <= date && date <= days.last);
  return now < 0 ? undefined : monthsOfYear(by, start, (now + after) * 3, 3);
}

function calendarYear(by: Reckoning, after: number): TextPeriod | undefined {
  const days = monthsFrom(by.near + after, 1, 12);
  return days && period(days, 'year');
}

function eitherFinancial(by: Reckoning, found: TextPeriod | undefined, after: number): TextPeriod | undefined {
  const financial = financialYear(by, after);
  if (!found || !financial || countsCalendarYears(by)) return found;
  return {
    ...found,
    others: others(financial, `the financial year ${yearName(by, yearStartOf(by, financial.first))}`),
  };
}

function financialYear(by: Reckoning, after: number): TextPeriod | undefined {
  const start = yearStartOf(by, by.documentDate) + after;
  const days = monthsOfYear(by, start, 0, 12);
  return days && { ...period(days, 'year'), isFinancialYear: true };
}

function academicYear(by: Reckoning, after: number): TextPeriod | undefined {
  const month = Number(by.documentDate.slice(5, 7));
  return schoolYear(by.near + after - (month < 9 ? 1 : 0));
}

function newYear(by: Reckoning): TextPeriod | undefined {
  const days = monthsFrom(by.near + 1, 1, 3);
  const assumptions = [`The new year is taken as January to March ${by.near + 1}.`];
  return days && { ...period(days, 'range'), assumptions, isEstimate: true };
}

function weekend(by: Reckoning): TextPeriod {
  const sunday = weekdayFrom(by.documentDate, 7);
  return { ...period({ first: addDays(sunday, -1), last: sunday }, 'range'), isRunning: true };
}

function weekday(by: Reckoning, wanted: number): TextPeriod {
  return day(weekdayFrom(addDays(by.documentDate, 1), wanted));
}

/** "Next Friday" is ambiguous: the coming one or that of the following week. */
function nextWeekday(by: Reckoning, wanted: number): TextPeriod {
  const coming = weekday(by, wanted);
  const ofNextWeek = weekdayFrom(weekFrom(by.documentDate, 1).first, wanted);
  if (ofNextWeek === coming.first) return coming;
  const later = { first: ofNextWeek, last: ofNextWeek };
  return { ...period(later, 'day'), isEstimate: true, others: others(coming, 'the coming one') };
}

const day = (date: CalendarDate) => period({ first: date, last: date }, 'day');

const HOURS = 24;

export const WORKING_DAYS = 6;

export function moved(date: CalendarDate, count: number, unit: number): CalendarDate {
  if (unit === WORKING_DAYS) return afterWorkingDays(date, count);
  const days = [1, 7, 0, 0, 14, 1 / HOURS][unit] ?? 0;
  if (days > 0) return addDays(date, count < 0 ? Math.floor(count * days) : Math.ceil(count * days));
  return addMonths(date, count * (unit === 3 ? 12 : 1));
}

function afterWorkingDays(date: CalendarDate, count: number): CalendarDate {
  let reached = date;
  for (let left = count; left > 0; ) {
    reached = addDays(reached, 1);
    if (weekdayOf(reached) < 6) left -= 1;
  }
  return reached;
}
