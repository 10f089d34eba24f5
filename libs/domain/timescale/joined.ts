import { type Mark, QUIET } from './marks.js';
import { wordsOf } from './parts.js';
import { type SettleContext, settle } from './settle.js';
import { isTwoWays, isYearless, others, period, type TextPeriod, type TwoWays, type Yearless } from './spans.js';

export function joinedDays(
  text: string,
  marks: readonly Mark[],
  named: readonly (TextPeriod | Yearless | TwoWays)[],
  around: SettleContext,
): TextPeriod | undefined {
  const days = together(
    text,
    marks,
    named.map((one) => (isTwoWays(one) ? one.asDay : one)),
    around,
  );
  if (!named.some(isTwoWays)) return days;
  const months = together(
    text,
    marks,
    named.map((one) => (isTwoWays(one) ? one.asMonth : one)),
    around,
  );
  // "Apr-Jun 19": beside a month without a day, the digits are a year.
  if (days && months && named.some((one) => !isTwoWays(one) && one.precision === 'month')) return asYear(months, days);
  return dayOrMonth(days, months, around, named.find(isTwoWays)?.asDay);
}

function together(
  text: string,
  marks: readonly Mark[],
  named: readonly (TextPeriod | Yearless | undefined)[],
  around: SettleContext,
): TextPeriod | undefined {
  if (!named.every((one) => one !== undefined)) return undefined;
  const periods = settle(named, around);
  return periods && joinedPeriods(text, marks, periods, named.every(isYearless) && !around.isSeries, around);
}

const AS_DAY = 'The two digits after a month are taken as its day, not as a year.';
const AS_YEAR = 'The two digits after a month are taken as its year, not as a day.';

/** "August 14" is a day of the document's year, unless only the reading as 2014 is still to come. */
function dayOrMonth(
  days: TextPeriod | undefined,
  months: TextPeriod | undefined,
  { by }: SettleContext,
  asDay: Yearless | undefined,
): TextPeriod | undefined {
  if (!days || !months) return days ?? months;
  const own = asDay?.inYear(by.near);
  const isOwnYear = [days.first, days.last].every((date) => date.startsWith(`${by.near}-`));
  const isDayOver = !isOwnYear || own === undefined || own.last < by.documentDate;
  const areMonthsOver = months.last < by.documentDate;
  if (isDayOver && !areMonthsOver) {
    return asYear(months, days);
  }
  return {
    ...days,
    ...(isDayOver && { isEstimate: true }),
    assumptions: [AS_DAY, ...days.assumptions],
    others: [...days.others, ...others(months, 'as months of a year, not as days')],
  };
}

function asYear(months: TextPeriod, days: TextPeriod): TextPeriod {
  return { ...months, assumptions: [AS_YEAR, ...months.assumptions], others: others(days, 'as days, not as years') };
}

export function isRow(marks: readonly Mark[]): boolean {
  const told = marks.filter(({ kind }) => !QUIET.includes(kind) && kind !== 'end');
  return told.some(
    ({ kind }, index) => kind === 'dash' && told[index - 1]?.kind === 'period' && told[index + 1]?.kind === 'period',
  );
}

function joinedPeriods(
  text: string,
  marks: readonly Mark[],
  periods: readonly TextPeriod[],
  isUndated: boolean,
  { by }: SettleContext,
): TextPeriod | undefined {
  const [from, to] = [periods[0], periods.at(-1)];
  if (!from || !to || from === to) return from;
  if (from.first > to.last) return undefined;
  const isEstimate = periods.some((one) => one.isEstimate);
  const days = { ...period({ first: from.first, last: to.last }, 'range'), ...(isEstimate && { isEstimate }) };
  const said = [...new Set([...from.assumptions, ...to.assumptions])];
  if (isRow(marks)) {
    const otherDays = from.others.flatMap(({ first, because }, index) => {
      const last = to.others[index]?.last;
      return last ? [{ first, last, because }] : [];
    });
    const isUnequal =
      periods.some((one) => one.isBareYear && !one.isFinancialYear) && !periods.every((one) => one.isBareYear);
    return { ...days, ...(isUnequal && { isEstimate: true }), assumptions: said, others: otherDays };
  }
  const written = marks.filter(({ kind }) => kind === 'period').map((mark) => `"${wordsOf(text, [mark])}"`);
  return {
    ...days,
    ...(isUndated && from.last < by.documentDate && { isEstimate: true }),
    assumptions: [`${written.join(' and ')} are read as one, from the first to the last.`, ...said],
    others: periods.map(({ first, last }, index) => ({ first, last, because: `only ${written[index]}` })),
  };
}
