import { messageOf } from '#errors/index.js';
import { readCheckpoint, type TreeHead } from '#proof/index.js';

export interface GivenCheckpoint {
  readonly note: string;
  /** The file or table that it is from, for people. */
  readonly from: string;
}

export interface CheckedHead extends TreeHead, GivenCheckpoint {}

export interface OpenedCheckpoints {
  /** From the smallest tree on. */
  readonly heads: readonly CheckedHead[];
  readonly refuted: readonly string[];
  readonly unknown: readonly string[];
}

/** Who signed them is judged once the events are read, which say which key is in force. */
export function openCheckpoints(given: readonly GivenCheckpoint[]): OpenedCheckpoints {
  const refuted: string[] = [];
  const heads: CheckedHead[] = [];
  for (const { note, from } of given) {
    try {
      heads.push({ ...readCheckpoint(note), note, from });
    } catch (error) {
      refuted.push(`The checkpoint of ${from}: ${messageOf(error)}`);
    }
  }
  heads.sort((one, other) => one.size - other.size);
  const newest = heads.at(-1);
  const others = heads.find(({ origin }) => origin !== newest?.origin);
  if (others) refuted.push(`The checkpoint of ${others.from} is of another ledger, ${others.origin}.`);
  const unknown = newest ? [] : ['There is no checkpoint to hold the events against.'];
  return { heads, refuted, unknown };
}
