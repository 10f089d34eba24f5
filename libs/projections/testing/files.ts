import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { SqliteDialect } from 'kysely';
import type { StoredEvent } from '#event-store/port.js';
import type { AnyProjection } from '../model/projection.js';
import { PROJECTIONS } from '../model/projections.js';
import { openReadModels, type ReadModels } from '../read/read-models.js';
import { createReadModels, openForQueries } from '../sqlite/database.js';
import { startProjecting } from '../sqlite/projecting.js';

/** Runs a test in a folder of its own, which is removed afterwards. */
export async function inFolder<T>(test: (folder: string) => T | Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'read-models-'));
  try {
    return await test(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A read-model file holding some events, applied in batches of a size. */
export function projected(
  file: string,
  events: readonly StoredEvent[],
  { batch = 100, projections = PROJECTIONS }: { batch?: number; projections?: readonly AnyProjection[] } = {},
): string {
  createReadModels(file, projections, { indexed: true });
  const projecting = startProjecting(file, projections);
  for (let at = 0; at < events.length; at += batch) projecting.apply(events.slice(at, at + batch));
  projecting.close();
  return file;
}

/** Every row of every table of a read-model file, in an order that does not depend on how they were written. */
export function allRows(file: string, except: readonly string[] = []): Record<string, string[]> {
  const db = new Database(file, { readonly: true });
  const tables = db
    .prepare<[], string>(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
    )
    .pluck()
    .all();
  const rows = tables
    .filter((name) => !except.includes(name))
    .map((name) => [
      name,
      db
        .prepare(`SELECT * FROM ${name}`)
        .raw()
        .all()
        .map((row) => JSON.stringify(row))
        .sort(),
    ]);
  db.close();
  return Object.fromEntries(rows);
}

/** The read models of a file, read in the calling thread: for tests that open many. */
export const openInThread = (file: string): ReadModels =>
  openReadModels(file, (name) => new SqliteDialect({ database: openForQueries(name) }));
