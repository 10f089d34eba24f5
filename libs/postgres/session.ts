import pg from 'pg';
import { messageOf } from '#errors/index.js';

export type Settings = Readonly<Record<string, string | number>>;

const CONNECT_TIMEOUT_MS = 5_000;
const INT8 = 20;

/** Parses int8 as a number: positions, times and counts are within 2^53. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text') =>
    oid === INT8 ? Number : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
};

function configOf(url: string): pg.ClientConfig {
  return {
    connectionString: url,
    application_name: `action-ledger ${process.pid}`,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: 2_000,
    types,
  };
}

export interface PoolOptions {
  readonly max: number;
  readonly settings: Settings;
}

/** Pool with pipelined queries: a session sends at once and gets its answers in order. */
export function openPool(url: string, { max, settings }: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    ...configOf(url),
    pipeline: true,
    max,
    idleTimeoutMillis: 30_000,
    allowExitOnIdle: true,
    onConnect: (client) => applySettings(client, settings),
  });
  // Without a listener, an idle session that ends would crash the process; the pool opens another.
  pool.on('error', () => {});
  return pool;
}

export interface SessionOptions {
  readonly settings: Settings;
  /** COPY needs a session without pipelining. */
  readonly pipeline?: boolean;
  readonly onLost?: (error: Error) => void;
}

export async function openSession(url: string, { settings, pipeline = true, onLost }: SessionOptions) {
  const client = new pg.Client({ ...configOf(url), pipeline });
  client.on('error', (error) => onLost?.(error));
  try {
    await client.connect();
    await applySettings(client, settings);
  } catch (error) {
    await client.end().catch(() => {});
    throw new DatabaseUnavailable(url, error);
  }
  return client;
}

export class DatabaseUnavailable extends Error {
  readonly code = 'database-away';

  constructor(url: string, cause: unknown) {
    super(`Cannot connect to the database at ${addressOf(url)}: ${reasonOf(cause)}.`, { cause });
  }
}

/** Every address of a host was tried; the first failure is the most useful one. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return reasonOf(error.errors[0]);
  return messageOf(error);
}

async function applySettings(client: pg.ClientBase, settings: Settings): Promise<void> {
  const statements = Object.entries(settings).map(
    ([name, value]) => `SET ${name} = ${pg.escapeLiteral(String(value))}`,
  );
  if (statements.length > 0) await client.query(statements.join('; '));
}

/** Keepalive settings with which the server notices a dead client within seconds. */
export const WATCHED: Settings = {
  tcp_keepalives_idle: 2,
  tcp_keepalives_interval: 1,
  tcp_keepalives_count: 3,
  client_connection_check_interval: 2_000,
};

export const quoted = (name: string) => pg.escapeIdentifier(name);

export function addressOf(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}
