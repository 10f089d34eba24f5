import { statSync } from 'node:fs';
import Database from 'better-sqlite3';

/** Commits between two checkpoints, in pages of 4 KiB: by default nearly every batch wrote its pages twice and waited. */
const CHECKPOINT_PAGES = 16_384;
/** From this size on the log is emptied by force, in bytes. */
const LONGEST_LOG = 2 * CHECKPOINT_PAGES * 4_096;

/** Opens a read-model file for its projector. The rows can be made again, so a commit need not wait for the disk. */
export function openForProjecting(file: string): Database.Database {
  const db = new Database(file, { fileMustExist: true });
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  db.pragma('cache_size = -32000');
  db.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
  return db;
}

/**
 * Makes what keeps the log of a file short, to be called after commits. While there is always somebody who reads, no
 * checkpoint of SQLite's own begins the log anew, and it grows for ever: this one waits until who reads it has ended,
 * which those that begin meanwhile do not hold up.
 */
export function shortLog(db: Database.Database, file: string, longest = LONGEST_LOG): () => void {
  const size = () => statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  let next = longest;
  return () => {
    if (size() < next) return;
    db.pragma('wal_checkpoint(TRUNCATE)');
    // Where somebody read for longer than it waits, not at each commit again.
    next = size() + longest;
  };
}

/** Opens a read-model file for queries. */
export function openForQueries(file: string): Database.Database {
  const db = new Database(file, { fileMustExist: true, readonly: true });
  db.pragma('query_only = ON');
  db.pragma('cache_size = -16000');
  db.pragma('temp_store = MEMORY');
  return db;
}
