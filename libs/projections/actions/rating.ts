import { type Dependency, type DerivedRating, derivedRating, type Judging } from '#domain/action/derived-rating.js';
import type { CalendarDate } from '#domain/kernel/calendar.js';
import { type ActionState, agreedOf, dueOf } from './state.js';

/** The rating that the facts of an action speak for on a day, under a scheme. */
export function derivedOf(
  state: ActionState,
  dependsOn: readonly Dependency[],
  day: CalendarDate,
  scheme: Judging,
): DerivedRating {
  const { status, forecast, occurrences } = state;
  const promise = agreedOf(state);
  const agreed = promise && { ...promise, latest: dueOf(state) };
  return derivedRating({ status, agreed, forecast, dependsOn, occurrences }, day, scheme);
}

/** Whether the rating that people gave and the one that the facts speak for are two, where there are both. */
export function differs(given: string | null | undefined, derived: DerivedRating): boolean {
  return given != null && derived.rating !== null && given !== derived.rating;
}
