import type { Rating } from '../kernel/rating.js';
import type { Derivation, RatingScheme, SchemeRating } from './events.js';

/** The default for a scheme without a derivation, as in version 1 of its event. */
export const FIRST_DERIVATION: Derivation = {
  done: 'blue',
  onTrack: 'green',
  atRisk: 'amber',
  offTrack: 'red',
  startWithinDays: 28,
  offTrackAfterDays: 0,
};

export const FIRST_SCHEME: RatingScheme = {
  version: 1,
  name: 'BRAG',
  ratings: [
    { rating: 'blue', word: 'Complete', meaning: 'Done, and the evidence is there.', needsNarrative: false },
    { rating: 'green', word: 'On track', meaning: 'Will be kept as agreed.', needsNarrative: false },
    {
      rating: 'amber',
      word: 'At risk',
      meaning: 'May not be kept as agreed; the narrative says why.',
      needsNarrative: true,
    },
    {
      rating: 'red',
      word: 'Off track',
      meaning: 'Will not be kept as agreed; the narrative says why.',
      needsNarrative: true,
    },
  ],
  derived: FIRST_DERIVATION,
};

export function ratingIn({ ratings }: Pick<RatingScheme, 'ratings'>, rating: Rating | null): SchemeRating | undefined {
  return ratings.find((each) => each.rating === rating);
}
