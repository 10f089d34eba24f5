import type { EventStore } from '#event-store/index.js';
import { openReadStore } from '#projector/index.js';
import { anotherHistory, otherHistory, type ReadLocation } from '#read-store/index.js';

/**
 * Fails with `read-models-of-another-history` where the read models are of another ledger than a store holds, or of one
 * where it holds none: then no ledger is begun there. Of what other code has made, nothing is known.
 */
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
