import { describe, expect, it } from '@jest/globals';
import { type Hash, leafHash, nodeHash } from './hashes.js';
import { consistencyProof, inclusionProof, rootAt, type Subtrees } from './subtrees.js';
import { subtreesOf } from './tiles.js';
import { provesConsistency, provesInclusion } from './verify.js';

/** Below one full tile, so that the tree is its leaves. */
const SIZE = 20;
const leaves = Array.from({ length: SIZE }, (_, index) => leafHash(Buffer.from(`event ${index}`)));
const overLeaves = (all: readonly Hash[]): Subtrees =>
  subtreesOf(({ level, index }) => (level === 0 && index === 0 ? all : []));
const honest = overLeaves(leaves);
const sizes = Array.from({ length: SIZE }, (_, nth) => nth + 1);

/** The same events but for one. */
const forkedAt = (changed: number): Subtrees =>
  overLeaves(leaves.map((leaf, index) => (index === changed ? leafHash(Buffer.from('forged')) : leaf)));

/** The path without each run of neighbours, from one hash to all of them. */
function* withoutRuns(path: readonly Hash[]): Generator<Hash[]> {
  for (let from = 0; from < path.length; from++)
    for (let to = from + 1; to <= path.length; to++) yield [...path.slice(0, from), ...path.slice(to)];
}

describe('a proof that skips the middle', () => {
  it('of an event is refused, also for a node of the tree in place of the event', () => {
    const accepted: unknown[] = [];
    for (const size of sizes)
      for (let index = 0; index < size; index++) {
        const [leaf, root, path] = [leaves[index] as Hash, rootAt(honest, size), inclusionProof(honest, index, size)];
        expect(provesInclusion({ leaf, index, size, root, path })).toBe(true);
        for (const shorter of withoutRuns(path))
          for (let claimed = 0; claimed < size; claimed++)
            if (provesInclusion({ leaf, index: claimed, size, root, path: shorter })) accepted.push([size, index]);
        for (const [node, above] of nodesAbove(leaf, index, size, path))
          for (let claimed = 0; claimed < size; claimed++)
            if (provesInclusion({ leaf: node, index: claimed, size, root, path: above })) accepted.push([size, index]);
      }
    expect(accepted).toEqual([]);
  });

  it('from one checkpoint to a later one is refused', () => {
    const accepted: unknown[] = [];
    for (const later of sizes)
      for (let earlier = 1; earlier < later; earlier++) {
        const [earlierRoot, laterRoot] = [rootAt(honest, earlier), rootAt(honest, later)];
        const path = consistencyProof(honest, earlier, later);
        expect(provesConsistency({ earlier, later, earlierRoot, laterRoot, path })).toBe(true);
        for (const shorter of withoutRuns(path))
          if (provesConsistency({ earlier, later, earlierRoot, laterRoot, path: shorter }))
            accepted.push([earlier, later]);
      }
    expect(accepted).toEqual([]);
  });

  it('to a history with another event is refused, whichever of the two paths is given', () => {
    const accepted: unknown[] = [];
    for (const later of sizes)
      for (let earlier = 1; earlier < later; earlier++)
        for (let changed = 0; changed < earlier; changed++) {
          const fork = forkedAt(changed);
          const [earlierRoot, laterRoot] = [rootAt(honest, earlier), rootAt(fork, later)];
          const paths = [consistencyProof(fork, earlier, later), consistencyProof(honest, earlier, later)];
          for (const path of [...paths, paths.flat(), [earlierRoot, ...(paths[0] ?? [])]])
            if (provesConsistency({ earlier, later, earlierRoot, laterRoot, path })) accepted.push([earlier, later]);
        }
    expect(accepted).toEqual([]);
  });

  it('by a chain of roots is refused, where the tree has another form', () => {
    const accepted: unknown[] = [];
    for (const earlier of sizes.filter((size) => !Number.isInteger(Math.log2(size)))) {
      const earlierRoot = rootAt(honest, earlier);
      const added = leafHash(Buffer.from('forged'));
      const laterRoot = nodeHash(earlierRoot, added);
      for (let later = earlier + 1; later <= 2 * SIZE; later++)
        for (const path of [[added], [earlierRoot, added], [earlierRoot], [added, earlierRoot]])
          if (provesConsistency({ earlier, later, earlierRoot, laterRoot, path })) accepted.push([earlier, later]);
    }
    expect(accepted).toEqual([]);
  });
});

/** Each node on the way to the root, below it, with the rest of the path. */
function* nodesAbove(leaf: Hash, index: number, size: number, path: readonly Hash[]): Generator<[Hash, Hash[]]> {
  let [node, at, last] = [leaf, index, size - 1];
  for (const [step, sibling] of path.slice(0, -1).entries()) {
    while (at % 2 === 0 && at === last) [at, last] = [at / 2, last / 2];
    node = at % 2 === 1 ? nodeHash(sibling, node) : nodeHash(node, sibling);
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
    yield [node, path.slice(step + 1)];
  }
}
