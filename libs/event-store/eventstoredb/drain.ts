import type { AllStreamResolvedEvent, Position, StreamingRead } from '@eventstore/db-client';
import type { Connection } from './connection.js';
import { type ReadTimeouts, ResponseTimeout, watchdog } from './patience.js';

/**
 * Reads until the end or until `take` returns false; true at the end. Cancels the call, as leaving the loop would keep
 * one of the server's hundred streams. Errors: `Silence` after a timeout, unless `isThere` confirms a busy server.
 */
export async function drain<Found>(
  found: StreamingRead<Found>,
  responseMs: number,
  take: (each: Found) => boolean,
  isThere?: () => Promise<boolean>,
): Promise<boolean> {
  // Without a listener, an error after the last read would crash the process.
  found.on('error', () => {});
  const watching = watchdog(responseMs, async () => {
    if (await isThere?.()) return true;
    found.destroy(new ResponseTimeout());
    return false;
  });
  try {
    for await (const each of found) {
      watching.progress();
      if (!take(each)) return false;
    }
    return true;
  } finally {
    watching.stop();
    found.cancel().catch(() => {});
  }
}

/** Maximum timeouts to wait for a searching server: the read may also have been lost. */
const MAX_SEARCH_TIMEOUTS = 60;

/** Keeps waiting for a server that searches its log while it still answers a short read. */
export function whileServerAnswers(
  connection: Connection,
  { responseMs, waitForSearch }: ReadTimeouts,
): () => Promise<boolean> {
  let timeouts = 0;
  return async () => {
    timeouts += 1;
    if (!waitForSearch || timeouts > MAX_SEARCH_TIMEOUTS) return false;
    const end = connection.readAll({ direction: 'backwards', fromPosition: 'end', maxCount: 1, requiresLeader: true });
    return drain(end, responseMs, () => true).catch(() => false);
  };
}

export function logPosition({ event, commitPosition = 0n }: AllStreamResolvedEvent): Position {
  return event?.position ?? { commit: commitPosition, prepare: commitPosition };
}
