import { addressOf, migrate, openPool, openSession, quoted, WATCHED } from '#postgres/index.js';
import type { Pointer, ProjectionRow, ReadStore } from '../runtime/read-store.js';
import type { AnyProjection } from '../tables/projection.js';
import { explain, readerDialect } from './dialect.js';
import { fill } from './fill.js';
import { acquireLease } from './holding.js';
import { startProjecting } from './projecting.js';
import {
  createIndexes,
  createTables,
  type DatabaseSchema,
  nameAfter,
  namePattern,
  outdatedIn,
  progressIn,
  READ_MODELS,
  switchedNotice,
} from './schemas.js';
import { watchChanges } from './watching.js';

const SESSIONS = 2;
const STATEMENT_TIMEOUT_MS = 10_000;

export async function openPostgresReadStore(place: DatabaseSchema, all: readonly AnyProjection[]): Promise<ReadStore> {
  const { url, schema } = place;
  await migrate(url, schema, READ_MODELS);
  const pool = openPool(url, {
    max: SESSIONS,
    settings: { search_path: schema, statement_timeout: STATEMENT_TIMEOUT_MS },
  });

  async function pointer(): Promise<Pointer | undefined> {
    const { rows } = await pool.query<Pointer>('SELECT live, previous FROM read_models');
    return rows[0];
  }

  async function readModelSchemas(): Promise<{ name: string; number: number }[]> {
    const { rows } = await pool.query<{ name: string; number: number }>(
      `SELECT nspname AS name, substring(nspname FROM $1)::integer AS number FROM pg_namespace WHERE nspname ~ $1`,
      [namePattern(place)],
    );
    return rows;
  }

  return {
    place: `${addressOf(url)} ${schema}`,
    pointer,
    async switchTo(name, before = 'kept') {
      const { rows } = await pool.query<Pointer>(
        `INSERT INTO read_models VALUES (1, $1, NULL)
          ON CONFLICT (id) DO UPDATE SET live = excluded.live, previous = CASE WHEN $2 THEN read_models.live END
          RETURNING live, previous`,
        [name, before === 'kept'],
      );
      await pool.query(switchedNotice(place));
      return rows[0] as Pointer;
    },
    nextName: async () => nameAfter(place, Math.max(0, ...(await readModelSchemas()).map(({ number }) => number))),
    create: (name, projections = all) =>
      inTransaction(url, async (client) => {
        await createTables(client, name, projections);
        await createIndexes(client);
      }),
    fill: (name, batches, onProgress) => fill(place, name, all, batches, onProgress),
    async dropOthers() {
      const served = await pointer();
      for (const { name } of await readModelSchemas())
        if (name !== served?.live && name !== served?.previous)
          await inTransaction(url, (client) => client.query(`DROP SCHEMA ${quoted(name)} CASCADE`));
    },
    outdated: (name, projections = all) => outdatedIn(pool, name, projections),
    progress: (name) => progressIn(pool, name),
    async projections(name) {
      const { rows } = await pool.query<Omit<ProjectionRow, 'poison'> & { poison: string | null }>(
        `SELECT name, state, position, checkpoint, poison FROM ${quoted(name)}.projections ORDER BY name`,
      );
      return rows.map((row) => ({ ...row, poison: row.poison === null ? null : JSON.parse(row.poison) }));
    },
    startProjecting: (name, projections = all) => startProjecting(place, name, projections),
    dialect: (name) => readerDialect(url, name),
    withSnapshot: (db, answer) => db.transaction().execute(answer),
    explain,
    acquireLease: (right) => acquireLease(place, right),
    watch: (changed) => watchChanges(place, changed),
    close: () => pool.end(),
  };
}

/** A separate session without statement timeout: DDL and drops may take long. */
async function inTransaction(
  url: string,
  work: (client: Awaited<ReturnType<typeof openSession>>) => Promise<unknown>,
): Promise<void> {
  const client = await openSession(url, { settings: WATCHED });
  try {
    await client.query('BEGIN');
    await work(client);
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
}
