import { add, compare, type Exact, exact, type Figure, times } from '../kernel/figures.js';
import { type Bound, type Range, sum } from './range.js';

export interface Tolerance {
  readonly amount: Figure;
  readonly percent: boolean;
}

const WRITTEN = /^(-?(?:0|[1-9]\d{0,19})(?:\.\d{1,19})?) ?(%?)$/;

export function readTolerance(text: string): Tolerance | undefined {
  const [, amount, percent] = WRITTEN.exec(text) ?? [];
  return amount === undefined ? undefined : { amount, percent: percent === '%' };
}

export function loosened(limit: Range, isFloor: boolean, { amount, percent }: Tolerance): Range {
  const by = isFloor ? times(exact(amount), exact(-1)) : exact(amount);
  if (!percent) return sum(limit, { low: closed(by), high: closed(by) });
  const share = times(by, exact(1, 100));
  const moved = (bound: Bound | undefined) =>
    bound && {
      ...bound,
      at: add(bound.at, times(share, compare(bound.at, exact(0)) < 0 ? negated(bound.at) : bound.at)),
    };
  return { low: moved(limit.low), high: moved(limit.high) };
}

const closed = (at: Exact): Bound => ({ at, open: false });
const negated = (value: Exact) => times(value, exact(-1));
