import { type Instant, LEDGER_STREAM, type LedgerFact } from '#domain/index.js';
import type { EventStore } from '#event-store/index.js';

export interface Clock {
  readonly simulated: boolean;
  now(): Instant;
}

export const REAL_TIME: Clock = { simulated: false, now: () => new Date().toISOString() };

export interface SimulatedClock extends Clock {
  readonly simulated: true;
  set(now: Instant): void;
}

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

export async function isIllustrative(store: EventStore): Promise<boolean | undefined> {
  const [opened] = await store.readStream(LEDGER_STREAM, { limit: 1 });
  if (!opened) return undefined;
  return (opened.data as Extract<LedgerFact, { type: 'LedgerOpened' }>['data']).illustrative;
}

/** Throws when a settable clock would write into a store that is not marked as illustrative. */
export async function requireRightClock(store: EventStore, clock: Clock, place: string): Promise<void> {
  if (!clock.simulated || (await isIllustrative(store)) !== false) return;
  throw new Error(
    `The ledger in ${place} is not marked as illustrative, so it takes no simulated clock; set DATA_DIR to a folder of its own.`,
  );
}
