import { StoreError, type StoreLocation } from '#event-store/index.js';
import { LOG_EVENTS, type Log, withRetry } from '#platform/index.js';

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
  let tried = () => {};
  const firstRetry = new Promise<void>((resolve) => {
    tried = resolve;
  });
  async function attempt(): Promise<void> {
    await work();
    isDone = true;
  }
  const completed = withRetry(attempt, {
    work: 'store-task',
    delayMs: () => PAUSE_MS,
    signal: stopping,
    onRetry(error) {
      if (!(error instanceof StoreError) || !AWAY.includes(error.code)) throw error;
      onAway(error);
      tried();
    },
  });
  const firstAttempt = Promise.race([completed, firstRetry]);
  // Whoever waits for either hears of it; meanwhile it is no unhandled rejection.
  completed.catch(() => {});
  firstAttempt.catch(() => {});
  return { firstAttempt, completed, isDone: () => isDone };
}

/**
 * What an absent store means: where it is a file, that something is wrong; where it is a server, that `what` waits for
 * it, which people are told when that begins and when the reason changes.
 */
export function waitingFor({ engine }: StoreLocation, what: string, log: Log): (error: StoreError) => void {
  let said: string | undefined;
  return (error) => {
    if (engine === 'sqlite') throw error;
    const { code, message } = error;
    if (code !== said) log.warn({ event: LOG_EVENTS.waitingForStore, code }, `${what} for the store: ${message}`);
    said = code;
  };
}
