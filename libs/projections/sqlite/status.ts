import type Database from 'better-sqlite3';
import type { Checkpoint, START } from '#event-store/port.js';
import type { Progress } from '../runtime/apply.js';
import type { ProjectionRow } from '../runtime/read-store.js';

/** Where the running projections of a file stand. */
export function progressIn(db: Database.Database): Progress {
  return db
    .prepare<[], { position: number; checkpoint: Checkpoint | typeof START; number: number; clock: number }>(
      'SELECT position, checkpoint, number, clock FROM progress',
    )
    .get() as Progress;
}

/** Where every projection of a file stands. */
export function projectionsIn(db: Database.Database): ProjectionRow[] {
  const rows = db
    .prepare<[], Omit<ProjectionRow, 'poison'> & { poison: string | null }>(
      'SELECT name, state, position, checkpoint, poison FROM projections ORDER BY name',
    )
    .all();
  return rows.map((row) => ({ ...row, poison: row.poison === null ? null : JSON.parse(row.poison) }));
}
