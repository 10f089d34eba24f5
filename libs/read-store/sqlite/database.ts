import Database from 'better-sqlite3';
import { BEFORE_FIRST_EVENT } from '../runtime/apply.js';
import { indexStatements, SQLITE_SEARCH, SQLITE_TYPES, tableStatements } from '../tables/ddl.js';
import { hashesOf } from '../tables/hash.js';
import type { AnyProjection } from '../tables/projection.js';

/** Without indexes, the journal mode is not WAL yet and readers must not open the file. */
export function createReadModels(
  file: string,
  projections: readonly AnyProjection[],
  { indexed }: { readonly indexed: boolean },
): void {
  const db = new Database(file);
  db.pragma(`journal_mode = ${indexed ? 'WAL' : 'DELETE'}`);
  db.transaction(() => {
    for (const statement of tableStatements(SQLITE_TYPES)) db.exec(statement);
    if (indexed) makeIndexes(db);
    const { position, checkpoint, number, clock, foreign } = BEFORE_FIRST_EVENT;
    const begin = db.prepare('INSERT INTO progress VALUES (1, 0, ?, ?, ?, ?, ?, NULL, NULL)');
    begin.run(position, checkpoint, number, clock, JSON.stringify(foreign));
    const insert = db.prepare("INSERT INTO projections VALUES (?, ?, 'running', 0, ?, NULL)");
    for (const [name, hash] of hashesOf(projections)) insert.run(name, hash, checkpoint);
  })();
  db.close();
}

export function makeIndexes(db: Database.Database): void {
  for (const statement of [...indexStatements(), ...SQLITE_SEARCH]) db.exec(statement);
}
