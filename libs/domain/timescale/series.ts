import type { CalendarDate } from '../kernel/calendar.js';
import { isRow } from './joined.js';
import type { Mark } from './marks.js';
import type { Reading, Recurrence } from './reading.js';
import { countsCalendarYears, type Reckoning } from './reckoning.js';
import { isYearless, type TextPeriod, type TwoWays, type Yearless } from './spans.js';
import type { MarkKinds } from './windows.js';

type Named = TextPeriod | Yearless | TwoWays;

export function statedRecurrence(marks: readonly Mark[]): Recurrence | 'impossible' | null {
  const stated = marks.filter(({ kind }) => kind === 'recurrence');
  const [first, ...more] = stated.map(({ recurrence }) => recurrence);
  if (stated.length === 0) return marks.some(({ kind }) => kind === 'each') ? { every: 'year' } : null;
  if (!first || more.some((other) => !other || JSON.stringify(other) !== JSON.stringify(first))) return 'impossible';
  return first.weekday !== undefined && marks.some(({ kind }) => kind === 'weekday') ? 'impossible' : first;
}

const monthOf = (date: CalendarDate) => Number(date.slice(5, 7));
const dayOf = (date: CalendarDate) => Number(date.slice(8));

export function yearly(
  stated: Recurrence,
  named: readonly Named[],
  days: readonly TextPeriod[],
): Recurrence | undefined {
  const inSeveralMonths = days.length > 1 && days.every(({ precision }) => precision === 'month');
  if (stated.months || (stated.every !== 'year' && !inSeveralMonths) || stated.every === 'week') return stated;
  if (stated.interval !== undefined && stated.every === 'year') {
    const [first] = days as [TextPeriod];
    return { ...stated, month: monthOf(first.last), day: dayOf(first.last), from: first.last };
  }
  const months = [...new Set(days.map(({ last }) => monthOf(last)))].sort((one, other) => one - other);
  const inMonths = months.length > 1 ? { months } : { month: months[0] as number };
  const rules = named.map((one) => (isYearless(one) ? one.rule : undefined));
  const [rule] = rules;
  if (rule)
    return rules.every((other) => isSameRule(rule, other)) ? { every: 'year', ...inMonths, ...rule } : undefined;
  if (days.every(({ precision }) => precision === 'month' || precision === 'quarter'))
    return { every: 'year', ...inMonths };
  const [only, ...more] = days as [TextPeriod, ...TextPeriod[]];
  if (more.length === 0 && only.precision !== 'day') return { every: 'year', ...inMonths, day: dayOf(only.last) };
  if (!days.every(({ precision }) => precision === 'day')) return undefined;
  const day = sameDay(days.map(({ last }) => last));
  return day === undefined ? undefined : { every: 'year', ...inMonths, day };
}

type Rule = NonNullable<Yearless['rule']>;

const isSameRule = (one: Rule, other: Rule | undefined) =>
  other !== undefined && one.nth === other.nth && one.weekday === other.weekday && one.workingDay === other.workingDay;

const MONTH_ENDS = ['01-31', '03-31', '04-30', '05-31', '06-30', '07-31', '08-31', '09-30', '10-31', '11-30', '12-31'];

function sameDay(dates: readonly CalendarDate[]): number | undefined {
  const [first = 0, ...rest] = dates.map(dayOf);
  if (rest.every((day) => day === first)) return first;
  const areEnds = dates.every((date) => MONTH_ENDS.includes(date.slice(5)) || date.slice(5, 7) === '02');
  return areEnds ? 31 : undefined;
}

export function isSpread(marks: readonly Mark[], named: readonly Named[], days: readonly TextPeriod[]): boolean {
  if (named.length < 2 || isRow(marks) || marks.some(({ kind }) => kind === 'slash')) return false;
  const isMonth = (one: Named) => isYearless(one) && (one.precision === 'month' || one.rule !== undefined);
  if (!named.every(isMonth)) return false;
  const months = [...new Set(days.map(({ last }) => monthOf(last)))].sort((one, other) => one - other);
  if (months.length !== named.length) return false;
  const usual = 12 / months.length;
  return months.every((month, index) => {
    const next = months[index + 1] ?? (months[0] as number) + 12;
    return Math.abs(next - month - usual) <= 1;
  });
}

const LENGTHS = ['day', 'week', 'month', 'quarter', 'half-year', 'year'];

export function beginsSeries(recurrence: Recurrence, days: TextPeriod, words: MarkKinds): boolean {
  if (words.has('until') || (words.has('by') && recurrence.every === 'week')) return false;
  if (words.has('thereafter')) return true;
  const [length, step] = [LENGTHS.indexOf(days.precision), LENGTHS.indexOf(recurrence.every)];
  return length >= 0 && length < step;
}

export function beginningWith(recurrence: Recurrence, days: TextPeriod, words: MarkKinds): Recurrence {
  const isYearly = recurrence.every === 'year' && recurrence.interval === undefined && !recurrence.months;
  const [month, day] = [monthOf(days.last), dayOf(days.last)];
  const inYear = days.precision === 'day' ? { month, day } : { month };
  const named =
    isYearly && (days.precision === 'day' || days.precision === 'month' || days.precision === 'quarter') ? inYear : {};
  const isAnchored = words.has('thereafter') || days.precision === 'day' || !words.has('from');
  return { ...recurrence, ...named, ...(isAnchored && { from: days.last }) };
}

/** Shifts months when the organisation's financial year is not the default. */
export function inYearsOf(by: Reckoning, recurrence: Recurrence): Recurrence {
  const isWhole =
    recurrence.every === 'year' && recurrence.month === undefined && !recurrence.months && !recurrence.interval;
  if (!isWhole || by.yearStartsOn === '04-01') return recurrence;
  const start = Number(by.yearStartsOn.slice(0, 2));
  return { ...recurrence, month: countsCalendarYears(by) ? 12 : ((start + 10) % 12) + 1 };
}

export function precisionOf({
  every,
  interval = 1,
  weekday,
  workingDay,
  months,
  day,
}: Recurrence): Reading['precision'] {
  if (weekday !== undefined || workingDay || day !== undefined) return 'day';
  if (months) return 'month';
  if (every === 'month')
    return ({ 1: 'month', 3: 'quarter', 6: 'half-year' } as const)[interval as 1 | 3 | 6] ?? 'none';
  return interval === 1 ? every : 'none';
}
