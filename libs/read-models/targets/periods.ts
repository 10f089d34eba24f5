import { byEnd, expectedAt, judge, keyOf, monthsOf } from '#domain/index.js';
import { presentFigure } from './targets.present.js';
import type { BreachRow, MeasurementRow, TargetView } from './targets.projection.js';

interface PeriodData {
  readonly measurements: readonly MeasurementRow[];
  readonly breaches: readonly BreachRow[];
  /** Sums over periods are withheld if any measurement is hidden, or they would reveal it. */
  readonly figuresHidden: boolean;
}

/** Periods in order of their end. `actual` is the judged text: the figure as written, or a running sum. */
export function periodsOf(target: TargetView, { measurements, breaches, figuresHidden }: PeriodData) {
  const figures = byPeriod(measurements);
  const breachesByPeriod = byPeriod(breaches);
  const points = byPeriod(target.trajectory);
  const judged = { ...target, measurements: Object.fromEntries(figures) };
  const named = new Map([...points, ...breachesByPeriod, ...figures].map(([key, { period }]) => [key, period]));
  return [...named]
    .sort(([, one], [, other]) => byEnd(one, other))
    .map(([key, period]) => {
      const point = points.get(key) ?? expectedAt(target, monthsOf(period));
      const figure = figures.get(key);
      const verdict = judge(judged, period);
      return {
        period,
        expected: point?.value ?? null,
        condition: point?.condition ?? null,
        measurement: figure ? { ...presentFigure(figure), corrected: correctionOf(figure) } : null,
        actual: verdict?.actual ?? null,
        yearBefore: verdict?.yearBefore ?? null,
        verdict: verdict?.outcome ?? null,
        breach: presentBreach(breachesByPeriod.get(key), figuresHidden && comparesPeriods(target)),
      };
    });
}

function byPeriod<Row extends { readonly period: string }>(rows: readonly Row[]): Map<string, Row> {
  return new Map(rows.map((row) => [keyOf(row.period), row]));
}

function correctionOf({ first, reason }: MeasurementRow) {
  return first ? { reason: reason ?? null, first: presentFigure(first) } : null;
}

/** True when judging a period needs the measurements of other periods. */
export const comparesPeriods = ({ accumulates, direction }: TargetView) =>
  accumulates || direction === 'reduce-by' || direction === 'increase-by';

function presentBreach(breach: BreachRow | undefined, hidesFigures: boolean) {
  if (!breach) return null;
  const { cause, expected, condition, actual, yearBefore, cases, narrative, recovered } = breach;
  return {
    cause,
    expected: expected ?? null,
    condition: condition ?? null,
    actual: hidesFigures ? null : (actual ?? null),
    yearBefore: hidesFigures ? null : (yearBefore ?? null),
    cases: cases ?? null,
    narrative: narrative ?? null,
    recovered: recovered ? { period: recovered.period, cause: recovered.cause } : null,
  };
}
