import { setTimeout as delay } from 'node:timers/promises';
import { CLOCK_SKEW_MS, type RecordingClock } from '#commands/index.js';
import type { Instant } from '#domain/index.js';
import { ReadError } from '#read-store/index.js';

/** Longest append between its recordedAt and the store's acknowledgement, in milliseconds. */
const APPEND_MS = 3_000;
/** Clock skew plus append time: later, no other process can record at an earlier instant. */
export const SETTLING_MS = CLOCK_SKEW_MS + APPEND_MS;
const LONGEST_WAIT_MS = SETTLING_MS + 1_000;

export interface SeenHead {
  /** All that was recorded before it is in the head. */
  readonly at: Instant;
  readonly head: number;
}

export interface SettlingOptions {
  readonly clock: Pick<RecordingClock, 'now' | 'settled'>;
  readonly shared: boolean;
  head(): Promise<number>;
  /** A recent head spares a round trip, and serves while the store is unavailable. */
  seen?(): SeenHead | undefined;
  position(): number;
  reached(position: number): Promise<boolean>;
}

/**
 * Waits until no more events can be recorded at or before an instant. Errors: `not-settled`, `projection-behind`, those
 * of `head`.
 */
export function settling(options: SettlingOptions): (until: Instant) => Promise<void> {
  const { clock, shared, head, seen, position, reached } = options;
  const margin = shared ? SETTLING_MS : 0;
  return async (until) => {
    const remaining = Date.parse(until) + margin - Date.parse(clock.now());
    if (remaining > LONGEST_WAIT_MS) throw notSettled(until, remaining);
    if (remaining >= 0) await delay(remaining + 1);
    await clock.settled(until);
    const known = seen?.();
    if (known && Date.parse(known.at) > Date.parse(until) + margin && position() >= known.head) return;
    const stands = await head();
    if (await reached(stands)) return;
    const detail = `The read models stand at position ${position()}, the ledger at ${stands}; ask again.`;
    throw new ReadError('projection-behind', detail, { position: position(), head: stands });
  };
}

function notSettled(until: Instant, remaining: number): ReadError {
  const retryAfterSeconds = Math.ceil(remaining / 1000);
  const detail = `knownAt ${until} is not settled yet: an event may still be recorded at or before it. Ask again in ${retryAfterSeconds} seconds, or leave knownAt out.`;
  return new ReadError('not-settled', detail, { knownAt: until, retryAfterSeconds });
}
