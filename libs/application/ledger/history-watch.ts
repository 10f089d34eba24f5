import { statSync } from 'node:fs';
import type { EventStore, StoreLocation } from '#event-store/index.js';
import { poll } from '#platform/index.js';
import { type OtherHistory, otherHistory } from '#read-store/index.js';
import type { ReadSide } from './read-side.js';

const PAUSE_MS = 1_000;

/** Whether the store is the one that the served read models were made from. */
export interface HistoryWatch {
  /** How it is another; undefined while none is known to be. */
  other(): OtherHistory | undefined;
  /** Looks now; where the store or the read models cannot be asked, what was known stays. */
  look(): Promise<void>;
  stop(): Promise<void>;
}

export interface HistoryWatched {
  readonly store: Pick<EventStore, 'readStream'>;
  readonly events: StoreLocation;
  readonly readSide: Pick<ReadSide, 'served'>;
  /** The store has become another, or the read models are of this one again. */
  onTurn(): void;
  complain(message: string): void;
}

/**
 * Looks again and again whether the store still holds the last event that the served read models have applied: a server
 * may come back with an older log, an empty one or another, and a file may be put in another's place.
 */
export async function watchHistory(watched: HistoryWatched): Promise<HistoryWatch> {
  const { store, events, readSide, onTurn, complain } = watched;
  const replaced = replacement(events);
  const stopping = new AbortController();
  let known: OtherHistory | undefined;

  async function compare(): Promise<OtherHistory | undefined> {
    const gone = replaced();
    if (gone) return gone;
    const served = await readSide.served();
    return served && otherHistory(store, served);
  }

  async function look(): Promise<void> {
    const found = await compare().catch(() => known);
    if (found?.detail === known?.detail) return;
    const turned = (found === undefined) !== (known === undefined);
    known = found;
    if (turned) onTurn();
    complain(
      found ? `Commands and questions are refused: ${found.detail}` : 'The read models are of this store again.',
    );
  }

  await look();
  const watching = poll(look, PAUSE_MS, stopping.signal);
  return {
    other: () => known,
    look,
    async stop() {
      stopping.abort();
      await watching;
    },
  };
}

/** Makes what tells whether the events file is still the one that was opened; what is no file is not replaced. */
function replacement(events: StoreLocation): () => OtherHistory | undefined {
  if (events.engine !== 'sqlite') return () => undefined;
  const { file } = events;
  const opened = identityOf(file);
  const detail = `${file} is no longer the file that this server opened, and what it records now would be lost. Restart the server.`;
  return () => (identityOf(file) === opened ? undefined : { of: 'history', detail });
}

function identityOf(file: string): string | undefined {
  const found = statSync(file, { throwIfNoEntry: false });
  return found && `${found.dev} ${found.ino}`;
}
