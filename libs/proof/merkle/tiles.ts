import { HASH_BYTES, type Hash, nodeHash } from './hashes.js';
import type { Subtrees } from './subtrees.js';

/** C2SP tlog-tiles: a tile holds up to 256 hashes, and each full one is a hash of the level above. */
export const TILE_WIDTH = 256;
const TILE_HEIGHT = 8;
/** Six levels hold 2^48 leaves, more than a number of an event can count. */
const MOST_LEVELS = 6;
const MOST_INDEXES = 2 ** 45;

export interface TilePlace {
  readonly level: number;
  readonly index: number;
}

export interface Tile extends TilePlace {
  readonly width: number;
}

const TILE = /^(\d|[1-5]\d|6[0-3])\/((?:x\d{3}\/)*)(\d{3})(?:\.p\/([1-9]\d{0,2}))?$/;

/** `0/x001/x234/067.p/5`, as after `tile/` in an address. */
export function tilePath({ level, index, width }: Tile): string {
  const digits = String(index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/g) ?? [];
  const path = groups.map((group, place) => (place < groups.length - 1 ? `x${group}` : group)).join('/');
  return `${level}/${path}${width === TILE_WIDTH ? '' : `.p/${width}`}`;
}

/** Undefined for any other spelling, so that each tile has one address. */
export function readTilePath(path: string): Tile | undefined {
  const [, level, groups = '', last, width] = TILE.exec(path) ?? [];
  const index = Number(`${groups.replaceAll(/[x/]/g, '')}${last}`);
  const tile = { level: Number(level), index, width: width === undefined ? TILE_WIDTH : Number(width) };
  const isTile = Number.isSafeInteger(index) && tile.width <= TILE_WIDTH && tilePath(tile) === path;
  return level !== undefined && isTile ? tile : undefined;
}

/** Hashes in the last tile of a level; 0 where all tiles of the level are full. */
export const partialWidth = (level: number, size: number): number =>
  Math.floor(size / TILE_WIDTH ** level) % TILE_WIDTH;

/** The tiles that are not full, one a level at most: what a tree grows from. */
export function tilesOfEdge(size: number): TilePlace[] {
  const places: TilePlace[] = [];
  for (let level = 0; TILE_WIDTH ** level <= size; level++) {
    const count = Math.floor(size / TILE_WIDTH ** level);
    if (count % TILE_WIDTH > 0) places.push({ level, index: Math.floor(count / TILE_WIDTH) });
  }
  return places;
}

/** Whether a tree of `size` leaves has this tile, or had it while it grew. */
export const isTileOf = ({ level, index, width }: Tile, size: number): boolean =>
  level < MOST_LEVELS && index * TILE_WIDTH + width <= Math.floor(size / TILE_WIDTH ** level);

export type TileHashes = (place: TilePlace) => readonly Hash[];

/** Subtrees from tiles: between two levels of tiles they are hashed again. */
export function subtreesOf(tiles: TileHashes): Subtrees {
  return (level, index) => {
    const count = 2 ** (level % TILE_HEIGHT);
    const first = index * count;
    const offset = first % TILE_WIDTH;
    return rootOfComplete(tiles(tileAbove(level, index)).slice(offset, offset + count));
  };
}

/** The tiles that some work on subtrees reads, so that they can be loaded before it. */
export function tilesFor(work: (subtrees: Subtrees) => unknown): TilePlace[] {
  const places = new Map<string, TilePlace>();
  const any = Buffer.alloc(HASH_BYTES);
  work((level, index) => {
    const place = tileAbove(level, index);
    places.set(`${place.level} ${place.index}`, place);
    return any;
  });
  return [...places.values()];
}

/** As `subtreesOf`, and hashes nothing twice: a complete subtree is the same in each later tree. */
export function rememberedSubtrees(tiles: TileHashes, known: Map<number, Hash>): Subtrees {
  const hashOf: Subtrees = (level, index) => {
    const key = level * MOST_INDEXES + index;
    const seen = known.get(key);
    if (seen) return seen;
    const found =
      level % TILE_HEIGHT === 0
        ? at(tiles(tileAbove(level, index)), index % TILE_WIDTH)
        : nodeHash(hashOf(level - 1, index * 2), hashOf(level - 1, index * 2 + 1));
    known.set(key, found);
    return found;
  };
  return hashOf;
}

/** The tile from whose hashes a complete subtree is made. */
function tileAbove(level: number, index: number): TilePlace {
  const first = index * 2 ** (level % TILE_HEIGHT);
  return { level: Math.floor(level / TILE_HEIGHT), index: Math.floor(first / TILE_WIDTH) };
}

/** For 2^n hashes. */
export function rootOfComplete(hashes: readonly Hash[]): Hash {
  let row = hashes;
  while (row.length > 1) {
    const above: Hash[] = [];
    for (let place = 0; place < row.length; place += 2) above.push(nodeHash(at(row, place), at(row, place + 1)));
    row = above;
  }
  return at(row, 0);
}

export function hashesIn(bytes: Buffer): Hash[] {
  const hashes: Hash[] = [];
  for (let place = 0; place + HASH_BYTES <= bytes.length; place += HASH_BYTES)
    hashes.push(bytes.subarray(place, place + HASH_BYTES));
  return hashes;
}

function at(row: readonly Hash[], place: number): Hash {
  const found = row[place];
  if (!found) throw new Error('The tiles of the tree are incomplete.');
  return found;
}
