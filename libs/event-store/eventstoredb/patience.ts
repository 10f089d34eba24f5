import { setTimeout as delay } from 'node:timers/promises';
import type { Connection, Connections } from './connection.js';
import { ErrorType, isGivenUp, kindOf, reasonOf, refusalOf, unavailable } from './failures.js';

export interface Patience {
  readonly silenceMs: number;
  /** Retry time after failures: about as long as a leader election takes. */
  readonly tryingMs: number;
  readonly searches: boolean;
}

export const REQUEST: Patience = { silenceMs: 1_700, tryingMs: 900, searches: false };
export const WORK: Patience = { silenceMs: 5_000, tryingMs: 5_000, searches: true };

export const APPENDING_MS = 1_700;

const MOST_SILENCES = 2;
const FIRST_PAUSE_MS = 25;

export class Silence extends Error {
  constructor() {
    super('no response in time');
    this.name = 'Silence';
  }
}

export async function patiently<Result>(
  connections: Connections,
  hosts: string,
  { tryingMs }: Patience,
  attempt: (connection: Connection) => Promise<Result>,
  closed: AbortSignal,
  stream?: string,
): Promise<Result> {
  const until = performance.now() + tryingMs;
  let silences = 0;
  for (let pause = FIRST_PAUSE_MS; ; ) {
    const connection = connections.current();
    try {
      return await attempt(connection);
    } catch (error) {
      const refusal = refusalOf(error, stream);
      if (refusal) throw refusal;
      if (closed.aborted) throw unavailable(hosts, 'the store was closed');
      if (error instanceof Silence) {
        silences += 1;
        // Without a connection the server is down, not slow.
        if (silences < MOST_SILENCES && (await connection.isReady())) continue;
        connections.failed(connection);
        throw unavailable(hosts, reasonOf(error));
      }
      // Another call's failure closed the connection before this one was sent.
      if (isGivenUp(error) && connection !== connections.current()) continue;
      if (isAway(error)) connections.failed(connection);
      if (performance.now() + pause > until) throw unavailable(hosts, reasonOf(error));
    }
    await delay(pause, undefined, { signal: closed }).catch(() => {});
    pause *= 2;
  }
}

/** Connection faults; the client finds a new leader by itself. */
export const isAway = (error: unknown): boolean => {
  const kind = kindOf(error);
  return kind === undefined || kind === ErrorType.UNAVAILABLE || kind === ErrorType.CANCELLED;
};

/**
 * Calls `late` after `silenceMs` without progress, one turn later so that received data counts; restarts the timer
 * where it returns true.
 */
export function watch(silenceMs: number, late: () => Promise<boolean>) {
  let told = false;
  let over = false;
  const look = async () => {
    if (!over && (told || (await late())) && !over) timer.refresh();
  };
  const timer = setTimeout(() => {
    told = false;
    setImmediate(() => void look());
  }, silenceMs);
  return {
    progress() {
      told = true;
      timer.refresh();
    },
    stop() {
      over = true;
      clearTimeout(timer);
    },
  };
}
