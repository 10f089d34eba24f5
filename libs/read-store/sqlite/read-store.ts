import { existsSync, mkdirSync, watch } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Changed, Lease, ReadStore } from '../runtime/read-store.js';
import type { AnyProjection } from '../tables/projection.js';
import { createReadModels } from './database.js';
import { readerDialect } from './dialect.js';
import { openForQueries } from './opening.js';
import { outdated } from './outdated.js';
import { dropOthers, nextFile, POINTER, readPointer, switchTo } from './pointer.js';
import { runInSnapshot } from './snapshot.js';
import { progressIn, projectionsIn } from './status.js';

/** Polling interval for commits of other processes, in milliseconds. */
const POLL_INTERVAL_MS = 250;

export async function openSqliteReadStore(dataDir: string, all: readonly AnyProjection[]): Promise<ReadStore> {
  mkdirSync(dataDir, { recursive: true });
  const fileOf = (name: string) => join(dataDir, name);

  function withDatabase<Answer>(name: string, query: (db: Database.Database) => Answer): Answer {
    const db = openForQueries(fileOf(name));
    try {
      return query(db);
    } finally {
      db.close();
    }
  }

  return {
    place: dataDir,
    pointer: async () => readPointer(dataDir),
    switchTo: async (name, before) => switchTo(dataDir, name, before),
    nextName: async () => nextFile(dataDir),
    create: async (name, projections = all) => createReadModels(fileOf(name), projections, { indexed: true }),
    async fill(name, batches, onProgress) {
      const { fill } = await import('./fill.js');
      await fill(fileOf(name), { projections: all, batches, onProgress });
    },
    dropOthers: async () => dropOthers(dataDir),
    async outdated(name, projections = all) {
      if (!existsSync(fileOf(name))) return projections.map((each) => each.name);
      return withDatabase(name, (db) => outdated(db, projections));
    },
    progress: async (name) => withDatabase(name, progressIn),
    projections: async (name) => withDatabase(name, projectionsIn),
    // Loads the write path only where it is used, to keep command-line queries fast.
    async startProjecting(name, projections = all) {
      const { startProjecting } = await import('./projecting.js');
      return startProjecting(fileOf(name), projections);
    },
    dialect: (name) => readerDialect(fileOf(name)),
    withSnapshot: runInSnapshot,
    explain: (error) => error,
    // No lease needed: the store's writer lock admits one projecting process.
    acquireLease: async (right) =>
      right === 'rebuilding' ? acquireRebuildLease(dataDir) : { lost: NEVER_LOST, release: async () => {} },
    watch: async (changed) => watchChanges(dataDir, changed),
    close: async () => {},
  };
}

const NEVER_LOST = new AbortController().signal;

/** SQLite drops the exclusive lock when the process ends. */
function acquireRebuildLease(dataDir: string): Lease | undefined {
  const lock = new Database(join(dataDir, 'rebuild.lock'), { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch {
    lock.close();
    return undefined;
  }
  return {
    lost: NEVER_LOST,
    release: async () => {
      lock.close();
    },
  };
}

function watchChanges(dataDir: string, changed: (what: Changed) => void) {
  const watcher = watch(dataDir, (_change, name) => {
    if (name === POINTER) changed(undefined);
  });
  const timer = setInterval(() => changed(undefined), POLL_INTERVAL_MS);
  return {
    async close() {
      watcher.close();
      clearInterval(timer);
    },
  };
}
