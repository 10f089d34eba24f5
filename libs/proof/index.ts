export {
  commitment,
  entryOf,
  type LeafRecord,
  leafOf,
  leafRecord,
  ledgerOf,
  originOf,
  type ProvableEvent,
} from './events/leaf.js';
export { newSalt, saltsOf } from './events/salt.js';
export { type GrowingTree, type GrownTile, growingTree } from './merkle/growing.js';
export { EMPTY_ROOT, HASH_BYTES, type Hash, leafHash, nodeHash } from './merkle/hashes.js';
export { consistencyProof, inclusionProof, rootAt, type Subtrees } from './merkle/subtrees.js';
export {
  hashesIn,
  isTileOf,
  readTilePath,
  rememberedSubtrees,
  subtreesOf,
  TILE_WIDTH,
  type Tile,
  type TileHashes,
  type TilePlace,
  tilePath,
  tilesFor,
  tilesOfEdge,
} from './merkle/tiles.js';
export { type Consistency, type Inclusion, provesConsistency, provesInclusion } from './merkle/verify.js';
export {
  type OpenedCheckpoint,
  openCheckpoint,
  readCheckpoint,
  signCheckpoint,
  type TreeHead,
} from './notes/checkpoint.js';
export { type ConsistencyText, readConsistency, writeConsistency } from './notes/consistency-text.js';
export { cosign, type Sighting, sightingsIn, sightingsOf, witnessSignerOf } from './notes/cosignature.js';
export { type HandOver, handOver, isHandedOver } from './notes/hand-over.js';
export {
  ED25519,
  newPrivateKey,
  readVerifierKey,
  type Signer,
  signerOf,
  type Verifier,
  verifierKey,
} from './notes/keys.js';
export { knownSignatures, readNote, withSignatures } from './notes/note.js';
export { type Policy, type PolicyWitness, readPolicy } from './notes/policy.js';
export { type InclusionText, openProof, readProof, writeProof } from './notes/tlog-proof.js';
export { BadProof } from './text/bad-proof.js';
export { canonicalise, type ProofJson } from './text/canonical-json.js';
