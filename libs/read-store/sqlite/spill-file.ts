import Database from 'better-sqlite3';
import type { KeyRegistry } from '../runtime/key-registry.js';
import type { UnitOfWork } from '../runtime/unit-of-work.js';
import type { Current } from '../tables/project.js';
import type { AnyProjection } from '../tables/projection.js';
import { CHANGING } from '../tables/tables.js';
import { createReadModels } from './database.js';
import { rowLoader } from './loader.js';
import { rowWriter } from './writer.js';

// Keeps the current rows of a rebuild in a file, so that memory holds only item ids.

const BATCHES = 10;

export interface SpillFile {
  readonly load: Current;
  batchTaken(rows: UnitOfWork, register: KeyRegistry): void;
  end(rows: UnitOfWork, register: KeyRegistry): void;
}

export function openSpillFile(file: string, projections: readonly AnyProjection[]): SpillFile {
  createReadModels(file, projections, { indexed: false });
  const db = new Database(file);
  db.pragma('journal_mode = OFF');
  db.pragma('synchronous = OFF');
  db.pragma('cache_size = -16384');
  db.exec('BEGIN');
  const write = rowWriter(db);
  let batches = 0;
  function writeChanges(rows: UnitOfWork, register: KeyRegistry): void {
    write.register(register.drain());
    write.current(rows.drainCurrent());
  }
  return {
    load: rowLoader(db),
    batchTaken(rows, register) {
      batches += 1;
      if (batches % BATCHES === 0) writeChanges(rows, register);
    },
    end(rows, register) {
      writeChanges(rows, register);
      db.exec('COMMIT');
      db.close();
    },
  };
}

export function copySpilledRows(file: string, db: Database.Database): void {
  db.prepare('ATTACH ? AS spill').run(file);
  for (const name of ['items', 'actors', ...CHANGING.map((table) => table.name)])
    db.exec(`INSERT INTO main.${name} SELECT * FROM spill.${name}`);
}
