import type { AllStreamResolvedEvent, Position, StreamingRead } from '@eventstore/db-client';
import type { Connection } from './connection.js';
import { type Patience, Silence, watch } from './patience.js';

/**
 * Hands over what a read gives, until it ends or `take` says that it has enough; true when it ended. It is cancelled
 * then, because leaving the loop alone would leave it open on the server, which has room for a hundred. Fails with
 * Silence when nothing comes for too long, unless `isThere` says that the server is only busy with it.
 */
export async function drain<Found>(
  found: StreamingRead<Found>,
  silenceMs: number,
  take: (each: Found) => boolean,
  isThere?: () => Promise<boolean>,
): Promise<boolean> {
  // An error that comes when nobody reads any more is none.
  found.on('error', () => {});
  const watching = watch(silenceMs, async () => {
    if (await isThere?.()) return true;
    found.destroy(new Silence());
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

/** So many silences long a server is waited for that searches: a read may also have been lost. */
const LONGEST_SEARCH = 60;

/** Waits on for a server that looks through its log and meanwhile answers where that ends. */
export function whileItAnswers(connection: Connection, { silenceMs, searches }: Patience): () => Promise<boolean> {
  let silences = 0;
  return async () => {
    silences += 1;
    if (!searches || silences > LONGEST_SEARCH) return false;
    const end = connection.readAll({ direction: 'backwards', fromPosition: 'end', maxCount: 1, requiresLeader: true });
    return drain(end, silenceMs, () => true).catch(() => false);
  };
}

/** Where an event stands in the log. */
export function placeOf({ event, commitPosition = 0n }: AllStreamResolvedEvent): Position {
  return event?.position ?? { commit: commitPosition, prepare: commitPosition };
}
