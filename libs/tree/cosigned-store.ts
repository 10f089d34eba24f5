import { BadProof, type Policy, sightingsIn } from '#proof/index.js';

export interface KeptCheckpoint {
  readonly size: number;
  readonly note: string;
}

export interface PinnedCheckpoint extends KeptCheckpoint {
  readonly pinnedAt: string;
}

export type WitnessOutcome =
  | 'cosigned'
  /** Not reached, or an answer that is none. */
  | 'away'
  /** It does not follow this ledger, or not its key. */
  | 'not-followed'
  /** It holds checkpoints of this ledger that this history does not go on from. */
  | 'other-history'
  /** It has seen more events than there are here. */
  | 'ahead';

/** What came of asking a witness last. */
export interface WitnessAnswer {
  /** Its public key. */
  readonly witness: string;
  readonly outcome: WitnessOutcome;
  readonly detail: string;
  readonly at: string;
  /** The last that it cosigned, with the second that it said; 0 before the first. */
  readonly size: number;
  readonly time: number;
  /** When it was seen to have forgotten what it had cosigned. */
  readonly setBack: string | null;
}

/** Checkpoints that witnesses are asked to cosign, with the cosignatures that came. */
export interface CosignedStore {
  /** One that is there stays, with its cosignatures. */
  pin(checkpoint: KeptCheckpoint): Promise<void>;
  newestPinned(): Promise<PinnedCheckpoint | undefined>;
  /** Those over this many events or more, from the smallest tree on. */
  pinnedFrom(size: number, limit: number): Promise<readonly PinnedCheckpoint[]>;
  /** The newest first. */
  newestOnes(limit: number): Promise<readonly PinnedCheckpoint[]>;
  /** Adds lines of cosignatures to the note. */
  addCosignatures(size: number, lines: string): Promise<void>;
  answers(): Promise<readonly WitnessAnswer[]>;
  remember(answer: WitnessAnswer): Promise<void>;
}

/** Whether a witness of the policy has cosigned it; a note with a wrong cosignature shows nothing. */
export function hasCosignature(note: string, policy: Policy | undefined): boolean {
  try {
    const keys = policy?.witnesses.map(({ key }) => key) ?? [];
    return sightingsIn(note, keys).length > 0;
  } catch (error) {
    if (error instanceof BadProof) return false;
    throw error;
  }
}
