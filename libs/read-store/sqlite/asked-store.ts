import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import type { QueryStore } from '../runtime/asked-store.js';
import type { ProjectionVersion } from '../tables/hash.js';
import { openForQueries } from './opening.js';
import { outdated } from './outdated.js';
import { readPointer } from './pointer.js';
import { progressIn, projectionsIn } from './status.js';

export function openSqliteQueryStore(dataDir: string, versions: readonly ProjectionVersion[]): QueryStore {
  const fileOf = (name: string) => join(dataDir, name);

  async function withDatabase<Answer>(name: string, runInSnapshot: (db: Database.Database) => Answer): Promise<Answer> {
    const db = openForQueries(fileOf(name));
    try {
      return runInSnapshot(db);
    } finally {
      db.close();
    }
  }

  return {
    place: dataDir,
    pointer: async () => readPointer(dataDir),
    async outdated(name) {
      if (!existsSync(fileOf(name))) return versions.map((each) => each.name);
      return withDatabase(name, (db) => outdated(db, versions));
    },
    progress: (name) => withDatabase(name, progressIn),
    projections: (name) => withDatabase(name, projectionsIn),
    async models(name) {
      const [{ openReadModels }, { dialectOn, readerDriver }, { openOwnReader }, { runInSnapshot }] = await Promise.all(
        [
          import('../runtime/read-models.js'),
          import('./dialect.js'),
          import('./own-reader.js'),
          import('./snapshot.js'),
        ],
      );
      const dialect = (live: string) => dialectOn(() => readerDriver(() => openOwnReader(fileOf(live))));
      return openReadModels(name, { dialect, withSnapshot: runInSnapshot, explain: (error) => error });
    },
    close: async () => {},
  };
}
