import type pg from 'pg';
import { inLockedTransaction } from './locks.js';
import { openSession, quoted } from './session.js';

export interface MigrationSet {
  readonly name: string;
  readonly versions: readonly (readonly string[])[];
}

export class NewerSchema extends Error {
  readonly code = 'newer-schema';

  constructor(schema: string, part: string, version: number, known: number) {
    super(
      `Schema ${schema} has ${part} of version ${version}, newer than ${known} of this program. Run the newer program.`,
    );
    this.name = 'NewerSchema';
  }
}

/**
 * Migrates one part of a schema to its latest version, under an advisory lock, so that one of several starting
 * processes does it.
 * Errors: `newer-schema`, with nothing changed, for a schema of a later version.
 */
export async function migrate(url: string, schema: string, part: MigrationSet): Promise<void> {
  const client = await openSession(url, { settings: {} });
  try {
    await inLockedTransaction(client, `${schema} migration`, () => applyMigrations(client, schema, part));
  } finally {
    await client.end();
  }
}

async function applyMigrations(client: pg.ClientBase, schema: string, { name, versions }: MigrationSet): Promise<void> {
  // Query first: a role that may use the schema may lack CREATE on the database.
  const { rowCount } = await client.query('SELECT FROM pg_namespace WHERE nspname = $1', [schema]);
  if (rowCount === 0) await client.query(`CREATE SCHEMA ${quoted(schema)}`);
  await client.query(`SET LOCAL search_path = ${quoted(schema)}`);
  await client.query('CREATE TABLE IF NOT EXISTS schema_versions (part TEXT PRIMARY KEY, version INTEGER NOT NULL)');
  const { rows } = await client.query<{ version: number }>('SELECT version FROM schema_versions WHERE part = $1', [
    name,
  ]);
  const version = rows[0]?.version ?? 0;
  if (version > versions.length) throw new NewerSchema(schema, name, version, versions.length);
  for (const statement of versions.slice(version).flat()) await client.query(statement);
  await client.query(
    'INSERT INTO schema_versions VALUES ($1, $2) ON CONFLICT (part) DO UPDATE SET version = excluded.version',
    [name, versions.length],
  );
}
