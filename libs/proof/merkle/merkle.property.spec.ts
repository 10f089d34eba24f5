import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type GrowingTree, growingTree } from './growing.js';
import { type Hash, leafHash } from './hashes.js';
import { consistencyProof, inclusionProof, rootAt, type Subtrees } from './subtrees.js';
import { hashesIn, isTileOf, readTilePath, subtreesOf, TILE_WIDTH, tilePath, tilesFor, tilesOfEdge } from './tiles.js';
import { provesConsistency, provesInclusion } from './verify.js';

const LEAVES = 70_000;
const leafAt = (index: number) => leafHash(Buffer.from(`event ${index}`));
const none = () => [];

const kept = new Map<string, readonly Hash[]>();
const keep = (tree: GrowingTree) => {
  for (const { level, index, hashes } of tree.takeGrown()) kept.set(`${level} ${index}`, hashes);
};
const subtrees: Subtrees = subtreesOf(({ level, index }) => kept.get(`${level} ${index}`) ?? []);
const grown = growingTree(0, none);
for (let index = 0; index < LEAVES; index++) grown.add(leafAt(index));
keep(grown);

const sizes = fc.integer({ min: 1, max: LEAVES });
const bit = fc.nat(255);

function flipped(hash: Hash, at: number): Hash {
  const changed = Buffer.from(hash);
  changed[at >> 3] = (changed[at >> 3] ?? 0) ^ (1 << (at & 7));
  return changed;
}

describe('a tree', () => {
  it('has the roots of RFC 6962', () => {
    const small = growingTree(0, none);
    expect(small.root().toString('hex')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    const entries = [
      '',
      '00',
      '10',
      '2021',
      '3031',
      '40414243',
      '5051525354555657',
      '606162636465666768696a6b6c6d6e6f',
    ];
    for (const entry of entries) small.add(leafHash(Buffer.from(entry, 'hex')));
    expect(small.root().toString('hex')).toBe('5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328');
  });

  it('holds the tiles that C2SP counts for 70,000 leaves, and their root from tiles is its own', () => {
    const widths = (level: number) =>
      [...kept].filter(([place]) => place.startsWith(`${level} `)).map(([, { length }]) => length);
    expect(widths(0).filter((width) => width === TILE_WIDTH)).toHaveLength(273);
    expect(tilesOfEdge(LEAVES)).toEqual([
      { level: 0, index: 273 },
      { level: 1, index: 1 },
      { level: 2, index: 0 },
    ]);
    expect([widths(0).at(-1), widths(1), widths(2)]).toEqual([112, [256, 17], [1]]);
    expect(rootAt(subtrees, LEAVES)).toEqual(grown.root());
  });

  it('goes on from its last tiles alone', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_500 }), fc.nat(700), (size, more) => {
        const whole = growingTree(0, none);
        for (let index = 0; index < size; index++) whole.add(leafAt(index));
        const tiles = new Map(whole.takeGrown().map(({ level, index, hashes }) => [`${level} ${index}`, hashes]));
        const again = growingTree(size, ({ level, index }) => tiles.get(`${level} ${index}`) ?? []);
        for (let index = size; index < size + more; index++) {
          whole.add(leafAt(index));
          again.add(leafAt(index));
        }
        expect([again.size(), again.root()]).toEqual([size + more, whole.root()]);
        expect(again.root()).toEqual(rootAt(subtrees, size + more));
        expect(again.takeGrown()).toEqual(whole.takeGrown());
      }),
      { numRuns: 30 },
    );
  });

  it('is refused where a tile that it goes on from is missing', () => {
    expect(() => growingTree(3, none)).toThrow('incomplete');
    expect(() => inclusionProof(subtrees, 0, LEAVES + 1)).toThrow('incomplete');
  });
});

describe('an inclusion proof', () => {
  it('is proven for the leaf, and for nothing that differs in a bit', () => {
    fc.assert(
      fc.property(sizes, fc.nat(), bit, fc.nat(), (size, any, at, which) => {
        const index = any % size;
        const proof = {
          leaf: leafAt(index),
          index,
          size,
          root: rootAt(subtrees, size),
          path: inclusionProof(subtrees, index, size),
        };
        expect(provesInclusion(proof)).toBe(true);
        expect(provesInclusion({ ...proof, leaf: flipped(proof.leaf, at) })).toBe(false);
        expect(provesInclusion({ ...proof, root: flipped(proof.root, at) })).toBe(false);
        expect(provesInclusion({ ...proof, path: [...proof.path, proof.root] })).toBe(false);
        if (proof.path.length === 0) return;
        const place = which % proof.path.length;
        const changed = proof.path.map((hash, each) => (each === place ? flipped(hash, at) : hash));
        expect(provesInclusion({ ...proof, path: changed })).toBe(false);
        expect(provesInclusion({ ...proof, path: proof.path.filter((_, each) => each !== place) })).toBe(false);
        expect(provesInclusion({ ...proof, index: (index + 1) % size })).toBe(false);
      }),
    );
  });
});

describe('a consistency proof', () => {
  it('is proven for both roots, and for nothing that differs in a bit', () => {
    fc.assert(
      fc.property(sizes, sizes, bit, fc.nat(), (one, other, at, which) => {
        const [earlier, later] = [Math.min(one, other), Math.max(one, other)];
        const [earlierRoot, laterRoot] = [rootAt(subtrees, earlier), rootAt(subtrees, later)];
        const proof = { earlier, later, earlierRoot, laterRoot, path: consistencyProof(subtrees, earlier, later) };
        expect(provesConsistency(proof)).toBe(true);
        expect(provesConsistency({ ...proof, earlierRoot: flipped(earlierRoot, at) })).toBe(false);
        expect(provesConsistency({ ...proof, laterRoot: flipped(laterRoot, at) })).toBe(false);
        expect(provesConsistency({ ...proof, path: [...proof.path, laterRoot] })).toBe(false);
        if (proof.path.length === 0) return;
        const place = which % proof.path.length;
        const changed = proof.path.map((hash, each) => (each === place ? flipped(hash, at) : hash));
        expect(provesConsistency({ ...proof, path: changed })).toBe(false);
        // A proof that skips the middle: the later root alone, for a tree that it does not go on from.
        expect(provesConsistency({ ...proof, path: [] })).toBe(false);
      }),
    );
  });

  it('is nothing to the same tree, and there is none from the empty tree', () => {
    const root = rootAt(subtrees, 7);
    const from = (earlier: number, path: Hash[]) =>
      provesConsistency({ earlier, later: 7, earlierRoot: root, laterRoot: root, path });
    expect([from(0, []), from(7, []), from(0, [root]), from(7, [root])]).toEqual([false, true, false, false]);
  });
});

describe('a tile', () => {
  it('has one path, as C2SP writes it', () => {
    expect(tilePath({ level: 0, index: 1_234_067, width: TILE_WIDTH })).toBe('0/x001/x234/067');
    expect(readTilePath('5/000.p/17')).toEqual({ level: 5, index: 0, width: 17 });
    for (const wrong of [
      '0/67',
      '0/0067',
      '0/x000/067',
      '00/067',
      '64/067',
      '0/067.p/0',
      '0/067.p/256',
      '0/067.p/01',
      '0/067/',
      '/0/067',
      '0/x67/067',
    ])
      expect([wrong, readTilePath(wrong)]).toEqual([wrong, undefined]);
    fc.assert(
      fc.property(fc.nat(63), fc.maxSafeNat(), fc.integer({ min: 1, max: 256 }), (level, index, width) => {
        expect(readTilePath(tilePath({ level, index, width }))).toEqual({ level, index, width });
      }),
    );
  });

  it('is of the tree once the tree has grown so far', () => {
    expect(isTileOf({ level: 0, index: 273, width: 112 }, LEAVES)).toBe(true);
    expect(isTileOf({ level: 0, index: 273, width: 113 }, LEAVES)).toBe(false);
    expect(isTileOf({ level: 2, index: 0, width: 1 }, LEAVES)).toBe(true);
    expect(isTileOf({ level: 3, index: 0, width: 1 }, LEAVES)).toBe(false);
  });

  it('is known before it is read', () => {
    const read = new Set<string>();
    const work = (from: Subtrees) => inclusionProof(from, 65_800, LEAVES);
    work(
      subtreesOf(({ level, index }) => {
        read.add(`${level} ${index}`);
        return kept.get(`${level} ${index}`) ?? [];
      }),
    );
    expect(tilesFor(work).map(({ level, index }) => `${level} ${index}`)).toEqual([...read]);
    expect(hashesIn(Buffer.concat(kept.get('2 0') ?? []))).toEqual(kept.get('2 0'));
  });
});
