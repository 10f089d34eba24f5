import Database from 'better-sqlite3';
import type { Current } from '../tables/project.js';
import { PROJECTIONS } from '#read-models/projections.js';
import { CHANGING } from '../tables/tables.js';
import type { Register } from '../runtime/key-registry.js';
import type { Rows } from '../runtime/rows.js';
import { createReadModels } from './database.js';
import { rowLoader } from './loader.js';
import { rowWriter } from './writer.js';

// Where the current rows of a replay are that are not at work: a file of their own beside the one that is filled, so that
// of an item memory holds its id alone.

/** So many portions make changes before what they changed is put away. */
const PORTIONS = 10;

export interface RowsBeside {
  readonly load: Current;
  /** To be called after every portion. */
  portionTaken(rows: Rows, register: Register): void;
  /** Puts away all that is left and closes the file. */
  end(rows: Rows, register: Register): void;
}

/** Keeps current rows, and the register's, in a new file. */
export function keepRowsIn(file: string): RowsBeside {
  createReadModels(file, PROJECTIONS, { indexed: false });
  const db = new Database(file);
  db.pragma('journal_mode = OFF');
  db.pragma('synchronous = OFF');
  db.pragma('cache_size = -16384');
  db.exec('BEGIN');
  const write = rowWriter(db);
  let portions = 0;
  function putAway(rows: Rows, register: Register): void {
    write.register(register.take());
    write.current(rows.takeCurrent());
  }
  return {
    load: rowLoader(db),
    portionTaken(rows, register) {
      portions += 1;
      if (portions % PORTIONS === 0) putAway(rows, register);
    },
    end(rows, register) {
      putAway(rows, register);
      db.exec('COMMIT');
      db.close();
    },
  };
}

/** Takes the rows of such a file into the read models that are filled. */
export function takeRowsFrom(file: string, db: Database.Database): void {
  db.prepare('ATTACH ? AS beside').run(file);
  for (const name of ['items', 'actors', ...CHANGING.map((table) => table.name)])
    db.exec(`INSERT INTO main.${name} SELECT * FROM beside.${name}`);
}
