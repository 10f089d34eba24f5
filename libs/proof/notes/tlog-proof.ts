import { HASH_BYTES, type Hash } from '../merkle/hashes.js';
import { provesInclusion } from '../merkle/verify.js';
import { BadProof, fromBase64, readCount } from '../text/bad-proof.js';
import { type OpenedCheckpoint, openCheckpoint } from './checkpoint.js';
import type { Verifier } from './keys.js';

/** C2SP tlog-proof: one leaf, its path and the checkpoint in one text. */
export interface InclusionText {
  /** Nobody signs it. */
  readonly extra?: Buffer;
  readonly index: number;
  readonly path: readonly Hash[];
  /** A signed note. */
  readonly checkpoint: string;
}

const HEADER = 'c2sp.org/tlog-proof@v1';
const MOST_HASHES = 64;

export function writeProof({ extra, index, path, checkpoint }: InclusionText): string {
  const lines = [
    HEADER,
    ...(extra ? [`extra ${extra.toString('base64')}`] : []),
    `index ${index}`,
    ...path.map((hash) => hash.toString('base64')),
  ];
  return `${lines.join('\n')}\n\n${checkpoint}`;
}

/** Errors: `BadProof`. */
export function readProof(text: string): InclusionText {
  const split = text.indexOf('\n\n');
  const [header, ...lines] = text.slice(0, Math.max(split, 0)).split('\n');
  if (header !== HEADER) throw new BadProof(`A proof begins with ${HEADER}.`);
  const extra = lines[0]?.startsWith('extra ') ? fromBase64(lines[0].slice(6), 'The extra data') : undefined;
  const [place = '', ...hashes] = extra ? lines.slice(1) : lines;
  if (!place.startsWith('index ')) throw new BadProof('A proof names the index of its leaf.');
  if (hashes.length > MOST_HASHES) throw new BadProof('The path of the proof is longer than that of any tree.');
  return {
    ...(extra && { extra }),
    index: readCount(place.slice(6), 'The index'),
    path: hashes.map((hash) => fromBase64(hash, 'A hash of the path', HASH_BYTES)),
    checkpoint: text.slice(split + 2),
  };
}

/** The checkpoint that holds the leaf at the proof's index. Errors: `BadProof`, which says why nothing is proven. */
export function openProof(text: string, leaf: Hash, known: readonly Verifier[]): OpenedCheckpoint & { index: number } {
  const { index, path, checkpoint } = readProof(text);
  const opened = openCheckpoint(checkpoint, known);
  const { size, root } = opened;
  if (!provesInclusion({ leaf, index, size, root, path }))
    throw new BadProof('The path does not lead from this event to the root that was signed.');
  return { ...opened, index };
}
