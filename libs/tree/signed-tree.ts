import {
  type Hash,
  inclusionProof,
  rememberedSubtrees,
  type Subtrees,
  TILE_WIDTH,
  type TilePlace,
  tilesFor,
  writeProof,
} from '#proof/index.js';
import type { KeptCheckpoint } from './cosigned-store.js';
import type { TreeStore } from './tree-store.js';

/** A checkpoint with the newest leaves below it. */
export interface SignedTree extends KeptCheckpoint {
  readonly subtrees: Subtrees;
  /** By the leaf's bytes as latin1. */
  readonly indexes: ReadonlyMap<string, number>;
}

/** As many as come between two checkpoints under load, and more than anybody waits for. */
const MOST_TILES = 20;

export const keyOf = (leaf: Hash): string => leaf.toString('latin1');

/** Reads the leaves since a size, and at least those of the last two tiles. Errors: those of the tree's store. */
export async function readSignedTree(
  tree: Pick<TreeStore, 'tiles'>,
  kept: KeptCheckpoint,
  since: number,
  nodes: Map<number, Hash>,
): Promise<SignedTree> {
  const last = Math.floor((kept.size - 1) / TILE_WIDTH);
  const first = Math.max(0, last - MOST_TILES, Math.min(Math.floor(since / TILE_WIDTH), last - 1));
  const leafTiles = Array.from({ length: last - first + 1 }, (_, nth): TilePlace => ({ level: 0, index: first + nth }));
  const above = tilesFor((from) => {
    for (const { index } of leafTiles) inclusionProof(from, index * TILE_WIDTH, kept.size);
  });
  const tiles = await tree.tiles([...leafTiles, ...above.filter(({ level }) => level > 0)]);
  const indexes = new Map<string, number>();
  for (const place of leafTiles)
    for (const [offset, leaf] of tiles(place).entries()) {
      const index = place.index * TILE_WIDTH + offset;
      if (index < kept.size) indexes.set(keyOf(leaf), index);
    }
  return { ...kept, indexes, subtrees: rememberedSubtrees(tiles, nodes) };
}

export const proofIn = ({ size, note, subtrees }: SignedTree, index: number, extra: Buffer): string =>
  writeProof({ extra, index, path: inclusionProof(subtrees, index, size), checkpoint: note });
