import { EMPTY_ROOT, type Hash, nodeHash } from './hashes.js';

/** The hash of the complete subtree over leaves `index * 2^level` up to `(index + 1) * 2^level`. */
export type Subtrees = (level: number, index: number) => Hash;

/** The root of the first `size` leaves. */
export const rootAt = (subtrees: Subtrees, size: number): Hash => (size === 0 ? EMPTY_ROOT : over(subtrees, 0, size));

/** From the leaf's sibling up to the root's child: RFC 6962, section 2.1.1. */
export function inclusionProof(subtrees: Subtrees, index: number, size: number): Hash[] {
  const path: Hash[] = [];
  let [start, end] = [0, size];
  while (end - start > 1) {
    const middle = start + largestPowerBelow(end - start);
    if (index < middle) {
      path.unshift(over(subtrees, middle, end));
      end = middle;
    } else {
      path.unshift(over(subtrees, start, middle));
      start = middle;
    }
  }
  return path;
}

/** RFC 6962, section 2.1.2; empty from the empty tree, and between equal sizes. */
export function consistencyProof(subtrees: Subtrees, earlier: number, later: number): Hash[] {
  if (earlier === 0 || earlier === later) return [];
  const path: Hash[] = [];
  let [start, end] = [0, later];
  while (earlier !== end) {
    const middle = start + largestPowerBelow(end - start);
    if (earlier <= middle) {
      path.unshift(over(subtrees, middle, end));
      end = middle;
    } else {
      path.unshift(over(subtrees, start, middle));
      start = middle;
    }
  }
  // The verifier knows the earlier root, so the proof leaves it out where it is a subtree of the later one.
  if (start > 0) path.unshift(over(subtrees, start, end));
  return path;
}

function over(subtrees: Subtrees, start: number, end: number): Hash {
  const size = end - start;
  const level = Math.log2(size);
  if (Number.isInteger(level) && 2 ** level === size) return subtrees(level, start / size);
  const middle = start + largestPowerBelow(size);
  return nodeHash(over(subtrees, start, middle), over(subtrees, middle, end));
}

/** For a size from 2 on. */
export function largestPowerBelow(size: number): number {
  let power = 1;
  while (power * 2 < size) power *= 2;
  return power;
}
