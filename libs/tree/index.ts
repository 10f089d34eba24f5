export {
  type CosignedStore,
  hasCosignature,
  type KeptCheckpoint,
  type PinnedCheckpoint,
  type WitnessAnswer,
  type WitnessOutcome,
} from './cosigned-store.js';
export { hashed } from './hashed.js';
export { HIGH_WATER_FILE, highWaterNote } from './high-water.js';
export { keyChangesIn } from './key-changes.js';
export { hasLeaf, ledgerIn } from './ledger-events.js';
export { openTreeStore, readTreeStore, TREE_FILE } from './open-tree-store.js';
export type { GivenCheckpoint } from './opening-checkpoints.js';
export { leavesFrom, proveConsistency, proveInclusion, rootOf, tileBytes } from './proving.js';
export { type Receipt, type Receipts, receiptsFrom } from './receipts.js';
export { eventsAfter, nameOf, requireHighWater } from './same-history.js';
export { keyToTakeIn, makeNextKey, PUBLIC_KEYS, publicKeysFile, publicKeysIn, verifiersIn } from './signing-key.js';
export { TreeError } from './tree-error.js';
export type { TreeStore } from './tree-store.js';
export { malformed, outcomeOf, unreadable, type Verification } from './verification.js';
export { type HeldEvent, verifyEvents } from './verifying.js';
