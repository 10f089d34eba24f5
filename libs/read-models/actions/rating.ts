import {
  agreedOf,
  type CalendarDate,
  type Dependency,
  type DerivedRating,
  derivedRating,
  type Judging,
  RATINGS,
  type Rating,
} from '#domain/index.js';

import { type ActionView, dueOf } from './action.view.js';

export function derivedRatingOf(
  state: ActionView,
  dependsOn: readonly Dependency[],
  day: CalendarDate,
  scheme: Judging,
): DerivedRating {
  const { status, forecast, occurrences } = state;
  const promise = agreedOf(state);
  const agreed = promise && { ...promise, latest: dueOf(state) };
  return derivedRating({ status, agreed, forecast, dependsOn, occurrences }, day, scheme);
}

/** A rating given before completion differs from the facts without being a disagreement. */
export const DISAGREEMENTS = ['better-than-facts', 'worse-than-facts'] as const;
export const DIFFERENCES = [...DISAGREEMENTS, 'before-completion'] as const;
export type RatingDifference = (typeof DIFFERENCES)[number];

/** Null when both ratings agree or one is missing. */
export function differenceOf(
  { rating, ratedBeforeCompletion }: Pick<ActionView, 'rating' | 'ratedBeforeCompletion'>,
  derived: DerivedRating,
  scheme: Judging,
): RatingDifference | null {
  const given = rating?.rating;
  if (given === undefined || derived.rating === null || given === derived.rating) return null;
  if (ratedBeforeCompletion) return 'before-completion';
  return severity(given, scheme) < severity(derived.rating, scheme) ? 'better-than-facts' : 'worse-than-facts';
}

export const betterThan = (rating: Rating, scheme: Judging): readonly Rating[] =>
  RATINGS.filter((each) => severity(each, scheme) < severity(rating, scheme));

/** A colour that no fact derives keeps its usual rank. */
function severity(rating: Rating, { derived: { done, onTrack, atRisk, offTrack } }: Judging): number {
  const spokenFor = [done, onTrack, atRisk, offTrack].indexOf(rating);
  return spokenFor === -1 ? RATINGS.indexOf(rating) : spokenFor;
}
