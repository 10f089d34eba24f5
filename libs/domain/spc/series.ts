import { type Period, type PeriodKind, spanOf } from '../kernel/calendar.js';
import type { Exact } from '../kernel/figures.js';
import type { Measurement, Recalculation } from '../target/events.js';
import { byEnd, monthsOf } from '../target/periods.js';
import { rangeOf } from '../target/range.js';
import { FEWEST_POINTS, type Limits, type Signal, xmr } from './xmr.js';

type Measured = Omit<Measurement, 'access'>;

/** Why a measurement is no point of the series. */
export type LeftOut = 'no-single-figure' | 'other-period';

/** A point, the limits that it stands under and the signals that it is part of. */
export interface ChartedPoint {
  readonly period: Period;
  readonly value: Exact;
  readonly limits?: Limits;
  readonly signals: readonly Signal[];
}

/** The process between two recalculations. */
export interface Phase {
  readonly from: Period;
  /** The decision under which it begins; none for the first. */
  readonly decision?: string;
  readonly points: number;
  readonly limits?: Limits;
}

/** What of the measurements can be compared: those of one length of period with a single figure, in order. */
export interface Series {
  /** Of whole months, quarters or years: what most of the measurements are of. */
  readonly periods?: PeriodKind;
  readonly points: readonly Pick<ChartedPoint, 'period' | 'value'>[];
  readonly leftOut: readonly { readonly period: Period; readonly why: LeftOut }[];
}

export interface Chart extends Series {
  readonly points: readonly ChartedPoint[];
  readonly phases: readonly Phase[];
  /** Recalculations that wait until twelve points follow them; the limits before go on until then. */
  readonly waiting: readonly Recalculation[];
  /** True when a period between two points has none: a moving range then spans more than one step. */
  readonly gaps: boolean;
}

/**
 * The series that measurements make. A figure with a qualifier counts as it was stated; one that is only known to be
 * over, under or within a range is no point.
 */
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

/** The control chart of what was measured. Recalculations are in the order in which they were recorded. */
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

/** Where phases begin: at the first point, and at each recalculation with points enough on both sides of it. */
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

/** The kind that stands there most often; of several the first. */
function commonest(kinds: readonly PeriodKind[]): PeriodKind | undefined {
  const count = (kind: PeriodKind) => kinds.filter((each) => each === kind).length;
  return [...new Set(kinds)].sort((one, other) => count(other) - count(one))[0];
}
