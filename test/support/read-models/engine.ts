import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { SqliteDialect } from '#platform/kysely.js';
import { openSession } from '#postgres/session.js';
import { openReadStore } from '#projector/open-read-store.js';
import { inDataDir, type ReadLocation } from '#read-store/runtime/read-location.js';
import type { ReadStore } from '#read-store/runtime/read-store.js';
import { openForQueries } from '#read-store/sqlite/opening.js';

/** An engine that read models are tested on. */
export interface Engine {
  /** Read models of their own; `clear` removes them and whatever else was made there. */
  place(): Promise<{ readonly location: ReadLocation; clear(): Promise<void> }>;
  /** The store as tests that open many read models use it: the same questions, asked at less cost. */
  lean(store: ReadStore, location: ReadLocation): ReadStore;
  /** How many runs of a property stand for so many, where each costs more. */
  runs(many: number): number;
}

export const SQLITE: Engine = {
  async place() {
    const dataDir = mkdtempSync(join(tmpdir(), 'read-models-'));
    return {
      location: inDataDir(dataDir),
      clear: async () => rmSync(dataDir, { recursive: true, force: true }),
    };
  },
  lean: (store, location) => {
    if (location.engine !== 'sqlite') throw new Error('These read models are in a folder.');
    const { dataDir } = location;
    return { ...store, dialect: (name) => new SqliteDialect({ database: openForQueries(join(dataDir, name)) }) };
  },
  runs: (many) => many,
};

let engine = SQLITE;

/** From here on, tests in this process run on another engine: `describeOnEveryEngine` turns from one to the next. */
export function testOn(other: Engine): void {
  engine = other;
}

/** Changes rows behind the back of whoever keeps them. */
export async function changeRows(location: ReadLocation, name: string, statements: readonly string[]): Promise<void> {
  if (location.engine === 'sqlite') {
    const db = new Database(join(location.dataDir, name));
    for (const statement of statements) db.exec(statement);
    db.close();
    return;
  }
  const client = await openSession(location.url, { settings: { search_path: name } });
  for (const statement of statements) await client.query(statement);
  await client.end();
}

/** How many runs of a property stand for so many on this engine. */
export const runs = (many: number) => engine.runs(many);

/** Runs a test on a store of read models of its own. */
export async function withReadStore<T>(test: (store: ReadStore, location: ReadLocation) => Promise<T>): Promise<T> {
  const { location, clear } = await engine.place();
  try {
    const store = await openReadStore(location);
    try {
      return await test(engine.lean(store, location), location);
    } finally {
      await store.close();
    }
  } finally {
    await clear();
  }
}
