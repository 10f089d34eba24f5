import type { EventStore } from '#event-store/index.js';
import { openReadStore } from '#projector/index.js';
import { anotherHistory, otherHistory, type ReadLocation } from '#read-store/index.js';

/** Errors: `read-models-of-another-history`. Prevents beginning a new ledger in a wrong, empty store. */
export async function requireOwnStore(location: ReadLocation, store: EventStore): Promise<void> {
  const models = await openReadStore(location);
  try {
    const live = (await models.pointer())?.live;
    if (live === undefined || (await models.outdated(live)).length > 0) return;
    const other = await otherHistory(store, await models.progress(live));
    if (other && other.of !== 'history') throw anotherHistory(other);
  } finally {
    await models.close();
  }
}
