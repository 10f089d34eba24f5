import { setTimeout as delay } from 'node:timers/promises';
import { StoreError, type StoreLocation } from '#event-store/index.js';

const PAUSE_MS = 500;
const AWAY: readonly string[] = ['store-unavailable', 'outcome-unknown', 'read-only', 'access-denied'];

/** Work at the store that goes on by itself. */
export interface BackgroundTask {
  /** Settles with the first attempt, done or not; fails where that failed for another reason than the store's absence. */
  readonly firstAttempt: Promise<void>;
  /** Settles when the work is done, or given up as it was told to stop. */
  readonly completed: Promise<void>;
  isDone(): boolean;
}

/** Does what needs the store, again and again while the store is away, until it is done or told to stop. */
export function startBackgroundTask(
  work: () => Promise<void>,
  stopping: AbortSignal,
  onAway: (error: StoreError) => void,
): BackgroundTask {
  let isDone = false;
  async function attempt(): Promise<void> {
    try {
      await work();
      isDone = true;
    } catch (error) {
      if (!(error instanceof StoreError) || !AWAY.includes(error.code)) throw error;
      onAway(error);
    }
  }
  const tried = attempt();
  const done = tried.then(async () => {
    while (!isDone && !stopping.aborted) {
      await delay(PAUSE_MS, undefined, { signal: stopping }).catch(() => {});
      if (!stopping.aborted) await attempt();
    }
  });
  // Whoever waits for either hears of it; meanwhile it is no unhandled rejection.
  done.catch(() => {});
  return { firstAttempt: tried, completed: done, isDone: () => isDone };
}

/**
 * What an absent store means: where it is a file, that something is wrong; where it is a server, that `what` waits for
 * it, which people are told when that begins and when the reason changes.
 */
export function waitingFor({ engine }: StoreLocation, what: string): (error: StoreError) => void {
  let said: string | undefined;
  return (error) => {
    if (engine === 'sqlite') throw error;
    if (error.code !== said) console.error(`${what} for the store: ${error.message}`);
    said = error.code;
  };
}
