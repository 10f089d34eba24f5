export interface SeenByWitness {
  /** Its name in the policy. */
  readonly name: string;
  readonly size: number;
  readonly at: string;
}

export interface Witnessed {
  /** Which must have seen it, in words. */
  readonly quorum: string;
  /** Enough witnesses saw the events up to this one; 0 where none. */
  readonly upTo: number;
  /** The newest checkpoint that each saw. */
  readonly seen: readonly SeenByWitness[];
}

export interface ChangedKey {
  /** Of the event. */
  readonly number: number;
  readonly at: string;
  readonly from: string | null;
  readonly key: string;
  /** Whether the key before it signed that it takes over. */
  readonly isHandedOver: boolean;
}

/** What was found out, and what was not looked at. Never proven where anything is refuted or unknown. */
export interface Verification {
  readonly outcome: 'proven' | 'refuted' | 'cannot-tell';
  readonly ledger: string | null;
  /** Events of the ledger that were read; of them those that the newest checkpoint holds. */
  readonly events: number;
  readonly signed: number;
  readonly checkpoints: number;
  readonly root: string | null;
  readonly signedBy: readonly string[];
  readonly keyChanges: readonly ChangedKey[];
  /** Up to this event salts follow from ids; null where all are random. */
  readonly derivedSaltsUpTo: number | null;
  /** Null where no policy of witnesses was given. */
  readonly witnesses: Witnessed | null;
  readonly refuted: readonly string[];
  readonly unknown: readonly string[];
  readonly notChecked: readonly string[];
}

const NOTHING = {
  ledger: null,
  events: 0,
  signed: 0,
  checkpoints: 0,
  root: null,
  signedBy: [],
  keyChanges: [],
  derivedSaltsUpTo: null,
  witnesses: null,
};

/** What cannot be read is neither proven nor refuted. */
export const unreadable = (why: string): Verification => ({
  ...NOTHING,
  outcome: 'cannot-tell',
  refuted: [],
  unknown: [why],
  notChecked: [],
});

export const malformed = (why: string): Verification => ({
  ...NOTHING,
  outcome: 'refuted',
  refuted: [why],
  unknown: [],
  notChecked: [],
});

export const outcomeOf = ({ refuted, unknown }: Pick<Verification, 'refuted' | 'unknown'>): Verification['outcome'] =>
  refuted.length > 0 ? 'refuted' : unknown.length > 0 ? 'cannot-tell' : 'proven';
