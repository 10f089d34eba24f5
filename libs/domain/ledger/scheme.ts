import type { Rating } from '../kernel/rating.js';
import type { Derivation, RatingScheme, SchemeRating } from './events.js';

/** What the facts speak for where a scheme says nothing else, as every scheme did in the first version of its event. */
export const FIRST_DERIVATION: Derivation = {
  done: 'blue',
  onTrack: 'green',
  atRisk: 'amber',
  offTrack: 'red',
  startWithinDays: 28,
  offTrackAfterDays: 0,
};

/** Blue, red, amber, green as this product first adopts them; what each word means is a part of the scheme. */
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

/** What a scheme says of a colour, or undefined where it has none such. */
export function ratingIn({ ratings }: Pick<RatingScheme, 'ratings'>, rating: Rating | null): SchemeRating | undefined {
  return ratings.find((each) => each.rating === rating);
}
