import type { Place } from './place.js';

export const FINDING_CODES = [
  'label-against-cells',
  'percentage-against-figures',
  'completed-in-future',
  'confirmed-and-awaited',
  'two-dates',
  'total-is-not-sum',
  'missing-reference',
  'quarter-without-year',
  'weekday-against-date',
  'same-action-twice',
  'owner-nowhere-else',
  'no-owner-no-date',
  'date-cannot-be',
  'reference-twice',
] as const;
export type FindingCode = (typeof FINDING_CODES)[number];

/** Something about the plan itself that does not fit together. */
export interface Finding {
  readonly code: FindingCode;
  /** One sentence that names what disagrees. */
  readonly text: string;
  /** The passages that disagree, in the order of the document. */
  readonly passages: readonly FoundPassage[];
}

export interface FoundPassage {
  readonly place: Place;
  readonly text: string;
}
