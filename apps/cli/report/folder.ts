import { setTimeout } from 'node:timers/promises';
import { type AccessStore, openAccessStore, type People } from '#access/index.js';
import { eventsOf, type QueryDependencies, readModelsOf, settling } from '#application/index.js';
import { openForReading } from '#event-store/index.js';
import type { StoreSettings } from '#platform/index.js';
import { openQueryStore } from '#projector/index.js';
import { EVERYTHING, liveName, refuseOutdated } from '#read-store/index.js';

const WAIT_MS = 2_000;
const STEP_MS = 50;

export interface FolderQueries extends QueryDependencies {
  /** A sentence about the lag behind the ledger; undefined if there is none. */
  readonly lag: string | undefined;
  readonly illustrative: boolean;
  close(): Promise<void>;
}

/**
 * Waits briefly for a running server to catch up. Errors: `no-read-models`, `projection-outdated`, and a missing
 * ledger.
 */
export async function openFolder(config: StoreSettings): Promise<FolderQueries> {
  const headOf = async () => {
    const store = await openForReading(eventsOf(config));
    return store.head().finally(() => store.close());
  };
  const head = await headOf();
  const kept = await openQueryStore(readModelsOf(config));
  const live = await liveName(kept);
  refuseOutdated(await kept.outdated(live));
  const models = await kept.models(live);
  let people: Promise<AccessStore> | undefined;
  const namesOf: People['namesOf'] = async (parties) => {
    people ??= openAccessStore(readModelsOf(config));
    return (await people).directory.namesOf(parties);
  };
  let position = 0;
  let illustrative = false;

  async function reached(wanted: number): Promise<boolean> {
    for (const until = Date.now() + WAIT_MS; ; await setTimeout(STEP_MS)) {
      const now = new Date().toISOString();
      const asOf = await models.read({ now }, EVERYTHING, async ({ moment }) => moment.asOf);
      ({ position, illustrative = false } = asOf);
      if (position >= wanted || Date.now() > until) return position >= wanted;
    }
  }

  // A running server may append to the folder at the same time.
  const settle = settling({
    clock: { now: () => new Date().toISOString(), settled: async () => {} },
    shared: true,
    head: headOf,
    position: () => position,
    reached,
  });
  const level = await reached(head);
  return {
    read: models.read,
    directory: { namesOf },
    reached,
    position: () => position,
    head: async () => head,
    settle,
    illustrative,
    lag: level
      ? undefined
      : `The read models lag behind: they are at position ${position}, the ledger at ${head}. Start the server or run rebuild.`,
    async close() {
      await models.close();
      await (await people)?.close();
      await kept.close();
    },
  };
}
