import { type GrowingTree, growingTree, tilesOfEdge } from '#proof/index.js';
import type { TreeStore } from './tree-store.js';

/** The tree as it was kept, to go on from. */
export async function grownTree(tree: TreeStore | undefined, size: number): Promise<GrowingTree> {
  const tiles = await tree?.tiles(tilesOfEdge(size));
  return growingTree(size, tiles ?? (() => []));
}
