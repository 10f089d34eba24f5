import { Decimal } from 'decimal.js';
import { type CalendarDate, type Period, spanOf } from '../kernel/calendar.js';
import type { Exact } from '../kernel/figures.js';
import type { Direction, Figure } from './events.js';
import { endOf, monthsOf, yearOf } from './periods.js';
import type { TargetPromise } from './state.js';

const LATEST = 6;
const FEWEST = 3;

export interface MeasuredPoint {
  readonly period: Period;
  readonly value: Exact;
}

export interface Outlook {
  readonly period: Period;
  readonly expected: Figure;
  readonly projected: Decimal;
  readonly perMonth: Decimal;
  readonly inReach: boolean;
  readonly from: Period;
  readonly to: Period;
}

const Rounded = Decimal.clone({ precision: 40 });

/**
 * Linear projection from the latest six figures to the next point; the mean where figures accumulate. Undefined below
 * three figures.
 */
export function outlook(
  target: TargetPromise,
  figures: readonly MeasuredPoint[],
  on: CalendarDate,
): Outlook | undefined {
  const latest = figures.slice(-LATEST);
  const [first, last] = [latest[0], latest.at(-1)];
  const reaches = REACHES[target.direction];
  if (!first || !last || latest.length < FEWEST || !hasOutlook(target) || !reaches) return undefined;
  const measuredTo = endOf(monthsOf(last.period));
  const next = [...target.trajectory]
    .sort((one, other) => endOf(monthsOf(one.period)) - endOf(monthsOf(other.period)))
    .find(({ period }) => endOf(monthsOf(period)) > measuredTo && !isOver(period, on));
  if (!next) return undefined;
  const monthsLeft = endOf(monthsOf(next.period)) - measuredTo;
  const perMonth = target.accumulates ? addedAMonth(latest) : changedAMonth(first, last);
  const reached = target.accumulates ? addedSince(target, next.period, figures) : figureOf(last);
  const projected = reached.plus(perMonth.times(monthsLeft));
  const inReach = reaches(projected, new Rounded(String(next.value)));
  const { period, value: expected } = next;
  return { period, expected, projected, perMonth, inReach, from: first.period, to: last.period };
}

const isOver = (period: Period, on: CalendarDate) => (spanOf(period)?.last ?? '') < on;

const REACHES: Readonly<Record<Direction, ((projected: Decimal, expected: Decimal) => boolean) | undefined>> = {
  'at-least': (projected, expected) => projected.gte(expected),
  above: (projected, expected) => projected.gt(expected),
  'at-most': (projected, expected) => projected.lte(expected),
  below: (projected, expected) => projected.lt(expected),
  'reduce-by': undefined,
  'increase-by': undefined,
};

export const hasOutlook = ({ kind, direction }: Pick<TargetPromise, 'kind' | 'direction'>): boolean =>
  kind === 'trajectory' && REACHES[direction] !== undefined;

const figureOf = ({ value: { over, under } }: MeasuredPoint) => new Rounded(over).div(under);
const sumOf = (figures: readonly MeasuredPoint[]) => Rounded.sum(0, ...figures.map(figureOf));

function changedAMonth(first: MeasuredPoint, last: MeasuredPoint): Decimal {
  const months = endOf(monthsOf(last.period)) - endOf(monthsOf(first.period));
  return figureOf(last).minus(figureOf(first)).div(months);
}

function addedAMonth(figures: readonly MeasuredPoint[]): Decimal {
  const months = figures.reduce((sum, { period }) => sum + monthsOf(period).count, 0);
  return sumOf(figures).div(months);
}

function addedSince({ trajectory }: TargetPromise, point: Period, figures: readonly MeasuredPoint[]): Decimal {
  const year = yearOf(monthsOf(point), trajectory);
  return sumOf(figures.filter(({ period }) => monthsOf(period).start >= year.start));
}
