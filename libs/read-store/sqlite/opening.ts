import { statSync } from 'node:fs';
import Database from 'better-sqlite3';

/** WAL pages (4 KiB) per checkpoint: SQLite's default made nearly every batch write its pages twice. */
const CHECKPOINT_PAGES = 16_384;
/** WAL size in bytes that forces a truncating checkpoint. */
const MAX_WAL_BYTES = 2 * CHECKPOINT_PAGES * 4_096;

/** Rows can be rebuilt, so a commit need not wait for fsync. */
export function openForProjecting(file: string): Database.Database {
  const db = new Database(file, { fileMustExist: true });
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  db.pragma('cache_size = -32000');
  db.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
  return db;
}

/**
 * Returns a function to call after commits, which truncates the WAL. Overlapping readers keep SQLite's automatic
 * checkpoint from resetting the WAL, so it would grow for ever; `TRUNCATE` waits for them without blocking new ones.
 */
export function walTruncation(db: Database.Database, file: string, maxBytes = MAX_WAL_BYTES): () => void {
  const size = () => statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  let next = maxBytes;
  return () => {
    if (size() < next) return;
    db.pragma('wal_checkpoint(TRUNCATE)');
    // After a checkpoint that timed out behind a long reader, do not retry at every commit.
    next = size() + maxBytes;
  };
}

export function openForQueries(file: string): Database.Database {
  const db = new Database(file, { fileMustExist: true, readonly: true });
  db.pragma('query_only = ON');
  db.pragma('cache_size = -16000');
  db.pragma('temp_store = MEMORY');
  return db;
}
