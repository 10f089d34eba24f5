import type { EventStore } from '#event-store/index.js';
import { newSalt } from '#proof/index.js';
import { isClaim } from '#read-store/index.js';
import type { Clock } from './clock.js';

/**
 * Gives each event random salts, so that its hash does not betray its text. An invented ledger goes without: each load
 * of it is identical.
 */
export function salting(store: EventStore, { simulated }: Pick<Clock, 'simulated'>): EventStore {
  if (simulated) return store;
  return {
    ...store,
    append: (stream, events, expected) =>
      store.append(stream, isClaim(stream) ? events : events.map((event) => ({ ...event, salt: newSalt() })), expected),
  };
}
