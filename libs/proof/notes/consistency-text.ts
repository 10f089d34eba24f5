import { HASH_BYTES, type Hash } from '../merkle/hashes.js';
import { BadProof, fromBase64, readCount } from '../text/bad-proof.js';

const MOST_HASHES = 63;

export interface ConsistencyText {
  readonly size: number;
  readonly path: readonly Hash[];
  /** What follows the empty line. */
  readonly rest: string;
}

/** C2SP tlog-witness: `old 12`, the hashes of the proof, an empty line, and the later checkpoint. */
export const writeConsistency = (word: string, { size, path, rest }: ConsistencyText): string =>
  `${[`${word} ${size}`, ...path.map((hash) => hash.toString('base64'))].join('\n')}\n\n${rest}`;

/** Errors: `BadProof`. */
export function readConsistency(text: string, word: string): ConsistencyText {
  const split = text.indexOf('\n\n');
  const [first = '', ...hashes] = text.slice(0, Math.max(split, 0)).split('\n');
  if (!first.startsWith(`${word} `)) throw new BadProof(`The first line is ${word} and the size of the tree before.`);
  if (hashes.length > MOST_HASHES) throw new BadProof(`A proof has no more than ${MOST_HASHES} hashes.`);
  return {
    size: readCount(first.slice(word.length + 1), 'The size of the tree before'),
    path: hashes.map((hash) => fromBase64(hash, 'A hash of the proof', HASH_BYTES)),
    rest: text.slice(split + 2),
  };
}
