import { messageOf } from '#errors/index.js';
import { openCheckpoint, readCheckpoint, type TreeHead, type Verifier, verifierKey } from '#proof/index.js';

export interface GivenCheckpoint {
  readonly note: string;
  /** The file or table that it is from, for people. */
  readonly from: string;
}

export interface CheckedHead extends TreeHead {
  readonly from: string;
}

export interface OpenedCheckpoints {
  /** From the smallest tree on. */
  readonly heads: readonly CheckedHead[];
  /** Whose signatures are right on the newest. */
  readonly signedBy: readonly string[];
  readonly refuted: readonly string[];
  readonly unknown: readonly string[];
}

/** Says of each checkpoint who signed it. What nobody known signed is compared all the same. */
export function openCheckpoints(given: readonly GivenCheckpoint[], verifiers: readonly Verifier[]): OpenedCheckpoints {
  const refuted: string[] = [];
  const unknown: string[] = [];
  const heads: CheckedHead[] = [];
  for (const { note, from } of given) {
    try {
      heads.push({ ...readCheckpoint(note), from });
      openCheckpoint(note, verifiers);
    } catch (error) {
      const why = `The checkpoint of ${from}: ${messageOf(error)}`;
      if (verifiers.length === 0) unknown.push(`${why} Give the public key of the ledger with --key.`);
      else refuted.push(why);
    }
  }
  heads.sort((one, other) => one.size - other.size);
  const newest = heads.at(-1);
  const others = heads.find(({ origin }) => origin !== newest?.origin);
  if (others) refuted.push(`The checkpoint of ${others.from} is of another ledger, ${others.origin}.`);
  if (!newest) unknown.push('There is no checkpoint to hold the events against.');
  return { heads, signedBy: newest ? signersOf(given, newest, verifiers) : [], refuted, unknown };
}

function signersOf(given: readonly GivenCheckpoint[], newest: CheckedHead, verifiers: readonly Verifier[]): string[] {
  const note = given.find(({ from }) => from === newest.from)?.note ?? '';
  try {
    return openCheckpoint(note, verifiers).signatures.map(({ by }) => verifierKey(by));
  } catch {
    return [];
  }
}
