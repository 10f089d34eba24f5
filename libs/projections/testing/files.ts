import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StoredEvent } from '#event-store/port.js';
import { Kysely, sql } from '#platform/kysely.js';
import type { AnyProjection } from '../model/projection.js';
import { PROJECTIONS } from '../model/projections.js';
import type { Schema } from '../model/schema.js';
import { APPENDED, CHANGING } from '../model/tables.js';
import { openReadModels, type ReadModels } from '../read/read-models.js';
import type { ReadStore } from '../runtime/read-store.js';

/** Runs a test in a folder of its own, which is removed afterwards. */
export async function inFolder<T>(test: (folder: string) => T | Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'read-models-'));
  try {
    return await test(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The name of new read models holding some events, applied in batches of a size. */
export async function projected(
  store: ReadStore,
  events: readonly StoredEvent[],
  { batch = 100, projections = PROJECTIONS }: { batch?: number; projections?: readonly AnyProjection[] } = {},
): Promise<string> {
  const name = await store.nextName();
  await store.create(name, projections);
  const projecting = await store.startProjecting(name, projections);
  for (let at = 0; at < events.length; at += batch) await projecting.apply(events.slice(at, at + batch));
  await projecting.close();
  return name;
}

/** Read models by name, to be asked. */
export const opened = (store: ReadStore, name: string): ReadModels => openReadModels(name, store);

const TABLES = [
  'items',
  'actors',
  'projections',
  'progress',
  ...CHANGING.flatMap(({ name }) => [name, `${name}_closed`]),
  ...APPENDED.map(({ name }) => name),
];

/** Every row of every table of read models, in an order that does not depend on how they were written. */
export async function allRows(
  store: ReadStore,
  name: string,
  except: readonly string[] = [],
): Promise<Record<string, string[]>> {
  const db = new Kysely<Schema>({ dialect: store.dialect(name) });
  const rows: Record<string, string[]> = {};
  for (const table of TABLES.filter((each) => !except.includes(each)))
    rows[table] = (await sql`select * from ${sql.table(table)}`.execute(db)).rows
      .map((row) => JSON.stringify(row, Object.keys(row as object).sort()))
      .sort();
  await db.destroy();
  return rows;
}
