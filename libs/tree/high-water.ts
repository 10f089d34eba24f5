import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writePrivate } from '#platform/index.js';
import { readCheckpoint, type TreeHead } from '#proof/index.js';

export const HIGH_WATER_FILE = 'high-water';

const SYNC_MS = 1_000;

/** The last checkpoint outside the databases: a ledger that is set back is found out by it. Errors: `BadProof`. */
export function readHighWater(folder: string): TreeHead | undefined {
  const note = highWaterNote(folder);
  return note === undefined ? undefined : readCheckpoint(note);
}

export function highWaterNote(folder: string): string | undefined {
  const file = join(folder, HIGH_WATER_FILE);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

export interface HighWater {
  raise(note: string): void;
  /** Writes what has waited. */
  flush(): void;
}

/** Written once a second at most: each write is flushed to the disk, which the events need too. */
export function highWaterIn(folder: string): HighWater {
  let waiting: string | undefined;
  let timer: NodeJS.Timeout | undefined;
  function write(): void {
    if (waiting !== undefined) writePrivate(join(folder, HIGH_WATER_FILE), waiting);
    waiting = undefined;
  }
  return {
    raise(note) {
      waiting = note;
      if (timer) return;
      write();
      timer = setTimeout(() => {
        timer = undefined;
        write();
      }, SYNC_MS);
      timer.unref();
    },
    flush() {
      clearTimeout(timer);
      write();
    },
  };
}
