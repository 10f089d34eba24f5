import pg from 'pg';
import { messageOf } from '#errors/index.js';

/** Settings of a session by their names, as `SET` takes them. */
export type Settings = Readonly<Record<string, string | number>>;

const CONNECT_MS = 5_000;
const INT8 = 20;

/** Whole numbers here are positions, times and counts, all within 2^53. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text') =>
    oid === INT8 ? Number : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
};

function configOf(url: string): pg.ClientConfig {
  return {
    connectionString: url,
    application_name: `action-ledger ${process.pid}`,
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: 2_000,
    types,
  };
}

export interface PoolOptions {
  readonly max: number;
  readonly settings: Settings;
}

/**
 * Sessions of a database, opened as they are needed and kept while they are used. What is asked of one session goes out
 * at once and is answered in turn.
 */
export function openPool(url: string, { max, settings }: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    ...configOf(url),
    pipeline: true,
    max,
    idleTimeoutMillis: 30_000,
    allowExitOnIdle: true,
    onConnect: (client) => set(client, settings),
  });
  // An idle session that ends is taken out of the pool; the next question opens another.
  pool.on('error', () => {});
  return pool;
}

export interface SessionOptions {
  readonly settings: Settings;
  /** Whether several statements may be under way at once; without it the session can COPY. */
  readonly pipeline?: boolean;
  /** The session has ended by itself, between statements or during one. */
  readonly onLost?: (error: Error) => void;
}

/** One session of a database, to be ended by its owner. */
export async function openSession(url: string, { settings, pipeline = true, onLost }: SessionOptions) {
  const client = new pg.Client({ ...configOf(url), pipeline });
  client.on('error', (error) => onLost?.(error));
  try {
    await client.connect();
    await set(client, settings);
  } catch (error) {
    await client.end().catch(() => {});
    throw new DatabaseAway(url, error);
  }
  return client;
}

/** A database that no session can be had of. */
export class DatabaseAway extends Error {
  readonly code = 'database-away';

  constructor(url: string, cause: unknown) {
    super(`The database at ${addressOf(url)} cannot be reached: ${reasonOf(cause)}.`, { cause });
  }
}

/** Of several addresses of a host that were tried, the first one's failure. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return reasonOf(error.errors[0]);
  return messageOf(error);
}

async function set(client: pg.ClientBase, settings: Settings): Promise<void> {
  const statements = Object.entries(settings).map(
    ([name, value]) => `SET ${name} = ${pg.escapeLiteral(String(value))}`,
  );
  if (statements.length > 0) await client.query(statements.join('; '));
}

/** Settings under which the server finds out within seconds that the other end of a session is gone. */
export const WATCHED: Settings = {
  tcp_keepalives_idle: 2,
  tcp_keepalives_interval: 1,
  tcp_keepalives_count: 3,
  client_connection_check_interval: 2_000,
};

/** A name as SQL takes it. */
export const quoted = (name: string) => pg.escapeIdentifier(name);

/** The host and database of an address, without its secrets. */
export function addressOf(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}
