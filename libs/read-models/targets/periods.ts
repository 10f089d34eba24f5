import { expectedAt, judge } from '#domain/target/judge.js';
import { byEnd, keyOf, monthsOf } from '#domain/target/periods.js';
import { presentFigure } from './targets.present.js';
import type { BreachRow, MeasurementRow, TargetView } from './targets.projection.js';

/** What is known of a target's periods, as far as the reader may see it. */
interface Known {
  readonly measurements: readonly MeasurementRow[];
  readonly breaches: readonly BreachRow[];
  /** Whether figures are hidden from the reader, so that sums over periods are too. */
  readonly partly: boolean;
}

/**
 * The trajectory beside the measurements: every period that has a point, a figure or a breach, in the order in which
 * they end. `actual` is what was judged, as text: the figure as written, or the sum where figures add up.
 */
export function periodsOf(target: TargetView, { measurements, breaches, partly }: Known) {
  const figures = byPeriod(measurements);
  const broken = byPeriod(breaches);
  const points = byPeriod(target.trajectory);
  const judged = { ...target, measurements: Object.fromEntries(figures) };
  const named = new Map([...points, ...broken, ...figures].map(([key, { period }]) => [key, period]));
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
        breach: presentBreach(broken.get(key), partly && comparesPeriods(target)),
      };
    });
}

function byPeriod<Row extends { readonly period: string }>(rows: readonly Row[]): Map<string, Row> {
  return new Map(rows.map((row) => [keyOf(row.period), row]));
}

/** The first figure of a period that was corrected, and why it was. */
function correctionOf({ first, reason }: MeasurementRow) {
  return first ? { reason: reason ?? null, first: presentFigure(first) } : null;
}

/** Whether a period is judged by the figures of others too. */
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
