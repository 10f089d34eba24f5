import type Database from 'better-sqlite3';
import type { Progress } from '../runtime/apply.js';
import type { ProjectionRow } from '../runtime/read-store.js';

export function progressIn(db: Database.Database): Progress {
  const row = db
    .prepare<[], Omit<Progress, 'foreign'> & { foreign: string }>(
      'SELECT position, checkpoint, number, clock, ledger, event, foreign_events AS "foreign" FROM progress',
    )
    .get();
  const { foreign, ...progress } = row as NonNullable<typeof row>;
  return { ...progress, foreign: JSON.parse(foreign) };
}

export function projectionsIn(db: Database.Database): ProjectionRow[] {
  const rows = db
    .prepare<[], Omit<ProjectionRow, 'poison'> & { poison: string | null }>(
      'SELECT name, state, position, checkpoint, poison FROM projections ORDER BY name',
    )
    .all();
  return rows.map((row) => ({ ...row, poison: row.poison === null ? null : JSON.parse(row.poison) }));
}
