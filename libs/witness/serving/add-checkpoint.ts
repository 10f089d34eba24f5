import {
  BadProof,
  EMPTY_ROOT,
  type Hash,
  openCheckpoint,
  provesConsistency,
  readCheckpoint,
  readConsistency,
  type TreeHead,
  type Verifier,
} from '#proof/index.js';

/** C2SP tlog-witness: what a log posts. */
export interface AddedCheckpoint {
  /** The size of the tree that the proof goes on from. */
  readonly old: number;
  readonly proof: readonly Hash[];
  readonly note: string;
}

/** The last checkpoint of a log that was cosigned. */
export interface HeldCheckpoint {
  readonly size: number;
  readonly note: string;
}

export type Judgement =
  | { readonly status: 200; readonly head: TreeHead }
  | {
      readonly status: 400 | 403 | 404 | 422;
      readonly why: string;
      readonly evidence?: EvidenceKind;
    }
  | { readonly status: 409; readonly why: string; readonly size: number; readonly evidence?: EvidenceKind };

/** A fork proves itself: two roots of one size. Else the log has yet to prove that one goes on from the other. */
export type EvidenceKind = 'fork' | 'not-consistent';

/** Errors: `BadProof`. */
export function readAddedCheckpoint(body: string): AddedCheckpoint {
  const { size: old, path, rest } = readConsistency(body, 'old');
  readCheckpoint(rest);
  return { old, proof: path, note: rest };
}

/** The origin that a checkpoint names, and whether one of the keys of the log signed it. */
export function knownLog(note: string, logs: readonly Verifier[]): { readonly origin: string } | Judgement {
  try {
    const { origin } = readCheckpoint(note);
    const keys = logs.filter(({ name }) => name === origin);
    if (keys.length === 0) return { status: 404, why: `This witness does not follow ${origin}.` };
    openCheckpoint(note, keys);
    return { origin };
  } catch (error) {
    if (error instanceof BadProof) return { status: 403, why: error.message };
    throw error;
  }
}

/** Whether a signed checkpoint goes on from the one that is held. */
export function judge({ old, proof, note }: AddedCheckpoint, held: HeldCheckpoint | undefined): Judgement {
  const head = readCheckpoint(note);
  const heldSize = held?.size ?? 0;
  const isFork = held !== undefined && head.size === heldSize && !head.root.equals(readCheckpoint(held.note).root);
  if (old > head.size) return { status: 400, why: `The old size ${old} is above the size ${head.size}.` };
  if (isFork)
    return { status: 409, why: `Another root was cosigned at ${heldSize}.`, size: heldSize, evidence: 'fork' };
  if (old !== heldSize) return { status: 409, why: `The last that was cosigned is ${heldSize}.`, size: heldSize };
  if (!goesOn(head, proof, held))
    return {
      status: 422,
      why: `Nothing proves that it goes on from ${heldSize}.`,
      ...(held && { evidence: 'not-consistent' as const }),
    };
  return { status: 200, head };
}

function goesOn({ size, root }: TreeHead, proof: readonly Hash[], held: HeldCheckpoint | undefined): boolean {
  // Any tree goes on from the empty one, and no proof says so.
  if (!held || held.size === 0) return proof.length === 0 && (size > 0 || root.equals(EMPTY_ROOT));
  const { root: earlierRoot } = readCheckpoint(held.note);
  return provesConsistency({ earlier: held.size, later: size, earlierRoot, laterRoot: root, path: proof });
}
