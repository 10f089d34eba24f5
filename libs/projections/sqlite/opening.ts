import Database from 'better-sqlite3';

/** Commits between two checkpoints, in pages of 4 KiB: by default nearly every batch wrote its pages twice and waited. */
const CHECKPOINT_PAGES = 16_384;

/** Opens a read-model file for its projector. The rows can be made again, so a commit need not wait for the disk. */
export function openForProjecting(file: string): Database.Database {
  const db = new Database(file, { fileMustExist: true });
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  db.pragma('cache_size = -32000');
  db.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
  return db;
}

/** Opens a read-model file for queries. */
export function openForQueries(file: string): Database.Database {
  const db = new Database(file, { fileMustExist: true, readonly: true });
  db.pragma('query_only = ON');
  db.pragma('cache_size = -16000');
  db.pragma('temp_store = MEMORY');
  return db;
}
