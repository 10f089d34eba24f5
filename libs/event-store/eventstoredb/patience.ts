import { setTimeout as delay } from 'node:timers/promises';
import type { Connection, Connections } from './connection.js';
import { ErrorType, kindOf, reasonOf, refusalOf, unavailable } from './failures.js';

/** How long a call may take while the server says nothing, in milliseconds. */
export const PATIENCE_MS = 1_700;
/** How long a call is tried again after failures, in milliseconds: a new leader is there within about so long. */
const TRYING_MS = 900;
const FIRST_PAUSE_MS = 25;

/** Runs an attempt, and again on a new connection while the server is away; `until` is when patience ends. */
export async function patiently<Result>(
  connections: Connections,
  hosts: string,
  attempt: (connection: Connection, patience: number) => Promise<Result>,
  until: number,
  stream?: string,
): Promise<Result> {
  for (let pause = FIRST_PAUSE_MS; ; pause *= 2) {
    const connection = connections.current();
    try {
      return await attempt(connection, Math.max(until - performance.now(), 1));
    } catch (error) {
      const refusal = refusalOf(error, stream);
      if (refusal) throw refusal;
      if (isAway(error)) connections.failed(connection);
      if (performance.now() + pause > until - PATIENCE_MS + TRYING_MS) throw unavailable(hosts, reasonOf(error));
    }
    await delay(pause);
  }
}

/** True when the fault is the connection's; the client looks for a new leader by itself. */
export const isAway = (error: unknown): boolean => {
  const kind = kindOf(error);
  return kind === undefined || kind === ErrorType.UNAVAILABLE || kind === ErrorType.CANCELLED;
};

/** Calls `late` when it is told of no progress for so long; a turn later, so that what has arrived counts. */
export function watch(patience: number, late: () => void) {
  let told = false;
  let begun = false;
  const onTime = () => {
    told = false;
    setImmediate(() => {
      if (told) timer.refresh();
      else late();
    });
  };
  let timer = setTimeout(onTime, patience);
  return {
    progress() {
      told = true;
      if (begun) {
        timer.refresh();
        return;
      }
      begun = true;
      clearTimeout(timer);
      timer = setTimeout(onTime, PATIENCE_MS);
    },
    stop() {
      told = true;
      clearTimeout(timer);
    },
  };
}
