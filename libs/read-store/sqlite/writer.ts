import type Database from 'better-sqlite3';
import type { KeyChanges } from '../runtime/key-registry.js';
import type { RowChanges, RowValues } from '../runtime/unit-of-work.js';
import { columnNames, type Table } from '../tables/columns.js';
import { APPENDED, CHANGING } from '../tables/tables.js';

export interface RowWriter {
  past(changes: Pick<RowChanges, 'closed' | 'appended'>): void;
  current(changes: Pick<RowChanges, 'current' | 'removed'>): void;
  register(changes: KeyChanges): void;
}

export function rowWriter(db: Database.Database): RowWriter {
  const closed = new Map(CHANGING.map((table) => [table.name, insert(db, `${table.name}_closed`, width(table) + 2)]));
  const appended = new Map(APPENDED.map((table) => [table.name, appendTo(db, table)]));
  const current = new Map(CHANGING.map((table) => [table.name, insert(db, table.name, width(table))]));
  const removed = new Map(CHANGING.map((table) => [table.name, removeFrom(db, table)]));
  const item = insert(db, 'items', 6);
  const describe = db.prepare('UPDATE items SET reference = ?, access = ?, access_group = ? WHERE key = ?');
  const actor = insert(db, 'actors', 3);

  return {
    past(changes) {
      writeAll(closed, changes.closed);
      writeAll(appended, changes.appended);
    },
    current(changes) {
      writeAll(removed, changes.removed);
      writeAll(current, changes.current);
    },
    register({ items, described, actors }) {
      for (const { key, kind, id, reference, access, accessGroup } of items)
        item([key, kind, id, reference, access, accessGroup]);
      for (const { key, reference, access, accessGroup } of described)
        describe.run(reference, access, accessGroup, key);
      for (const { key, party, body } of actors) actor([key, party, body]);
    },
  };
}

type Write = (values: RowValues) => void;

function writeAll(writes: ReadonlyMap<string, Write>, changes: ReadonlyMap<string, RowValues>): void {
  for (const [table, rows] of changes) {
    const write = writes.get(table);
    if (!write) throw new Error(`Unknown read model table ${table}.`);
    write(rows);
  }
}

function insert(db: Database.Database, table: string, columns: number): Write {
  return inserting(db, `INSERT OR REPLACE INTO ${table}`, columns);
}

function appendTo(db: Database.Database, table: Table): Write {
  const names = ['key', 'from_position', 'effective_from', ...columnNames(table)];
  return inserting(db, `INSERT INTO ${table.name} (${names.join(', ')})`, names.length);
}

function removeFrom(db: Database.Database, { name, sub }: Table): Write {
  const statement = db.prepare(`DELETE FROM ${name} WHERE key = ?${sub ? ' AND sub = ?' : ''}`);
  return (values) => runEach(statement, values, sub ? 2 : 1);
}

/** A statement of this many rows costs half as much a row as one of one. */
const ROWS = 20;

function inserting(db: Database.Database, into: string, columns: number): Write {
  const row = `(${marks(columns)})`;
  const one = db.prepare(`${into} VALUES ${row}`);
  let many: Database.Statement | undefined;
  return (values) => {
    const together = values.length - (values.length % (ROWS * columns));
    if (together > 0) {
      many ??= db.prepare(`${into} VALUES ${Array(ROWS).fill(row).join(', ')}`);
      runEach(many, values, ROWS * columns, 0, together);
    }
    runEach(one, values, columns, together);
  };
}

function runEach(statement: Database.Statement, values: RowValues, width: number, from = 0, to = values.length): void {
  for (let at = from; at < to; at += width) statement.run(values.slice(at, at + width));
}

const marks = (count: number) => Array(count).fill('?').join(', ');
const width = (table: Table) => columnNames(table).length + (table.sub ? 4 : 3);
