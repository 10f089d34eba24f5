import type Database from 'better-sqlite3';
import type { KnownKeys } from '../runtime/key-registry.js';
import { currentRows, versionOf } from '../runtime/loading.js';
import type { SqlValue, Table } from '../tables/columns.js';
import type { Current } from '../tables/project.js';
import { CHANGING } from '../tables/tables.js';

export function rowLoader(db: Database.Database): Current {
  const loads = new Map<Table, Current>(CHANGING.map((table) => [table, loadFrom(db, table)]));
  return (table, key, sub) => loads.get(table)?.(table, key, sub);
}

function loadFrom(db: Database.Database, table: Table): Current {
  const { columns, source } = currentRows(table);
  const where = `WHERE row.key = ?${table.sub ? ' AND row.sub = ?' : ''}`;
  const row = db.prepare<SqlValue[], SqlValue[]>(`SELECT ${columns} FROM ${source} ${where}`).raw();
  return (_table, key, sub) => {
    const found = row.get(...(table.sub ? [key, sub] : [key]));
    return found && versionOf(table, found);
  };
}

export function knownIn(db: Database.Database): KnownKeys {
  return {
    items: db.prepare<[], { key: number; id: string }>('SELECT key, id FROM items').iterate(),
    actors: db.prepare<[], { key: number; party: number; body: string }>('SELECT key, party, body FROM actors').all(),
  };
}
