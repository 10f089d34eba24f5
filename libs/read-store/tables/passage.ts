export const PASSAGE_FIELDS = [
  'title',
  'description',
  'rationale',
  'alternatives',
  'condition',
  'reason',
  'narrative',
  'note',
  'evidence',
  'ask',
  'grounds',
  'outcome',
  'basis',
  'minute',
] as const;
export type PassageField = (typeof PASSAGE_FIELDS)[number];

/** A text of an event that can be searched for. */
export interface Passage {
  readonly field: PassageField;
  /** An empty text ends the one that stood before. */
  readonly text: string;
  /** The audit row holds it too, so that it is not stored twice. */
  readonly inAudit?: boolean;
  /** A later text of the item in the same field takes its place. */
  readonly replaceable?: boolean;
  /** The item's reference, found with its title. */
  readonly reference?: string;
}
