import pg from 'pg';
import { type MigrationSet, quoted } from '#postgres/index.js';
import { ReadError } from '../query/errors.js';
import { BEFORE_FIRST_EVENT, type Progress } from '../runtime/apply.js';
import { indexStatements, POSTGRES_SEARCH, POSTGRES_TYPES, tableStatements } from '../tables/ddl.js';
import { hashesOf } from '../tables/hash.js';
import type { AnyProjection } from '../tables/projection.js';
import { PRIMARY_KEYS } from './tables.js';

export interface DatabaseSchema {
  readonly url: string;
  readonly schema: string;
}

export const READ_MODELS: MigrationSet = {
  name: 'read models',
  versions: [[`CREATE TABLE read_models (id INTEGER PRIMARY KEY CHECK (id = 1), live TEXT NOT NULL, previous TEXT)`]],
};

export const namePattern = ({ schema }: DatabaseSchema) => `^${schema}_read_(\\d+)$`;
export const nameAfter = ({ schema }: DatabaseSchema, number: number) => `${schema}_read_${number + 1}`;

export async function createTables(
  client: pg.ClientBase,
  name: string,
  projections: readonly AnyProjection[],
): Promise<void> {
  await client.query(`CREATE SCHEMA ${quoted(name)}`);
  await client.query(`SET LOCAL search_path = ${quoted(name)}`);
  await client.query(tableStatements(POSTGRES_TYPES).join(';\n'));
  const { position, checkpoint, number, clock, foreign } = BEFORE_FIRST_EVENT;
  const initial = [position, checkpoint, number, clock, JSON.stringify(foreign)];
  await client.query('INSERT INTO progress VALUES (1, 0, $1, $2, $3, $4, $5, NULL, NULL)', initial);
  const hashes = [...hashesOf(projections)];
  await client.query(
    `INSERT INTO projections SELECT name, hash, 'running', 0, 'start', NULL FROM unnest($1::text[], $2::text[]) AS made (name, hash)`,
    [hashes.map(([projection]) => projection), hashes.map(([, hash]) => hash)],
  );
}

/** Drops primary keys of empty tables: one index build after the load is faster than an update per row. */
export async function dropKeys(client: pg.ClientBase): Promise<void> {
  const each = [...PRIMARY_KEYS.keys()].map((table) => `ALTER TABLE ${table} DROP CONSTRAINT ${table}_pkey`);
  await client.query(each.join(';\n'));
}

export async function addKeys(client: pg.ClientBase): Promise<void> {
  const each = [...PRIMARY_KEYS].map(([table, key]) => `ALTER TABLE ${table} ADD PRIMARY KEY (${key})`);
  await client.query(each.join(';\n'));
}

export async function createIndexes(client: pg.ClientBase): Promise<void> {
  await client.query([...indexStatements(), ...POSTGRES_SEARCH].join(';\n'));
}

export async function outdatedIn(
  client: Pick<pg.ClientBase, 'query'>,
  name: string,
  projections: readonly AnyProjection[],
): Promise<string[]> {
  const wanted = hashesOf(projections);
  const stored = await hashesIn(client, name);
  return [...new Set([...stored.keys(), ...wanted.keys()])].filter((each) => stored.get(each) !== wanted.get(each));
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
  if (!rows[0]) throw new ReadError('no-read-models', `Schema ${name} has no read models; run action-ledger rebuild.`);
  return { ...rows[0], foreign: JSON.parse(rows[0].foreign) };
}

export function movedNotice({ schema }: DatabaseSchema, name: string, position: number): pg.QueryConfig {
  return { name: 'moved', text: 'SELECT pg_notify($1, $2)', values: [schema, JSON.stringify({ name, position })] };
}

export function switchedNotice({ schema }: DatabaseSchema): pg.QueryConfig {
  return { text: "SELECT pg_notify($1, '')", values: [schema] };
}
