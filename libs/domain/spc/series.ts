import { type Period, type PeriodKind, spanOf } from '../kernel/calendar.js';
import type { Exact } from '../kernel/figures.js';
import type { Measurement, Recalculation } from '../target/events.js';
import { byEnd, monthsOf } from '../target/periods.js';
import { rangeOf } from '../target/range.js';
import { FEWEST_POINTS, type Limits, type Signal, xmr } from './xmr.js';

type Measured = Omit<Measurement, 'access'>;

export type LeftOut = 'no-single-figure' | 'other-period';

export interface ChartedPoint {
  readonly period: Period;
  readonly value: Exact;
  readonly limits?: Limits;
  readonly signals: readonly Signal[];
}

export interface Phase {
  readonly from: Period;
  readonly decision?: string;
  readonly points: number;
  readonly limits?: Limits;
}

export interface Series {
  readonly periods?: PeriodKind;
  readonly points: readonly Pick<ChartedPoint, 'period' | 'value'>[];
  readonly leftOut: readonly { readonly period: Period; readonly why: LeftOut }[];
}

export interface Chart extends Series {
  readonly points: readonly ChartedPoint[];
  readonly phases: readonly Phase[];
  /** These recalculations wait for twelve points; the limits before them apply until then. */
  readonly waiting: readonly Recalculation[];
  /** A gap makes a moving range span more than one step. */
  readonly gaps: boolean;
}

/** Qualified figures count as stated; ranges and bounds are no points. */
export function seriesOf(measurements: readonly Measured[], unit: string): Series {
  const dated = measurements.map((measured) => ({
    measured,
    kind: spanOf(measured.period)?.kind,
    months: monthsOf(measured.period),
  }));
  const periods = commonest(dated.flatMap(({ kind }) => kind ?? []));
  const leftOut: { period: Period; why: LeftOut }[] = [];
  const points: { period: Period; value: Exact }[] = [];
  for (const { measured, kind } of dated.sort((one, other) => byEnd(one.months, other.months))) {
    const { period } = measured;
    const value = figureOf(measured, unit);
    if (kind !== periods) leftOut.push({ period, why: 'other-period' });
    else if (!value) leftOut.push({ period, why: 'no-single-figure' });
    else points.push({ period, value });
  }
  return { periods, points, leftOut };
}

export function chartOf(
  measurements: readonly Measured[],
  unit: string,
  recalculations: readonly Recalculation[],
): Chart {
  const { periods, points: series, leftOut } = seriesOf(measurements, unit);
  const { starts, waiting } = startsOf(series, recalculations);
  const phases: Phase[] = [];
  const points: ChartedPoint[] = [];
  for (const [index, { first, decision }] of starts.entries()) {
    const part = series.slice(first, starts[index + 1]?.first);
    const from = part[0]?.period;
    if (from === undefined) continue;
    const found = xmr(part.map(({ value }) => value));
    phases.push({ from, decision, points: part.length, limits: found?.limits });
    points.push(...part.map((each, at) => ({ ...each, limits: found?.limits, signals: found?.signals[at] ?? [] })));
  }
  return { periods, points, phases, waiting, leftOut, gaps: hasGaps(series) };
}

function figureOf(measured: Measured, unit: string): Exact | undefined {
  if (measured.qualifier === 'over' || measured.qualifier === 'under') return undefined;
  if (measured.value === undefined && measured.numerator === undefined) return undefined;
  const { low, high, qualifier, ...stated } = measured;
  return rangeOf(stated, unit).low?.at;
}

interface Start {
  readonly first: number;
  readonly decision?: string;
}

/** A phase needs enough points on both sides of its recalculation. */
function startsOf(
  series: readonly { readonly period: Period }[],
  recalculations: readonly Recalculation[],
): { starts: readonly Start[]; waiting: readonly Recalculation[] } {
  const starts: Start[] = [{ first: 0 }];
  const waiting: Recalculation[] = [];
  const inOrder = [...recalculations].sort((one, other) => monthsOf(one.from).start - monthsOf(other.from).start);
  for (const [index, recalculation] of inOrder.entries()) {
    const first = firstFrom(series, recalculation.from);
    const next = inOrder[index + 1];
    const end = next ? firstFrom(series, next.from) : series.length;
    if (end - first >= FEWEST_POINTS) starts.push({ first, decision: recalculation.decision });
    else waiting.push(recalculation);
  }
  return { starts, waiting };
}

function firstFrom(series: readonly { readonly period: Period }[], from: Period): number {
  const index = series.findIndex(({ period }) => monthsOf(period).start >= monthsOf(from).start);
  return index === -1 ? series.length : index;
}

function hasGaps(series: readonly { readonly period: Period }[]): boolean {
  return series.slice(1).some(({ period }, index) => {
    const before = monthsOf(series[index]?.period ?? period);
    return monthsOf(period).start !== before.start + before.count;
  });
}

function commonest(kinds: readonly PeriodKind[]): PeriodKind | undefined {
  const count = (kind: PeriodKind) => kinds.filter((each) => each === kind).length;
  return [...new Set(kinds)].sort((one, other) => count(other) - count(one))[0];
}
