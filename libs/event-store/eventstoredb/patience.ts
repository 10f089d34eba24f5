import { setTimeout as delay } from 'node:timers/promises';
import { defer, firstValueFrom, retry } from 'rxjs';
import type { Connection, Connections } from './connection.js';
import { ErrorType, errorTypeOf, permanentError, reasonOf, unavailable, wasClosedBeforeSent } from './failures.js';

export interface ReadTimeouts {
  readonly responseMs: number;
  /** Retry time after failures: about as long as a leader election takes. */
  readonly retryMs: number;
  readonly waitForSearch: boolean;
}

export const REQUEST_TIMEOUTS: ReadTimeouts = { responseMs: 1_700, retryMs: 900, waitForSearch: false };
export const BACKGROUND_TIMEOUTS: ReadTimeouts = { responseMs: 5_000, retryMs: 5_000, waitForSearch: true };

export const APPEND_TIMEOUT_MS = 1_700;

const MAX_TIMEOUTS = 2;
const FIRST_RETRY_MS = 25;

export class ResponseTimeout extends Error {
  constructor() {
    super('no response in time');
    this.name = 'ResponseTimeout';
  }
}

export async function withRetry<Result>(
  connections: Connections,
  hosts: string,
  { retryMs }: ReadTimeouts,
  attempt: (connection: Connection) => Promise<Result>,
  closed: AbortSignal,
  stream?: string,
): Promise<Result> {
  const until = performance.now() + retryMs;
  let timeouts = 0;
  let pause = FIRST_RETRY_MS;
  let connection = connections.current();

  /** Resolves when the next attempt is due; fails where there is none. */
  async function nextAttempt(error: unknown): Promise<void> {
    const refusal = permanentError(error, stream);
    if (refusal) throw refusal;
    if (closed.aborted) throw unavailable(hosts, 'the store was closed');
    if (error instanceof ResponseTimeout) {
      timeouts += 1;
      // Without a connection the server is down, not slow.
      if (timeouts < MAX_TIMEOUTS && (await connection.isReady())) return;
      connections.failed(connection);
      throw unavailable(hosts, reasonOf(error));
    }
    // Another call's failure closed the connection before this one was sent.
    if (wasClosedBeforeSent(error) && connection !== connections.current()) return;
    if (isConnectionFault(error)) connections.failed(connection);
    if (performance.now() + pause > until) throw unavailable(hosts, reasonOf(error));
    await delay(pause, undefined, { signal: closed }).catch(() => {});
    pause *= 2;
  }

  const attempts = defer(() => {
    connection = connections.current();
    return attempt(connection);
  });
  return firstValueFrom(attempts.pipe(retry({ delay: nextAttempt })));
}

/** Connection faults; the client finds a new leader by itself. */
export const isConnectionFault = (error: unknown): boolean => {
  const kind = errorTypeOf(error);
  return kind === undefined || kind === ErrorType.UNAVAILABLE || kind === ErrorType.CANCELLED;
};

/**
 * Calls `late` after `silenceMs` without progress, one turn later so that received data counts; restarts the timer
 * where it returns true.
 */
export function watchdog(responseMs: number, late: () => Promise<boolean>) {
  let progressed = false;
  let over = false;
  const check = async () => {
    if (!over && (progressed || (await late())) && !over) timer.refresh();
  };
  const timer = setTimeout(() => {
    progressed = false;
    setImmediate(() => void check());
  }, responseMs);
  return {
    progress() {
      progressed = true;
      timer.refresh();
    },
    stop() {
      over = true;
      clearTimeout(timer);
    },
  };
}
