import { type Checkpoint, type EventStore, START, type StoredEvent, StoreError } from '#event-store/index.js';
import {
  type Hash,
  knownSignatures,
  leafOf,
  originOf,
  readNote,
  readVerifierKey,
  type TreeHead,
} from '#proof/index.js';
import { grownTree } from './grown-tree.js';
import { readHighWater } from './high-water.js';
import { keyChangesIn } from './key-changes.js';
import { hasLeaf, ledgerIn } from './ledger-events.js';
import { leavesFrom, rootOf } from './proving.js';
import { historyCut, historyRewritten, type TreeError } from './tree-error.js';
import type { LastLeaf, TreeState, TreeStore } from './tree-store.js';

type ReadableStore = Pick<EventStore, 'readStream' | 'readAll'>;

const PAGE = 1_000;

/** The event that the tree ends with, as the store holds it. Errors: `TreeError`; those of the stores. */
export async function requireSameHistory(
  store: ReadableStore,
  tree: TreeStore,
  state: TreeState | undefined,
): Promise<StoredEvent | undefined> {
  if (!state) return undefined;
  const [found, [leaf]] = await Promise.all([eventAt(store, state.last), leavesFrom(tree, state.size - 1)]);
  if (found && leaf && leafOf(state.ledger, found).equals(leaf)) return found;
  throw await firstDifference(store, tree, state);
}

/**
 * Holds the events against the last checkpoint outside the databases, which no restore of a database sets back. Errors:
 * `TreeError`; those of the stores.
 */
export async function requireHighWater(
  folder: string,
  store: ReadableStore,
  tree: TreeStore | undefined,
): Promise<void> {
  const water = readHighWater(folder);
  const state = await tree?.state();
  if (tree) {
    const last = await requireSameHistory(store, tree, state);
    await requireKeyInForce(store, tree, last?.position ?? 0);
  }
  if (!water || water.size === 0) return;
  const ledger = await ledgerIn(store);
  if (ledger === undefined) throw historyCut(0, water.size);
  if (originOf(ledger) !== water.origin)
    throw historyRewritten(undefined, `The store holds ${originOf(ledger)}, and the data folder is of ${water.origin}`);
  const root =
    tree && state && state.size >= water.size
      ? await rootOf(tree, water.size)
      : await rootByEvents(store, tree, ledger, water);
  if (root.equals(water.root)) return;
  throw historyRewritten(undefined, `Among the first ${water.size} events is at least one`);
}

/** A key that was retired may have been stolen: it does not sign what came after. */
async function requireKeyInForce(store: ReadableStore, tree: TreeStore, position: number): Promise<void> {
  const change = (await keyChangesIn(store)).findLast((each) => each.position <= position);
  const newest = change && (await tree.checkpoint());
  if (!newest) return;
  const inForce = readVerifierKey(change.to);
  if (knownSignatures(readNote(newest.note), [inForce]).length > 0) return;
  throw historyRewritten(undefined, `The newest checkpoint is not signed by ${change.to}, the key in force`);
}

/** For a tree that has yet to grow so far. */
async function rootByEvents(
  store: ReadableStore,
  tree: TreeStore | undefined,
  ledger: string,
  { size }: TreeHead,
): Promise<Hash> {
  const state = await tree?.state();
  const growing = await grownTree(tree, state?.size ?? 0);
  const last = state && (await eventAt(store, state.last));
  for await (const event of eventsAfter(store, last?.checkpoint ?? START)) {
    if (growing.size() === size) break;
    if (hasLeaf(event)) growing.add(leafOf(ledger, event));
  }
  if (growing.size() < size) throw historyCut(growing.size(), size);
  return growing.root();
}

async function firstDifference(store: ReadableStore, tree: TreeStore, state: TreeState): Promise<TreeError> {
  const { size, ledger } = state;
  let held = 0;
  let leaves: readonly Hash[] = [];
  for await (const event of eventsAfter(store, START)) {
    if (!hasLeaf(event)) continue;
    if (held === size) break;
    if (leaves.length === 0) leaves = await leavesFrom(tree, held);
    const [leaf, ...rest] = leaves;
    leaves = rest;
    held += 1;
    if (!leaf?.equals(leafOf(ledger, event))) return historyRewritten(held, `Event ${held} is ${nameOf(event)}`);
  }
  if (held < size) return historyCut(held, size);
  return historyRewritten(size, `Event ${size} has moved in its stream ${state.last.stream}`);
}

export const nameOf = ({ type, stream, revision, id }: StoredEvent): string =>
  `${type} at revision ${revision} of ${stream} (${id})`;

export async function* eventsAfter(
  store: Pick<EventStore, 'readAll'>,
  after: Checkpoint | typeof START,
): AsyncGenerator<StoredEvent> {
  let place = after;
  for (;;) {
    const { events, checkpoint, end } = await store.readAll(place, PAGE);
    yield* events;
    if (end) return;
    place = checkpoint;
  }
}

async function eventAt(
  store: Pick<EventStore, 'readStream'>,
  { stream, revision }: LastLeaf,
): Promise<StoredEvent | undefined> {
  try {
    return (await store.readStream(stream, { from: revision, limit: 1 }))[0];
  } catch (error) {
    if (error instanceof StoreError && error.code === 'stream-deleted') return undefined;
    throw error;
  }
}
