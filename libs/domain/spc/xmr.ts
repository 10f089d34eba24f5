import { Decimal } from 'decimal.js';
import type { Exact } from '../kernel/figures.js';

// XmR chart of NHS England's "Making data count", checked against the plot-the-dots packages. Outliers are not
// screened.

export const FEWEST_POINTS = 12;
/** Three standard deviations in mean moving ranges: 3 / 1.128. */
const LIMIT = '2.66';
const RUN = 7;

const Rounded = Decimal.clone({ precision: 40 });

export type Side = 'high' | 'low';
/** One point beyond a limit; seven on one side of the mean; seven rising or falling; two of three near one limit. */
export const RULES = ['outside-limits', 'shift', 'trend', 'near-limit'] as const;
export type Rule = (typeof RULES)[number];

export interface Limits {
  readonly mean: Decimal;
  readonly lower: Decimal;
  readonly upper: Decimal;
}

export interface Signal {
  readonly rule: Rule;
  readonly side: Side;
}

/** Undefined below twelve points: their limits would show chance rather than the process. */
export function xmr(values: readonly Exact[]): { limits: Limits; signals: readonly (readonly Signal[])[] } | undefined {
  if (values.length < FEWEST_POINTS) return undefined;
  const series = values.map(({ over, under }) => new Rounded(over).div(under));
  const limits = limitsOf(series);
  const found = [outside(series, limits), shifts(series, limits), trends(series), nearLimit(series, limits)];
  return {
    limits,
    signals: series.map((_, index) =>
      RULES.flatMap((rule, at) => {
        const side = found[at]?.[index];
        return side ? [{ rule, side }] : [];
      }),
    ),
  };
}

type Found = readonly (Side | undefined)[];

function limitsOf(series: readonly Decimal[]): Limits {
  const mean = meanOf(series);
  const reach = meanOf(steps(series).map((step) => step.abs())).times(LIMIT);
  return { mean, lower: mean.minus(reach), upper: mean.plus(reach) };
}

const meanOf = (values: readonly Decimal[]) => Rounded.sum(...values).div(values.length);

const steps = (series: readonly Decimal[]) => series.slice(1).map((value, index) => value.minus(series[index] ?? 0));

function outside(series: readonly Decimal[], { lower, upper }: Limits): Found {
  return series.map((value) => (value.gt(upper) ? 'high' : value.lt(lower) ? 'low' : undefined));
}

function shifts(series: readonly Decimal[], { mean }: Limits): Found {
  return longRuns(
    series.map((value) => sideOf(value.comparedTo(mean))),
    RUN,
  );
}

/** Seven points make six steps; the point before the first step belongs to the run. */
function trends(series: readonly Decimal[]): Found {
  const runs = longRuns(
    steps(series).map((step) => sideOf(step.comparedTo(0))),
    RUN - 1,
  );
  return series.map((_, index) => runs[index - 1] ?? runs[index]);
}

/** Two of three consecutive points in the outer third before the same limit. */
function nearLimit(series: readonly Decimal[], { mean, lower, upper }: Limits): Found {
  const near = series.map((value) => {
    const away = value.minus(mean).times(3);
    if (away.gt(upper.minus(mean).times(2)) && value.lte(upper)) return 'high';
    return away.lt(lower.minus(mean).times(2)) && value.gte(lower) ? 'low' : undefined;
  });
  return near.map((side, index) => {
    const others = [index - 2, index - 1, index + 1, index + 2];
    return side && others.some((other) => near[other] === side) ? side : undefined;
  });
}

function longRuns(sides: Found, length: number): Found {
  const runs: (Side | undefined)[] = [];
  for (let first = 0; first < sides.length; ) {
    let end = first + 1;
    while (end < sides.length && sides[end] === sides[first]) end += 1;
    const side = end - first >= length ? sides[first] : undefined;
    while (first < end) runs[first++] = side;
  }
  return runs;
}

function sideOf(comparison: number): Side | undefined {
  return comparison > 0 ? 'high' : comparison < 0 ? 'low' : undefined;
}
