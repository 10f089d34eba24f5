/** The dates that an item promised: the first one, and what it was last revised to. */
export interface PromisedDates<Promise> {
  readonly original?: Promise;
  readonly revised?: Promise;
}

/** The promise that stands. */
export const agreedOf = <Promise>({ original, revised }: PromisedDates<Promise>): Promise | undefined =>
  revised ?? original;

/** A revision of nothing is the first promise. */
export function revisedTo<Promise>({ original }: PromisedDates<Promise>, promise: Promise): PromisedDates<Promise> {
  return original === undefined ? { original: promise } : { revised: promise };
}

/** A correction or another reading restates the promise that stands; it is no revision. */
export function restatedTo<Promise>({ revised }: PromisedDates<Promise>, promise: Promise): PromisedDates<Promise> {
  return revised === undefined ? { original: promise } : { revised: promise };
}
