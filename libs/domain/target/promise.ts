import { type Refusal, refuse } from '../kernel/decider.js';
import { compare, exact, type Figure } from '../kernel/figures.js';
import type { Direction } from './events.js';
import { keyOf } from './periods.js';
import type { TargetPromise } from './state.js';

export function brokenPromise({ kind, direction, trajectory }: TargetPromise): Refusal | undefined {
  const keys = trajectory.map(({ period }) => keyOf(period));
  const twice = trajectory.find(({ period }, index) => keys.indexOf(keyOf(period)) < index);
  if (twice) {
    return refuse('period-twice', `The trajectory has two points for ${twice.period}; give each period one.`, {
      field: 'trajectory',
      value: twice.period,
    });
  }
  if (kind === 'ambition' && trajectory.length > 1) {
    const detail = 'An ambition has one end point; leave the others out, or set kind to trajectory.';
    return refuse('ambition-has-one-point', detail, { field: 'trajectory', points: trajectory.length });
  }
  const wrong = trajectory.find(({ value }) => !isPercentage(direction, value));
  return (
    wrong &&
    refuse(
      'point-out-of-range',
      `A point of ${direction} is a percentage of change, 0 or above, and at most 100 for a reduction; ${wrong.period} has ${wrong.value}.`,
      { field: 'trajectory', period: wrong.period, value: wrong.value },
    )
  );
}

function isPercentage(direction: Direction, value: Figure): boolean {
  if (direction !== 'reduce-by' && direction !== 'increase-by') return true;
  const notNegative = compare(exact(value), exact(0)) >= 0;
  return notNegative && (direction === 'increase-by' || compare(exact(value), exact(100)) <= 0);
}
