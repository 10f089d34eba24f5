import { type Refusal, refuse } from '../kernel/decider.js';
import { compare, exact, type Figure } from '../kernel/figures.js';
import type { Measurement } from './events.js';

type Stated = Partial<Pick<Measurement, 'value' | 'numerator' | 'denominator' | 'low' | 'high' | 'qualifier'>>;

export function wrongFigure({ value, numerator, denominator, low, high, qualifier }: Stated): Refusal | undefined {
  if ((numerator === undefined) !== (denominator === undefined)) {
    return refuse('figure-incomplete', 'A numerator and a denominator go together; give both or a value.', {
      field: numerator === undefined ? 'numerator' : 'denominator',
    });
  }
  if ((low === undefined) !== (high === undefined)) {
    return refuse('figure-incomplete', 'A low and a high go together; of a figure with one end say over or under.', {
      field: low === undefined ? 'low' : 'high',
    });
  }
  const isRatio = denominator !== undefined;
  if (value === undefined && !isRatio && low === undefined) {
    return refuse('figure-missing', 'Give a value, or a numerator and a denominator, or a low and a high.', {
      field: 'value',
    });
  }
  if (isRatio && (value !== undefined || low !== undefined)) {
    return refuse('figure-twice', 'A numerator and a denominator are the figure; leave value, low and high out.', {
      field: 'value',
    });
  }
  if (denominator !== undefined && !isOrdered(0, denominator, true)) {
    return refuse('denominator-not-positive', 'The denominator must be above zero.', {
      field: 'denominator',
      value: denominator,
    });
  }
  if (low === undefined || high === undefined) return undefined;
  if (qualifier) {
    return refuse('figure-twice', 'A low and a high say how exact the figure is; leave the qualifier out.', {
      field: 'qualifier',
    });
  }
  if (isOrdered(low, value ?? low) && isOrdered(value ?? low, high)) return undefined;
  return refuse('range-out-of-order', 'The low must not be above the value, nor the value above the high.', {
    field: 'low',
    low,
    high,
  });
}

function isOrdered(lower: Figure, higher: Figure, strictly = false): boolean {
  const side = compare(exact(lower), exact(higher));
  return side < 0 || (side === 0 && !strictly);
}
