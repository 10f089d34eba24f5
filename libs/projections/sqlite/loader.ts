import type Database from 'better-sqlite3';
import { columnNames, hasBody, type SqlValue, type Table } from '../model/columns.js';
import type { Current } from '../model/project.js';
import type { Version } from '../model/projection.js';
import { bodies, CHANGING } from '../model/tables.js';
import type { Known } from '../runtime/register.js';

/** Reads current rows from a read-model file, each as the version that it is. */
export function rowLoader(db: Database.Database): Current {
  const loads = new Map<Table, Current>(CHANGING.map((table) => [table, loadFrom(db, table)]));
  return (table, key, sub) => loads.get(table)?.(table, key, sub);
}

function loadFrom(db: Database.Database, table: Table): Current {
  const ownWidth = table.given.length;
  const row = db.prepare<SqlValue[], SqlValue[]>(selection(table)).raw();
  return (_table, key, sub) => {
    const found = row.get(...(table.sub ? [key, sub] : [key]));
    if (!found) return undefined;
    const [from, effective, ...columns] = found;
    const version: Version = { from: Number(from), effective: Number(effective), values: columns.slice(0, ownWidth) };
    if (!hasBody(table)) return version;
    const [body, title, description] = columns.slice(ownWidth);
    return {
      ...version,
      state: { ...JSON.parse(String(body)), ...(title && { title }), ...(description && { description }) },
    };
  };
}

/** The columns of a current row; for the bodies, the item's texts after them. */
function selection(table: Table): string {
  const columns = ['from_position', 'effective_from', ...columnNames(table)].map((name) => `row.${name}`).join(', ');
  const where = `WHERE row.key = ?${table.sub ? ' AND row.sub = ?' : ''}`;
  if (table !== bodies) return `SELECT ${columns} FROM ${table.name} AS row ${where}`;
  return `SELECT ${columns}, texts.title, texts.description FROM bodies AS row JOIN texts ON texts.key = row.key ${where}`;
}

/** The items and actors that have keys already. */
export function knownIn(db: Database.Database): Known {
  return {
    items: db.prepare<[], { key: number; id: string }>('SELECT key, id FROM items').iterate(),
    actors: db.prepare<[], { key: number; party: number; body: string }>('SELECT key, party, body FROM actors').all(),
  };
}
