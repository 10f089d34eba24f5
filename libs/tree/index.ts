export { HIGH_WATER_FILE, highWaterNote } from './high-water.js';
export { hasLeaf, ledgerIn } from './ledger-events.js';
export { openTreeStore, readTreeStore, TREE_FILE } from './open-tree-store.js';
export { leavesFrom, proveConsistency, proveInclusion, rootOf, tileBytes } from './proving.js';
export { eventsAfter, nameOf, requireHighWater } from './same-history.js';
export { publicKeysFile, publicKeysIn, verifiersIn } from './signing-key.js';
export { TreeError } from './tree-error.js';
export { startTreeKeeper, type TreeKeeper } from './tree-keeper.js';
export type { KeptCheckpoint, TreeStore } from './tree-store.js';
