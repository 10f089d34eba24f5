import { type EventStore, START, type StoredEvent } from '#event-store/index.js';
import { leafOf, originOf, type Signer, signCheckpoint } from '#proof/index.js';
import { batches } from '#read-store/index.js';
import { grownTree } from './grown-tree.js';
import type { HighWater } from './high-water.js';
import { isKeyChange, keyAfter, keyChangesIn } from './key-changes.js';
import { hasLeaf, ledgerIn } from './ledger-events.js';
import { requireSameHistory } from './same-history.js';
import type { TreeState, TreeStore } from './tree-store.js';

/** Under load a checkpoint comes this often, in milliseconds; each costs a transaction and a signature. */
export const GATHER_MS = 25;
/** The same while somebody waits for a receipt. */
export const HURRIED_MS = 4;

/** What a board is shown is what witnesses are to have seen. */
const PACK_ISSUED = 'MeetingPackIssued';

export interface Keeping {
  readonly store: EventStore;
  readonly tree: TreeStore;
  /** The key in force, where events say which that is; undefined where its private key is not here. */
  readonly signerFor: (origin: string, inForce: string | undefined) => Signer | undefined;
  readonly highWater: HighWater;
  /** Told of each checkpoint, and at the start where there is nothing to sign. */
  readonly onGrown: (size: number, position: number) => void;
  readonly gatherMs?: () => number;
  readonly signal: AbortSignal;
}

/** Follows the store and signs what it holds, until the signal aborts. Errors: `TreeError`; those of the stores. */
export async function keepTree(keeping: Keeping): Promise<void> {
  const { store, tree, signerFor, highWater, onGrown, signal, gatherMs = () => GATHER_MS } = keeping;
  let state = await tree.state();
  const last = await requireSameHistory(store, tree, state);
  const growing = await grownTree(tree, state?.size ?? 0);
  if (!(await isBehind(store, last?.checkpoint ?? START))) onGrown(state?.size ?? 0, last?.position ?? 0);
  let ledger = state?.ledger;
  let changes = await keyChangesIn(store);
  let passed = changes.filter(({ position }) => position <= (last?.position ?? 0)).length;
  let signer: Signer | undefined;
  let isPinned = false;
  for await (const batch of batches(store, last?.checkpoint ?? START, signal, gatherMs)) {
    const added = batch.filter(hasLeaf);
    const end = added.at(-1);
    if (!end) continue;
    ledger ??= await ledgerIn(store);
    if (ledger === undefined) throw new Error('The store holds events of a ledger that was never opened.');
    for (const event of added) growing.add(leafOf(ledger, event));
    isPinned ||= added.some(({ type }) => type === PACK_ISSUED);
    const rotations = added.filter(isKeyChange).length;
    passed += rotations;
    if (rotations > 0 || !signer) {
      changes = await keyChangesIn(store);
      const inForce = keyAfter(changes, passed);
      signer = signerFor(originOf(ledger), inForce);
      // What a lost key signed is signed again by the next one, with the events up to it.
      if (!signer && passed < changes.length) continue;
      if (!signer) throw new Error(`The private key of ${inForce}, which is in force, is not here.`);
    }
    const note = signCheckpoint({ origin: originOf(ledger), size: growing.size(), root: growing.root() }, signer);
    const before = state?.size ?? 0;
    state = stateAfter(growing.size(), ledger, end);
    await tree.grow({ before, state, tiles: growing.takeGrown(), checkpoint: note, hour: hourNow(), isPinned });
    isPinned = false;
    highWater.raise(note);
    onGrown(state.size, end.position);
  }
}

const LOOKED_AT = 100;

/** Whether events wait to be signed: until they are, nothing shows that the tree can be written. */
async function isBehind(store: EventStore, since: Parameters<EventStore['readAll']>[0]): Promise<boolean> {
  return (await store.readAll(since, LOOKED_AT)).events.some(hasLeaf);
}

const stateAfter = (size: number, ledger: string, { stream, revision, id }: StoredEvent): TreeState => ({
  size,
  ledger,
  last: { stream, revision, id },
});

const hourNow = () => new Date().toISOString().slice(0, 13);
