import type { Period } from '../kernel/calendar.js';
import { add, compare, type Exact, exact, times } from '../kernel/figures.js';
import type { Direction, Figure, Measurement, TrajectoryPoint } from './events.js';
import { aYearBefore, byEnd, endOf, keyOf, type Months, monthsOf, yearOf } from './periods.js';
import { describe, point, type Range, rangeOf, scale, sum, surelyAbove, surelyAtLeast } from './range.js';
import type { TargetPromise } from './state.js';
import { loosened, type Tolerance } from './tolerance.js';

export interface Judged extends TargetPromise {
  readonly measurements: Readonly<Record<string, Omit<Measurement, 'access'>>>;
}

export interface Verdict {
  readonly outcome: 'met' | 'missed';
  readonly expected: Figure;
  readonly condition?: string;
  readonly actual: string;
  readonly yearBefore?: string;
}

/**
 * Undefined for an unknown figure, point, sum or base year, and for a range on both sides. docs/domain.md, section 6.
 */
export function judge(target: Judged, period: Period, tolerance?: Tolerance): Verdict | undefined {
  const months = monthsOf(period);
  const measured = target.measurements[keyOf(months)];
  const expected = measured && expectedAt(target, months);
  const actual = expected && figureAt(target, months);
  if (!measured || !expected || !actual) return undefined;
  const yearBefore = yearOnYear(target) ? figureAt(target, aYearBefore(months)) : undefined;
  const outcome = outcomeOf(target, actual, expected.value, yearBefore, tolerance);
  if (!outcome) return undefined;
  return {
    outcome,
    expected: expected.value,
    ...(expected.condition && { condition: expected.condition }),
    actual: target.accumulates ? describe(actual) : asWritten(measured),
    ...(yearBefore && { yearBefore: describe(yearBefore) }),
  };
}

/**
 * The point that a period is held to.
 * - A standard's last point at or before the period holds until another begins.
 * - A trajectory's and an ambition's point counts at its very period: what is to be reached by the end of a
 *   year is not asked of its months.
 * - Where figures add up over the year, a point of a year (for a standard the one that holds then) is asked of
 *   the year's own figure and of the sum to its last month or quarter; a trajectory's point of a part of the
 *   year is what is to be reached by then.
 * A point under a condition is judged as any other; the breach names the condition.
 */
export function expectedAt(target: TargetPromise, months: Months): TrajectoryPoint | undefined {
  const { kind, accumulates, trajectory } = target;
  const year = yearOf(months, trajectory);
  const whole = accumulates && months.count < year.count && endOf(months) === endOf(year) ? year : months;
  if (kind !== 'standard') return pointOf(trajectory, months) ?? pointOf(trajectory, whole);
  if (accumulates && whole.count < year.count) return undefined;
  return trajectory
    .filter(({ period }) => monthsOf(period).start <= whole.start)
    .sort((a, b) => monthsOf(a.period).start - monthsOf(b.period).start || byEnd(b.period, a.period))
    .at(-1);
}

function pointOf(trajectory: readonly TrajectoryPoint[], months: Months): TrajectoryPoint | undefined {
  return trajectory.find(({ period }) => keyOf(period) === keyOf(months));
}

/** A sum is known only if each part is, or from the year's own figure. The baseline substitutes a missing figure. */
function figureAt(target: Judged, months: Months): Range | undefined {
  if (!target.accumulates) return ownFigure(target, months);
  const year = yearOf(months, target.trajectory);
  const before = months.start - year.start;
  if (before % months.count !== 0) return ownFigure(target, months);
  const parts = Array.from({ length: before / months.count + 1 }, (_, index) =>
    ownFigure(target, { start: year.start + index * months.count, count: months.count }),
  );
  const total = parts.reduce((some, part) => some && part && sum(some, part));
  return total ?? (endOf(months) === endOf(year) ? ownFigure(target, year) : undefined);
}

function ownFigure({ measurements, baseline, unit }: Judged, months: Months): Range | undefined {
  const measured = measurements[keyOf(months)];
  if (measured) return rangeOf(measured, unit);
  return baseline && keyOf(baseline.period) === keyOf(months) ? point(baseline.value) : undefined;
}

function yearOnYear({ direction }: TargetPromise): boolean {
  return direction === 'reduce-by' || direction === 'increase-by';
}

function outcomeOf(
  { direction }: TargetPromise,
  actual: Range,
  expected: Figure,
  yearBefore: Range | undefined,
  tolerance: Tolerance | undefined,
): Verdict['outcome'] | undefined {
  const asked = limitOf(direction, expected, yearBefore);
  const limit = asked && tolerance ? loosened(asked, IS_FLOOR[direction], tolerance) : asked;
  if (!limit) return undefined;
  switch (direction) {
    case 'at-least':
    case 'increase-by':
      return decide(surelyAtLeast(actual, limit), surelyAbove(limit, actual));
    case 'above':
      return decide(surelyAbove(actual, limit), surelyAtLeast(limit, actual));
    case 'at-most':
    case 'reduce-by':
      return decide(surelyAtLeast(limit, actual), surelyAbove(actual, limit));
    case 'below':
      return decide(surelyAbove(limit, actual), surelyAtLeast(actual, limit));
  }
}

const IS_FLOOR: Readonly<Record<Direction, boolean>> = {
  'at-least': true,
  above: true,
  'increase-by': true,
  'at-most': false,
  below: false,
  'reduce-by': false,
};

function limitOf(direction: Direction, expected: Figure, yearBefore: Range | undefined): Range | undefined {
  if (direction === 'reduce-by') return yearBefore && changedBy(yearBefore, exact(expected), -1);
  if (direction === 'increase-by') return yearBefore && changedBy(yearBefore, exact(expected), 1);
  return point(expected);
}

function decide(met: boolean, missed: boolean): Verdict['outcome'] | undefined {
  if (met) return 'met';
  return missed ? 'missed' : undefined;
}

/** Undefined when the base year may be negative: percentages of it mean nothing. */
function changedBy(yearBefore: Range, percent: Exact, sign: 1 | -1): Range | undefined {
  const { low, high } = yearBefore;
  if ([low, high].some((bound) => bound && compare(bound.at, exact(0)) < 0)) return undefined;
  const hundredths = add(exact(100), times(percent, exact(sign)));
  return scale(yearBefore, times(hundredths, exact(1, 100)));
}

function asWritten({ value, numerator, denominator, qualifier, low, high }: Omit<Measurement, 'access'>): string {
  if (low !== undefined && high !== undefined) return `${low} to ${high}`;
  const figure = value ?? `${numerator}/${denominator}`;
  return qualifier ? `${qualifier} ${figure}` : String(figure);
}
