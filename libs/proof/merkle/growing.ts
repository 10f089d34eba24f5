import type { Hash } from './hashes.js';
import { rootAt } from './subtrees.js';
import { partialWidth, rootOfComplete, subtreesOf, TILE_WIDTH, type TilePlace } from './tiles.js';

export interface GrownTile extends TilePlace {
  readonly hashes: readonly Hash[];
}

/** A tree of which only the last tile of each level is held. */
export interface GrowingTree {
  size(): number;
  root(): Hash;
  add(leaf: Hash): void;
  /** The tiles that have grown since this was last asked. */
  takeGrown(): GrownTile[];
}

/** Goes on from a tree of `size` leaves; `partial` gives the last tile of a level, which is not full. */
export function growingTree(size: number, partial: (place: TilePlace) => readonly Hash[]): GrowingTree {
  const levels: Hash[][] = [];
  const counts: number[] = [];
  let grown = new Map<string, GrownTile>();
  for (let level = 0; TILE_WIDTH ** level <= size; level++) {
    const count = Math.floor(size / TILE_WIDTH ** level);
    const width = partialWidth(level, size);
    counts[level] = count;
    levels[level] = width === 0 ? [] : partial({ level, index: Math.floor(count / TILE_WIDTH) }).slice(0, width);
    if (levels[level]?.length !== width) throw new Error('The tiles of the tree are incomplete.');
  }

  function add(level: number, hash: Hash): void {
    const tile = levels[level] ?? [];
    const count = counts[level] ?? 0;
    const index = Math.floor(count / TILE_WIDTH);
    tile.push(hash);
    levels[level] = tile;
    counts[level] = count + 1;
    grown.set(`${level} ${index}`, { level, index, hashes: tile });
    if (tile.length < TILE_WIDTH) return;
    levels[level] = [];
    add(level + 1, rootOfComplete(tile));
  }

  const count = () => counts[0] ?? 0;
  return {
    size: count,
    root: () =>
      rootAt(
        subtreesOf(({ level }) => levels[level] ?? []),
        count(),
      ),
    add: (leaf) => add(0, leaf),
    takeGrown() {
      const taken = [...grown.values()].map((tile) => ({ ...tile, hashes: [...tile.hashes] }));
      grown = new Map();
      return taken;
    },
  };
}
