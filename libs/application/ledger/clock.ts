import { type Instant, LEDGER_STREAM, type LedgerFact } from '#domain/index.js';

import type { EventStore } from '#event-store/index.js';

/** Where a ledger takes the moment of each command from. */
export interface Clock {
  readonly simulated: boolean;
  now(): Instant;
}

export const REAL_TIME: Clock = { simulated: false, now: () => new Date().toISOString() };

/** A clock that is set, for invented data alone; what it begins is marked as illustrative. */
export interface SimulatedClock extends Clock {
  readonly simulated: true;
  set(now: Instant): void;
}

/** A clock that stands at a moment until it is set to another. */
export function simulatedClock(begins: Instant): SimulatedClock {
  let moment = begins;
  return {
    simulated: true,
    now: () => moment,
    set: (now) => {
      moment = now;
    },
  };
}

/** Whether the ledger in a store is marked as invented; undefined where none has begun. */
export async function isIllustrative(store: EventStore): Promise<boolean | undefined> {
  const [opened] = await store.readStream(LEDGER_STREAM, { limit: 1 });
  if (!opened) return undefined;
  return (opened.data as Extract<LedgerFact, { type: 'LedgerOpened' }>['data']).illustrative;
}

/** Throws where a store that is not marked as illustrative would be given a clock that can be set. */
export async function requireRightClock(store: EventStore, clock: Clock, place: string): Promise<void> {
  if (!clock.simulated || (await isIllustrative(store)) !== false) return;
  throw new Error(
    `The ledger in ${place} is not marked as illustrative, so it takes no simulated clock; set DATA_DIR to a folder of its own.`,
  );
}
