import { closeSync, fsyncSync, openSync } from 'node:fs';
import Database from 'better-sqlite3';
import { makeIndexes } from '#read-store/sqlite/database.js';
import { SQLITE_TYPES, tableStatements } from '#read-store/tables/ddl.js';

// The floor of a rebuild: the rows that it wrote, ready in memory, written to the same tables in their order; indexes
// last; on disk once. Tells the seconds that this took, without the reading.

const PORTION = 20_000;
const [, , from = '', to = ''] = process.argv;

const source = new Database(from, { readonly: true });
const target = new Database(to);
target.pragma('journal_mode = OFF');
target.pragma('synchronous = OFF');
target.pragma('cache_size = -65536');

let milliseconds = 0;
function timed(work: () => void): void {
  const began = performance.now();
  work();
  milliseconds += performance.now() - began;
}

timed(() => {
  for (const statement of tableStatements(SQLITE_TYPES)) target.exec(statement);
  target.exec('BEGIN');
});
for (const table of tables()) copy(table);
timed(() => {
  makeIndexes(target);
  target.exec('COMMIT');
  target.close();
  const descriptor = openSync(to, 'r+');
  fsyncSync(descriptor);
  closeSync(descriptor);
});
process.send?.(milliseconds / 1000);
process.disconnect?.();

/** Those of the target: the search index is made with the other indexes. */
function tables(): string[] {
  const listed = target.prepare<[], string>("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT NULL");
  return listed
    .pluck()
    .all()
    .filter((name) => !name.startsWith('sqlite_'));
}

function copy(table: string): void {
  const columns = source.prepare(`SELECT * FROM ${table}`).columns().length;
  const insert = target.prepare(`INSERT INTO ${table} VALUES (${Array(columns).fill('?').join(', ')})`);
  let portion: unknown[][] = [];
  const write = () => {
    for (const row of portion) insert.run(row);
  };
  for (const row of source.prepare<[], unknown[]>(`SELECT * FROM ${table}`).raw().iterate()) {
    portion.push(row);
    if (portion.length < PORTION) continue;
    timed(write);
    portion = [];
  }
  timed(write);
}
