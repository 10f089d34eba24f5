import pg from 'pg';
import type { MigrationSet } from '#postgres/migrations.js';
import { quoted } from '#postgres/session.js';
import { ReadError } from '../query/errors.js';
import { BEFORE_FIRST_EVENT, type Progress } from '../runtime/apply.js';
import { indexStatements, POSTGRES_TYPES, tableStatements } from '../tables/ddl.js';
import { hashesOf } from '../tables/hash.js';
import type { AnyProjection } from '../tables/projection.js';
import { PRIMARY_KEYS } from './tables.js';

/** A database, and a ledger's own schema in it: the pointer stands there, and its read models in schemas beside it. */
export interface DatabaseSchema {
  readonly url: string;
  readonly schema: string;
}

/** What of the ledger's own schema says which read models are served. */
export const READ_MODELS: MigrationSet = {
  name: 'read models',
  versions: [[`CREATE TABLE read_models (id INTEGER PRIMARY KEY CHECK (id = 1), live TEXT NOT NULL, previous TEXT)`]],
};

/** The schemas of a ledger's read models are named `<its own>_read_<n>`. */
export const namePattern = ({ schema }: DatabaseSchema) => `^${schema}_read_(\\d+)$`;
export const nameAfter = ({ schema }: DatabaseSchema, number: number) => `${schema}_read_${number + 1}`;

/** Makes the schema of new read models with empty tables, within the caller's transaction. */
export async function createTables(
  client: pg.ClientBase,
  name: string,
  projections: readonly AnyProjection[],
): Promise<void> {
  await client.query(`CREATE SCHEMA ${quoted(name)}`);
  await client.query(`SET LOCAL search_path = ${quoted(name)}`);
  await client.query(tableStatements(POSTGRES_TYPES).join(';\n'));
  const { position, checkpoint, number, clock, foreign } = BEFORE_FIRST_EVENT;
  const begun = [position, checkpoint, number, clock, JSON.stringify(foreign)];
  await client.query('INSERT INTO progress VALUES (1, 0, $1, $2, $3, $4, $5, NULL, NULL)', begun);
  const hashes = [...hashesOf(projections)];
  await client.query(
    `INSERT INTO projections SELECT name, hash, 'running', 0, 'start', NULL FROM unnest($1::text[], $2::text[]) AS made (name, hash)`,
    [hashes.map(([projection]) => projection), hashes.map(([, hash]) => hash)],
  );
}

/** Takes off the keys of empty tables that are found by an index: it is made faster once the rows are there. */
export async function dropKeys(client: pg.ClientBase): Promise<void> {
  const each = [...PRIMARY_KEYS.keys()].map((table) => `ALTER TABLE ${table} DROP CONSTRAINT ${table}_pkey`);
  await client.query(each.join(';\n'));
}

/** Puts on again what `dropKeys` took off. */
export async function addKeys(client: pg.ClientBase): Promise<void> {
  const each = [...PRIMARY_KEYS].map(([table, key]) => `ALTER TABLE ${table} ADD PRIMARY KEY (${key})`);
  await client.query(each.join(';\n'));
}

export async function createIndexes(client: pg.ClientBase): Promise<void> {
  await client.query(indexStatements().join(';\n'));
}

/** The projections whose rows in a schema were made by other code than this; all of them where there is no schema. */
export async function outdatedIn(
  client: Pick<pg.ClientBase, 'query'>,
  name: string,
  projections: readonly AnyProjection[],
): Promise<string[]> {
  const wanted = hashesOf(projections);
  const made = await hashesIn(client, name);
  return [...new Set([...made.keys(), ...wanted.keys()])].filter((each) => made.get(each) !== wanted.get(each));
}

async function hashesIn(client: Pick<pg.ClientBase, 'query'>, name: string): Promise<ReadonlyMap<string, string>> {
  try {
    const { rows } = await client.query<{ name: string; hash: string }>(
      `SELECT name, hash FROM ${quoted(name)}.projections`,
    );
    return new Map(rows.map((row) => [row.name, row.hash]));
  } catch (error) {
    if (isMissing(error)) return new Map();
    throw error;
  }
}

const UNDEFINED_TABLE = '42P01';
const INVALID_SCHEMA = '3F000';
const isMissing = (error: unknown) =>
  error instanceof pg.DatabaseError && (error.code === UNDEFINED_TABLE || error.code === INVALID_SCHEMA);

export async function progressIn(client: Pick<pg.ClientBase, 'query'>, name: string): Promise<Progress> {
  const { rows } = await client.query<Omit<Progress, 'foreign'> & { foreign: string }>(
    `SELECT position, checkpoint, number, clock, ledger, event, foreign_events AS "foreign"
      FROM ${quoted(name)}.progress`,
  );
  if (!rows[0]) throw new ReadError('no-read-models', `${name} holds no read models.`);
  return { ...rows[0], foreign: JSON.parse(rows[0].foreign) };
}

/** Tells those who follow that read models have been moved on. */
export function movedNotice({ schema }: DatabaseSchema, name: string, position: number): pg.QueryConfig {
  return { name: 'moved', text: 'SELECT pg_notify($1, $2)', values: [schema, JSON.stringify({ name, position })] };
}

/** Tells those who follow to look at the pointer. */
export function switchedNotice({ schema }: DatabaseSchema): pg.QueryConfig {
  return { text: "SELECT pg_notify($1, '')", values: [schema] };
}
