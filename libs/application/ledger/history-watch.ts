import { statSync } from 'node:fs';
import type { EventStore, StoreLocation } from '#event-store/index.js';
import { poll } from '#platform/index.js';
import { type OtherHistory, otherHistory } from '#read-store/index.js';
import type { ReadSide } from './read-side.js';

const PAUSE_MS = 1_000;

export interface HistoryWatch {
  other(): OtherHistory | undefined;
  /** Keeps the last answer when the store or the read models are unavailable. */
  look(): Promise<void>;
  stop(): Promise<void>;
}

export interface HistoryWatchDeps {
  readonly store: Pick<EventStore, 'readStream'>;
  readonly events: StoreLocation;
  readonly readSide: Pick<ReadSide, 'served'>;
  onChange(): void;
  warn(message: string): void;
}

/** Polls the store for the last applied event: a backup may restore an older, empty or other log. */
export async function watchHistory(watched: HistoryWatchDeps): Promise<HistoryWatch> {
  const { store, events, readSide, onChange, warn } = watched;
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
    if (turned) onChange();
    warn(
      found
        ? `Commands and queries are refused: ${found.detail}`
        : 'Read models match the event store again: commands and queries are accepted.',
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

/** Only a file can be replaced while it is open (its inode changes); a server cannot. */
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
