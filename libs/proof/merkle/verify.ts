import { HASH_BYTES, type Hash, nodeHash } from './hashes.js';

export interface Inclusion {
  readonly leaf: Hash;
  readonly index: number;
  readonly size: number;
  readonly root: Hash;
  readonly path: readonly Hash[];
}

export interface Consistency {
  readonly earlier: number;
  readonly later: number;
  readonly earlierRoot: Hash;
  readonly laterRoot: Hash;
  readonly path: readonly Hash[];
}

/** RFC 9162, section 2.1.3.2. */
export function provesInclusion({ leaf, index, size, root, path }: Inclusion): boolean {
  if (!isCount(index) || !isCount(size) || index >= size || ![leaf, root, ...path].every(isHash)) return false;
  let [fn, sn] = [index, size - 1];
  let found = leaf;
  for (const sibling of path) {
    if (sn === 0) return false;
    if (isOdd(fn) || fn === sn) {
      found = nodeHash(sibling, found);
      while (!isOdd(fn) && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else found = nodeHash(found, sibling);
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && found.equals(root);
}

/** RFC 9162, section 2.1.4.2. From the empty tree nothing is proven, for any tree goes on from it. */
export function provesConsistency({ earlier, later, earlierRoot, laterRoot, path }: Consistency): boolean {
  if (!isCount(earlier) || !isCount(later) || earlier === 0 || earlier > later) return false;
  if (earlier === later) return path.length === 0 && earlierRoot.equals(laterRoot);
  if (![earlierRoot, laterRoot, ...path].every(isHash)) return false;
  const isPower = Number.isInteger(Math.log2(earlier)) && 2 ** Math.log2(earlier) === earlier;
  const [first, ...rest] = isPower ? [earlierRoot, ...path] : path;
  if (!first || path.length === 0) return false;
  let [fn, sn] = [earlier - 1, later - 1];
  while (isOdd(fn)) [fn, sn] = [half(fn), half(sn)];
  let [fr, sr] = [first, first];
  for (const node of rest) {
    if (sn === 0) return false;
    if (isOdd(fn) || fn === sn) {
      fr = nodeHash(node, fr);
      sr = nodeHash(node, sr);
      while (!isOdd(fn) && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else sr = nodeHash(sr, node);
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && fr.equals(earlierRoot) && sr.equals(laterRoot);
}

const isHash = (bytes: Hash) => bytes.length === HASH_BYTES;
const isCount = (value: number) => Number.isSafeInteger(value) && value >= 0;
// Bitwise operators would cut a size to 32 bits.
const isOdd = (value: number) => value % 2 === 1;
const half = (value: number) => Math.floor(value / 2);
