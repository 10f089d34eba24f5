import {
  consistencyProof,
  type Hash,
  inclusionProof,
  isTileOf,
  rootAt,
  type Subtrees,
  subtreesOf,
  TILE_WIDTH,
  type Tile,
  tilesFor,
  writeProof,
} from '#proof/index.js';
import type { TreeStore } from './tree-store.js';

/** Loads the tiles that the work reads, then does it. */
async function over<Answer>(tree: Pick<TreeStore, 'tiles'>, work: (subtrees: Subtrees) => Answer): Promise<Answer> {
  return work(subtreesOf(await tree.tiles(tilesFor(work))));
}

export const rootOf = (tree: TreeStore, size: number): Promise<Hash> => over(tree, (from) => rootAt(from, size));

/** The proof that the event with this number is in the newest checkpoint; undefined until it is. */
export async function proveInclusion(
  tree: Pick<TreeStore, 'checkpoint' | 'tiles'>,
  number: number,
  extra?: Buffer,
): Promise<string | undefined> {
  const newest = await tree.checkpoint();
  if (!newest || number < 1 || number > newest.size) return undefined;
  const path = await over(tree, (from) => inclusionProof(from, number - 1, newest.size));
  return writeProof({ index: number - 1, path, checkpoint: newest.note, ...(extra && { extra }) });
}

/** Undefined where the tree has not grown so far. */
export async function proveConsistency(
  tree: TreeStore,
  { earlier, later }: { readonly earlier: number; readonly later: number },
): Promise<Hash[] | undefined> {
  const newest = await tree.checkpoint();
  if (!newest || earlier < 1 || earlier > later || later > newest.size) return undefined;
  return over(tree, (from) => consistencyProof(from, earlier, later));
}

/** The bytes of a tile; undefined where the signed tree does not have it. */
export async function tileBytes(tree: TreeStore, tile: Tile): Promise<Buffer | undefined> {
  const newest = await tree.checkpoint();
  if (!newest || !isTileOf(tile, newest.size)) return undefined;
  const hashes = (await tree.tiles([tile]))(tile);
  return hashes.length < tile.width ? undefined : Buffer.concat(hashes.slice(0, tile.width));
}

/** The leaves from an index on, up to the end of their tile. */
export async function leavesFrom(tree: TreeStore, index: number): Promise<readonly Hash[]> {
  const place = { level: 0, index: Math.floor(index / TILE_WIDTH) };
  return (await tree.tiles([place]))(place).slice(index % TILE_WIDTH);
}
