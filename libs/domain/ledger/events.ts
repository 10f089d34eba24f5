import type { Fact } from '../kernel/decider.js';
import type { Rating } from '../kernel/rating.js';

/** What the colours of an organisation mean: plain data, adopted by an event, its version counted from 1. */
export interface RatingScheme {
  readonly version: number;
  readonly name: string;
  readonly ratings: readonly SchemeRating[];
  readonly derived: Derivation;
}

/** A colour of a scheme: never shown without its word. */
export interface SchemeRating {
  readonly rating: Rating;
  readonly word: string;
  readonly meaning: string;
  /** Whether it is given only with a narrative that says why. */
  readonly needsNarrative: boolean;
}

/** Which colour the facts of an action speak for, and from when on. */
export interface Derivation {
  readonly done: Rating;
  readonly onTrack: Rating;
  readonly atRisk: Rating;
  readonly offTrack: Rating;
  /** An action that falls due within so many days should have been started. */
  readonly startWithinDays: number;
  /** So many days after its firm date an action is no longer at risk but off track. */
  readonly offTrackAfterDays: number;
}

export type LedgerFact =
  | Fact<'LedgerOpened', { ledger: string; name: string; illustrative: boolean }>
  | Fact<'RatingSchemeAdopted', RatingScheme>
  | Fact<'FinancialYearAdopted', { startsOn: string }>
  /** Public keys as text. Without a signature the server took it in: the key before was lost. */
  | Fact<'SigningKeyRotated', { from?: string; to: string; signature?: string }>;
