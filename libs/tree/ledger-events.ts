import { LEDGER_STREAM } from '#domain/index.js';
import type { EventStore, StoredEvent } from '#event-store/index.js';
import { isClaim, isForeign } from '#read-store/index.js';

/** The tree holds what has a number: leaf n is event n + 1. */
export const hasLeaf = (event: StoredEvent): boolean => !isForeign(event) && !isClaim(event.stream);

/** Undefined in a store that holds no ledger yet. */
export async function ledgerIn(store: Pick<EventStore, 'readStream'>): Promise<string | undefined> {
  const [first] = await store.readStream(LEDGER_STREAM, { limit: 1 });
  const ledger = first?.data.ledger;
  return typeof ledger === 'string' ? ledger : undefined;
}
