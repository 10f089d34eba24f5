import type Database from 'better-sqlite3';
import { columnNames, type SqlValue, type Table } from '../model/columns.js';
import type { Current } from '../model/project.js';
import type { Version } from '../model/projection.js';
import { VERSIONED } from '../model/tables.js';
import type { Known } from '../runtime/register.js';

/** Reads current rows from a read-model file, each as the version that it is. */
export function rowLoader(db: Database.Database): Current {
  const loads = new Map<Table, Current>(VERSIONED.map((table) => [table, loadFrom(db, table)]));
  return (table, key, sub) => loads.get(table)?.(table, key, sub);
}

function loadFrom(db: Database.Database, table: Table): Current {
  const names = columnNames(table);
  const bodyAt = names.indexOf('body');
  const row = db
    .prepare<SqlValue[], SqlValue[]>(
      `SELECT from_position, effective_from, ${names.join(', ')} FROM ${table.name} WHERE key = ?${table.sub ? ' AND sub = ?' : ''}`,
    )
    .raw();
  return (_table, key, sub) => {
    const found = row.get(...(table.sub ? [key, sub] : [key]));
    if (!found) return undefined;
    const [from, effective, ...values] = found;
    const version: Version = { from: Number(from), effective: Number(effective), values };
    return bodyAt < 0 ? version : { ...version, state: stateIn(values, names, bodyAt) };
  };
}

/** The state that a row with a body was written from: what has a column of its own, in the wide table, with the rest. */
function stateIn(values: readonly SqlValue[], names: readonly string[], bodyAt: number): object {
  const told = ['title', 'description']
    .map((name) => [name, values[names.indexOf(name)]] as const)
    .filter(([, value]) => value !== undefined && value !== null);
  return { ...JSON.parse(String(values[bodyAt])), ...Object.fromEntries(told) };
}

/** The items and actors that have keys already. */
export function knownIn(db: Database.Database): Known {
  return {
    items: db.prepare<[], { key: number; id: string }>('SELECT key, id FROM items').iterate(),
    actors: db.prepare<[], { key: number; party: number; body: string }>('SELECT key, party, body FROM actors').all(),
  };
}
