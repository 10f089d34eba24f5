import { StoreError, type StoreLocation } from '#event-store/index.js';
import { LOG_EVENTS, type Log, withRetry } from '#platform/index.js';

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
  // Callers may await either promise later; this prevents an unhandled rejection meanwhile.
  completed.catch(() => {});
  firstAttempt.catch(() => {});
  return { firstAttempt, completed, isDone: () => isDone };
}

/** An unavailable SQLite file is an error; an unavailable server is waited for, with a notice per reason. */
export function waitingFor({ engine }: StoreLocation, what: string, log: Log): (error: StoreError) => void {
  let lastCode: string | undefined;
  return (error) => {
    if (engine === 'sqlite') throw error;
    const { code, message } = error;
    if (code !== lastCode)
      log.warn({ event: LOG_EVENTS.waitingForStore, code }, `${what} waits for the event store, retrying: ${message}`);
    lastCode = code;
  };
}
