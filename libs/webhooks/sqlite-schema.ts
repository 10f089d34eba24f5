import type Database from 'better-sqlite3';
import type { FolderCopy } from '#platform/folder-copy.js';

const TABLES = `
  CREATE TABLE IF NOT EXISTS webhooks (
    id TEXT PRIMARY KEY, secret TEXT, secret_revision INTEGER NOT NULL, restart INTEGER NOT NULL, number INTEGER,
    failures INTEGER NOT NULL DEFAULT 0, failing_since TEXT, next_at TEXT
  ) STRICT;
  CREATE TABLE IF NOT EXISTS webhook_attempts (
    webhook TEXT NOT NULL, nth INTEGER NOT NULL, event_id TEXT NOT NULL, number INTEGER NOT NULL,
    position INTEGER NOT NULL, type TEXT NOT NULL, attempt INTEGER NOT NULL, at TEXT NOT NULL, status INTEGER,
    failure TEXT, milliseconds INTEGER NOT NULL, next_at TEXT, PRIMARY KEY (webhook, nth)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS home (mark TEXT NOT NULL) STRICT;
`;
/** What was added to the table since. */
const ADDED = {
  event_id: 'TEXT',
  requeued: 'INTEGER NOT NULL DEFAULT 0',
  halted: 'TEXT',
  old_secret: 'TEXT',
  old_until: 'TEXT',
};

/**
 * Makes the tables of webhooks where they are missing. In a folder that is a copy, the webhooks are halted when it is
 * first opened: what was resumed since stays so.
 */
export function prepareWebhooks(db: Database.Database, copy: FolderCopy | undefined): void {
  db.exec(TABLES);
  const columns = () => db.prepare<[], string>("SELECT name FROM pragma_table_info('webhooks')").pluck().all();
  const missing = () => Object.entries(ADDED).filter(([name]) => !columns().includes(name));
  const add = db.transaction(() => {
    for (const [name, type] of missing()) db.exec(`ALTER TABLE webhooks ADD COLUMN ${name} ${type}`);
  });
  if (missing().length > 0) add.immediate();
  if (copy) haltOnce(db, `${copy.by} ${copy.madeAt}`);
}

function haltOnce(db: Database.Database, mark: string): void {
  const known = () => db.prepare<[], string>('SELECT mark FROM home').pluck().get();
  const halt = db.transaction(() => {
    if (known() === mark) return;
    db.exec("UPDATE webhooks SET halted = 'restored' WHERE halted IS NULL AND secret IS NOT NULL");
    db.exec('DELETE FROM home');
    db.prepare('INSERT INTO home VALUES (?)').run(mark);
  });
  if (known() !== mark) halt.immediate();
}
