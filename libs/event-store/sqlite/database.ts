import Database from 'better-sqlite3';
import { StoreError } from '../port/errors.js';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS events (
    position INTEGER PRIMARY KEY,
    stream TEXT NOT NULL,
    revision INTEGER NOT NULL,
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    data TEXT NOT NULL,
    metadata TEXT NOT NULL,
    salt TEXT,
    UNIQUE (stream, revision)
  ) STRICT;
  CREATE TRIGGER IF NOT EXISTS events_stay BEFORE DELETE ON events
    BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END;
  CREATE TRIGGER IF NOT EXISTS events_stand BEFORE UPDATE ON events
    BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;
`;

/** WAL pages (4 KiB) per checkpoint under load; idle time checkpoints earlier. */
const CHECKPOINT_PAGES = 16_384;
const CACHE_KIB = 32_768;
const FULL = 2;

/** For the single writer. Every commit is fsynced when it returns. */
export function openForWriting(file: string): Database.Database {
  const db = new Database(file);
  // SQLite reopens a WAL file with synchronous NORMAL, so set FULL each time and verify.
  const mode = db.pragma('journal_mode = WAL', { simple: true });
  db.pragma('synchronous = FULL');
  const synchronous = db.pragma('synchronous', { simple: true });
  if (mode !== 'wal' || synchronous !== FULL) {
    db.close();
    throw new StoreError(
      'store-unavailable',
      `${file} opened with journal_mode ${mode} and synchronous ${synchronous}; a durable store needs wal and ${FULL}.`,
      { file, mode, synchronous },
    );
  }
  db.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
  db.pragma(`cache_size = -${CACHE_KIB}`);
  db.exec(SCHEMA);
  addSalts(db);
  return db;
}

/** Events from before salts keep none: a column that is added is null in every row. */
function addSalts(db: Database.Database): void {
  if (!hasSalts(db)) db.exec('ALTER TABLE events ADD COLUMN salt TEXT');
}

export const hasSalts = (db: Database.Database): boolean =>
  db.prepare("SELECT 1 FROM pragma_table_info('events') WHERE name = 'salt'").get() !== undefined;

/** Takes no lock, so it works beside the writer and in other processes. */
export function openForReading(file: string): Database.Database {
  return new Database(file, { readonly: true, fileMustExist: true });
}
