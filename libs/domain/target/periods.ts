import { type Period, spanOf } from '../kernel/calendar.js';
import { financialYear } from '../timescale/words.js';
import type { TrajectoryPoint } from './events.js';

export interface Months {
  readonly start: number;
  readonly count: number;
}

const LENGTHS = { month: 1, quarter: 3, 'financial-quarter': 3, 'financial-year': 12, year: 12 } as const;
const YEAR = 12;
const FINANCIAL = 3;

/** Equal for `2018-Q2` and `2018/19-Q1`. */
export function monthsOf(period: Period): Months {
  const span = spanOf(period);
  if (!span) throw new Error(`${period} is not a period.`);
  const [year, month] = span.first.split('-').map(Number) as [number, number];
  return { start: year * YEAR + month - 1, count: LENGTHS[span.kind] };
}

export function keyOf(period: Period | Months): string {
  const { start, count } = inMonths(period);
  return `${start}+${count}`;
}

const inMonths = (period: Period | Months) => (typeof period === 'string' ? monthsOf(period) : period);

/** If two periods have the same end, the longer sorts last. */
export function byEnd(a: Period | Months, b: Period | Months): number {
  const [one, other] = [inMonths(a), inMonths(b)];
  return endOf(one) - endOf(other) || one.count - other.count;
}

export function endsAfter(later: Period, earlier: Period): boolean {
  return endOf(monthsOf(later)) > endOf(monthsOf(earlier));
}

export function endOf({ start, count }: Months): number {
  return start + count;
}

export function aYearBefore({ start, count }: Months): Months {
  return { start: start - YEAR, count };
}

/** Financial year, unless the trajectory uses calendar years or quarters. */
export function yearOf({ start }: Months, trajectory: readonly TrajectoryPoint[]): Months {
  const calendar = trajectory.some(({ period }) => /^\d{4}(-Q\d)?$/.test(period));
  const first = calendar ? 0 : FINANCIAL;
  return { start: start - ((start - first) % YEAR), count: YEAR };
}

/** The next of the same kind: `2018/19-Q1` after `2017/18-Q4`. */
export function periodAfter(period: Period): Period {
  const [, year = '', financial, month, quarter] = /^(\d{4})(\/\d\d)?(?:-(\d\d)|-Q(\d))?$/.exec(period) ?? [];
  const of = (each: number) => (financial ? financialYear(each) : String(each));
  const [part, most] = month ? [Number(month), 12] : quarter ? [Number(quarter), 4] : [1, 1];
  const next = part === most ? { year: Number(year) + 1, part: 1 } : { year: Number(year), part: part + 1 };
  if (month) return `${next.year}-${String(next.part).padStart(2, '0')}`;
  return quarter ? `${of(next.year)}-Q${next.part}` : of(next.year);
}

/** How a period may be written: a quarter of the calendar is one of a financial year too. */
export function spellingsOf(period: Period): readonly Period[] {
  const { start, count } = monthsOf(period);
  if (count !== LENGTHS.quarter) return [period];
  const [year, month] = [Math.floor(start / YEAR), start % YEAR];
  const begins = month < FINANCIAL ? year - 1 : year;
  const quarter = ((month - FINANCIAL + YEAR) % YEAR) / count + 1;
  return [`${year}-Q${month / count + 1}`, `${financialYear(begins)}-Q${quarter}`];
}
