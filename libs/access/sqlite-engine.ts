import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { acknowledgeCopy, type RunQuery, readFolderCopy, SQLITE_DDL, SqliteDialect, sql } from '#platform/index.js';
import { addedWebhookColumns, addWebhookColumn, homeTable, webhookTables } from '#webhooks/index.js';
import type { AccessEngine } from './access-engine.js';
import {
  type AccessTables,
  ADDED_SESSION_COLUMNS,
  accessTables,
  addSessionColumn,
  calendarTables,
  mailTables,
  sessionTables,
  signInTables,
} from './access-schema.js';

const PURGE_ATTEMPTS = 50;
const PURGE_RETRY_MS = 100;

export function openSqliteEngine(dataDir: string): AccessEngine {
  const db = openDatabase(join(dataDir, 'access.db'));
  makeTables(db);
  return {
    dialect: new SqliteDialect({ database: db }),
    async identity() {
      const copy = readFolderCopy(dataDir);
      return copy && { mark: `${copy.by} ${copy.madeAt}`, copiesUnmarked: true };
    },
    async purgeErased(run) {
      for (let attempt = 1; attempt <= PURGE_ATTEMPTS; attempt++) {
        if (await emptyLog(run)) return;
        await delay(PURGE_RETRY_MS);
      }
      throw new Error('It is deleted, but its old copy cannot be removed while another process reads access.db.');
    },
    async purgeDeleted(run) {
      await emptyLog(run);
    },
    acquireWebhookLease: async () => ownLease(),
    acquireDigestLease: async () => ownLease(),
    onAllResumed: () => acknowledgeCopy(dataDir, new Date().toISOString()),
    async close() {
      db.close();
    },
  };
}

/** One server holds the folder, so nobody else asks. */
const ownLease = () => ({ lost: new AbortController().signal, release: async () => {} });

function openDatabase(file: string): Database.Database {
  const db = new Database(file);
  // Set before the first write: SQLite gives the WAL files the same mode.
  chmodSync(file, 0o600);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('secure_delete = ON');
  return db;
}

function makeTables(db: Database.Database): void {
  const tables = [accessTables, sessionTables, signInTables, mailTables, calendarTables, webhookTables].flatMap(
    (tablesIn) => tablesIn(SQLITE_DDL),
  );
  for (const statement of [...tables, homeTable(SQLITE_DDL)]) db.exec(statement);
  const columnsOf = db.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck();
  const missing = () => {
    const [ofWebhooks, ofSessions] = [columnsOf.all('webhooks'), columnsOf.all('sessions')];
    return [
      ...Object.entries(addedWebhookColumns(SQLITE_DDL))
        .filter(([name]) => !ofWebhooks.includes(name))
        .map(addWebhookColumn),
      ...ADDED_SESSION_COLUMNS.filter((name) => !ofSessions.includes(name)).map(addSessionColumn),
    ];
  };
  const add = db.transaction(() => {
    for (const statement of missing()) db.exec(statement);
  });
  if (missing().length > 0) add.immediate();
}

/** The write-ahead log keeps deleted rows until a checkpoint; false while a reader blocks it. */
async function emptyLog(run: RunQuery<AccessTables>): Promise<boolean> {
  const { rows } = await run((db) => sql<{ busy: number }>`PRAGMA wal_checkpoint(TRUNCATE)`.execute(db));
  return rows[0]?.busy === 0;
}
