import { chmodSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { POSTGRES_DDL, PostgresDialect, SQLITE_DDL, SqliteDialect } from '#platform/index.js';
import type { ReadLocation } from '#read-store/index.js';
import { kyselyTreeStore } from './kysely-tree-store.js';
import type { TreeStore } from './tree-store.js';
import { treeTables, witnessTables } from './tree-tables.js';

export const TREE_FILE = 'tree.db';

const SESSIONS = 2;
const STATEMENT_MS = 10_000;

/** Beside the read models: in the data folder, or in the ledger's own schema. */
export async function openTreeStore(location: ReadLocation): Promise<TreeStore> {
  return location.engine === 'sqlite' ? openFile(join(location.dataDir, TREE_FILE)) : openDatabase(location);
}

/** Undefined where no tree has been made yet; writes nothing. */
export async function readTreeStore(location: ReadLocation): Promise<TreeStore | undefined> {
  if (location.engine !== 'sqlite') return openDatabase(location);
  const file = join(location.dataDir, TREE_FILE);
  if (!existsSync(file)) return undefined;
  const db = new Database(file, { readonly: true });
  const made = db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'tree_cosigned'").get() !== undefined;
  // A file of an earlier version stays as it is.
  return kyselyTreeStore(new SqliteDialect({ database: db }), made);
}

function openFile(file: string): TreeStore {
  const db = new Database(file);
  chmodSync(file, 0o600);
  db.pragma('journal_mode = WAL');
  // After a power cut the tree goes on from where it was: its events are safe, and it never leads them.
  db.pragma('synchronous = NORMAL');
  for (const statement of [...treeTables(SQLITE_DDL, 'BLOB'), ...witnessTables(SQLITE_DDL)]) db.exec(statement);
  return kyselyTreeStore(new SqliteDialect({ database: db }));
}

async function openDatabase({ url, schema }: { readonly url: string; readonly schema: string }): Promise<TreeStore> {
  const { migrate, openPool } = await import('#postgres/index.js');
  const versions = [treeTables(POSTGRES_DDL, 'BYTEA'), witnessTables(POSTGRES_DDL)];
  await migrate(url, schema, { name: 'tree', versions });
  const settings = { search_path: schema, statement_timeout: STATEMENT_MS, lock_timeout: STATEMENT_MS };
  return kyselyTreeStore(new PostgresDialect({ pool: openPool(url, { max: SESSIONS, settings }) }));
}
