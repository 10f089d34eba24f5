import { eventsOf, noLedger, readModelsOf } from '#application/index.js';
import { openForReading } from '#event-store/index.js';
import { countedFromFirst, type OnProgress, type StoreSettings } from '#platform/index.js';
import type { Policy, Verifier } from '#proof/index.js';
import {
  eventsAfter,
  type GivenCheckpoint,
  type HeldEvent,
  HIGH_WATER_FILE,
  highWaterNote,
  readTreeStore,
  type TreeStore,
  type Verification,
  verifiersIn,
  verifyEvents,
} from '#tree/index.js';

/** Those of four days, one an hour. */
const MOST_COSIGNED = 100;
const NOT_CHECKED = ['read models (action-ledger projections diff)', 'tokens, names and webhooks'];

/** The ledger of the settings, beside a running server or without one. Errors: those of the stores. */
export async function verifyFolder(
  settings: StoreSettings,
  keys: readonly Verifier[],
  progress: OnProgress,
  policy?: Policy,
): Promise<Verification> {
  const store = await openForReading(eventsOf(settings));
  const tree = await readTreeStore(readModelsOf(settings));
  try {
    const head = await store.head();
    if (head === 0) throw noLedger(settings);
    return await verifyEvents({
      events: counted(eventsAfter(store, 'start'), head, progress),
      checkpoints: await checkpointsOf(settings.DATA_DIR, tree),
      verifiers: keys.length > 0 ? keys : verifiersIn(settings.DATA_DIR),
      tree,
      policy,
      notChecked: NOT_CHECKED,
      passesForeign: true,
    });
  } finally {
    await store.close();
    await tree?.close();
  }
}

async function checkpointsOf(folder: string, tree: TreeStore | undefined): Promise<GivenCheckpoint[]> {
  const kept = (await tree?.checkpoints()) ?? [];
  const water = highWaterNote(folder);
  const cosigned = (await tree?.cosigned.newestOnes(MOST_COSIGNED)) ?? [];
  return [
    ...kept.map(({ size, note }) => ({ note, from: `the tree at ${size} events` })),
    ...cosigned.map(({ size, note }) => ({ note, from: `the witnesses at ${size} events` })),
    ...(water === undefined ? [] : [{ note: water, from: HIGH_WATER_FILE }]),
  ];
}

async function* counted(
  events: AsyncIterable<HeldEvent>,
  head: number,
  progress: OnProgress,
): AsyncGenerator<HeldEvent> {
  const count = countedFromFirst(progress);
  for await (const event of events) {
    count(event.position, head);
    yield event;
  }
}
