import { setTimeout as delay } from 'node:timers/promises';
import { StoreError, type StoreLocation } from '#event-store/index.js';

const PAUSE_MS = 500;
const AWAY: readonly string[] = ['store-unavailable', 'outcome-unknown', 'read-only', 'access-denied'];

export interface BackgroundTask {
  /** Rejects if the first attempt failed for any reason but an unavailable store. */
  readonly firstAttempt: Promise<void>;
  readonly completed: Promise<void>;
  isDone(): boolean;
}

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
  // Callers may await either promise later; this prevents an unhandled rejection meanwhile.
  done.catch(() => {});
  return { firstAttempt: tried, completed: done, isDone: () => isDone };
}

/** An unavailable SQLite file is an error; an unavailable server is waited for, with a notice per reason. */
export function waitingFor({ engine }: StoreLocation, what: string): (error: StoreError) => void {
  let lastCode: string | undefined;
  return (error) => {
    if (engine === 'sqlite') throw error;
    if (error.code !== lastCode) console.error(`${what} waits for the event store, retrying: ${error.message}`);
    lastCode = error.code;
  };
}
