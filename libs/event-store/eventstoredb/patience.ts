import { setTimeout as delay } from 'node:timers/promises';
import type { Connection, Connections } from './connection.js';
import { ErrorType, isGivenUp, kindOf, reasonOf, refusalOf, unavailable } from './failures.js';

/** How long reads wait for a server, in milliseconds. */
export interface Patience {
  /** How long it may say nothing, before a read is tried once more on a fresh stream. */
  readonly silenceMs: number;
  /** How long a read is tried again after failures: a new leader is there within about so long. */
  readonly tryingMs: number;
  /** Whether a server that looks through its log is waited for as long as it answers other questions. */
  readonly searches: boolean;
}

/** That of a caller's request. */
export const REQUEST: Patience = { silenceMs: 1_700, tryingMs: 900, searches: false };
/** That of work in the background, which begins from the start when a read fails. */
export const WORK: Patience = { silenceMs: 5_000, tryingMs: 5_000, searches: true };

/** How long an append may take, in milliseconds. */
export const APPENDING_MS = 1_700;

const MOST_SILENCES = 2;
const FIRST_PAUSE_MS = 25;

/** The server has said nothing for too long. */
export class Silence extends Error {
  constructor() {
    super('it said nothing for too long');
    this.name = 'Silence';
  }
}

/** Runs an attempt, once more after a silence, and again on a new connection while the server is away. */
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
      if (closed.aborted) throw unavailable(hosts, 'it was closed');
      if (error instanceof Silence) {
        silences += 1;
        // Without a connection it is away, and not slow.
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

/** True when the fault is the connection's; the client looks for a new leader by itself. */
export const isAway = (error: unknown): boolean => {
  const kind = kindOf(error);
  return kind === undefined || kind === ErrorType.UNAVAILABLE || kind === ErrorType.CANCELLED;
};

/**
 * Calls `late` when it is told of no progress for so long, a turn later, so that what has arrived counts; and again
 * after as long a time where it answers that there is reason to wait on.
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
