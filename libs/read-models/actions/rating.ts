import { type Dependency, type DerivedRating, derivedRating, type Judging } from '#domain/action/derived-rating.js';
import type { CalendarDate } from '#domain/kernel/calendar.js';
import { RATINGS, type Rating } from '#domain/kernel/rating.js';
import { type ActionView, agreedOf, dueOf } from './action.view.js';

/** The rating that the facts of an action speak for on a day, under a scheme. */
export function derivedOf(
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

/**
 * How the rating that people gave stands to the one that the facts speak for, where they are two: better or worse than
 * the facts, or given before the action was completed, which is no disagreement.
 */
export const DISAGREEMENTS = ['better-than-facts', 'worse-than-facts'] as const;
export const DIFFERENCES = [...DISAGREEMENTS, 'before-completion'] as const;
export type RatingDifference = (typeof DIFFERENCES)[number];

/** Null where the two are one, and where one of them is missing. */
export function differenceOf(
  { rating, ratedBeforeCompletion }: Pick<ActionView, 'rating' | 'ratedBeforeCompletion'>,
  derived: DerivedRating,
  scheme: Judging,
): RatingDifference | null {
  const given = rating?.rating;
  if (given === undefined || derived.rating === null || given === derived.rating) return null;
  if (ratedBeforeCompletion) return 'before-completion';
  return badness(given, scheme) < badness(derived.rating, scheme) ? 'better-than-facts' : 'worse-than-facts';
}

/** The colours that stand for less trouble than one, under a scheme. */
export const betterThan = (rating: Rating, scheme: Judging): readonly Rating[] =>
  RATINGS.filter((each) => badness(each, scheme) < badness(rating, scheme));

/** A colour's place from done to off track; of a colour that the facts never speak for, the usual one. */
function badness(rating: Rating, { derived: { done, onTrack, atRisk, offTrack } }: Judging): number {
  const spokenFor = [done, onTrack, atRisk, offTrack].indexOf(rating);
  return spokenFor === -1 ? RATINGS.indexOf(rating) : spokenFor;
}
