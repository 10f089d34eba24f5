import type { Decimal } from 'decimal.js';
import { chartOf, type Direction, type Limits, type Side, type Signal } from '#domain/index.js';
import { findItem, type QueryContext, withReferences } from '#read-store/index.js';
import { measurementsOf } from './figures.js';
import type { TargetView } from './targets.projection.js';

/** Decimal places of calculated values; measurements keep theirs as written. */
const PLACES = 4;

export async function findChart(view: QueryContext, idOrReference: string) {
  const item = await findItem<TargetView>(view, 'target', idOrReference);
  if (!item) return undefined;
  const { state, key, head } = item;
  const measured = (await measurementsOf(view, [key])).get(key) ?? [];
  const { periods, points, phases, waiting, leftOut, gaps } = chartOf(measured, state.unit, state.recalculations);
  const [shown] = await withReferences(view, [head], ({ reference }, { maybe }) => ({
    reference,
    measure: state.title,
    unit: state.unit,
    direction: state.direction,
    periods: periods ?? null,
    gaps,
    points: points.map(({ period, value, limits, signals }) => ({
      period,
      value: shownFigure(value.over.div(value.under)),
      ...shownLimits(limits),
      signals: signals.map((signal) => ({ ...signal, means: meaningOf(signal, state.direction) })),
    })),
    phases: phases.map(({ from, decision, points: count, limits }) => ({
      from,
      decision: maybe(decision),
      points: count,
      ...shownLimits(limits),
    })),
    waiting: waiting.map(({ from, decision }) => ({ from, decision: maybe(decision) })),
    leftOut,
  }));
  return shown;
}

const shownFigure = (value: Decimal) => value.toDecimalPlaces(PLACES).toFixed();

function shownLimits(limits: Limits | undefined) {
  return {
    mean: limits ? shownFigure(limits.mean) : null,
    lower: limits ? shownFigure(limits.lower) : null,
    upper: limits ? shownFigure(limits.upper) : null,
  };
}

const GOOD: Readonly<Record<Direction, Side>> = {
  'at-least': 'high',
  above: 'high',
  'increase-by': 'high',
  'at-most': 'low',
  below: 'low',
  'reduce-by': 'low',
};

const meaningOf = ({ side }: Signal, direction: Direction): 'improvement' | 'concern' =>
  GOOD[direction] === side ? 'improvement' : 'concern';
