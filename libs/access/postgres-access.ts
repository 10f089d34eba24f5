import type pg from 'pg';
import { tryLock } from '#postgres/locks.js';
import { migrate, type Part } from '#postgres/migrations.js';
import { openPool, openSession, WATCHED } from '#postgres/session.js';
import type { WebhookLease } from '#webhooks/index.js';
import { recogniseDatabase } from '#webhooks/postgres-home.js';
import { ADDED_TO_WEBHOOKS, postgresWebhooks, WEBHOOK_TABLES } from '#webhooks/postgres-webhooks.js';
import { type AccessStore, AccessUnavailable, type Kept } from './access-store.js';
import { hashOf, type LiveTokens, liveTokens, type StoredToken, tokenRow } from './credential.js';

const ACCESS: Part = {
  name: 'access',
  versions: [
    [
      `CREATE TABLE tokens (
        id TEXT PRIMARY KEY, hash TEXT NOT NULL UNIQUE, reference TEXT COLLATE "C" NOT NULL, credential TEXT NOT NULL,
        label TEXT, created_at TEXT COLLATE "C" NOT NULL, revoked_at TEXT)`,
      'CREATE TABLE people (party TEXT PRIMARY KEY, name TEXT NOT NULL)',
    ],
    WEBHOOK_TABLES,
    ADDED_TO_WEBHOOKS,
  ],
};

/** As one statement each, so that all of it is of one moment, or is kept, or nothing. */
const KEPT = `SELECT json_build_object(
  'tokens', (SELECT coalesce(json_agg(token ORDER BY id COLLATE "C"), '[]') FROM tokens AS token),
  'webhooks', (SELECT coalesce(json_agg(webhook ORDER BY id COLLATE "C"), '[]') FROM webhooks AS webhook),
  'people', (SELECT coalesce(json_agg(person ORDER BY party COLLATE "C"), '[]') FROM people AS person)) AS kept`;
const KEEP = `WITH added AS (INSERT INTO tokens SELECT * FROM json_populate_recordset(NULL::tokens, $1)),
  joined AS (INSERT INTO webhooks SELECT * FROM json_populate_recordset(NULL::webhooks, $2))
  INSERT INTO people SELECT * FROM json_populate_recordset(NULL::people, $3)`;

const SESSIONS = 2;
const LOOK_EVERY_MS = 1_000;
/** While the database cannot be asked, what was last known holds for so long and no longer. */
const TRUSTED_MS = 4_000;
const STATEMENT_MS = 10_000;

export interface PostgresAccessLocation {
  readonly url: string;
  readonly schema: string;
}

/** Tokens, webhooks and people in the ledger's own schema of a database. */
export async function openPostgresAccess({ url, schema }: PostgresAccessLocation): Promise<AccessStore> {
  await migrate(url, schema, ACCESS);
  const pool = openPool(url, {
    max: SESSIONS,
    settings: { search_path: schema, statement_timeout: STATEMENT_MS, lock_timeout: STATEMENT_MS },
  });
  let live = liveTokens([]);
  let lookedAt = Number.NEGATIVE_INFINITY;
  let stale = true;
  let looking: Promise<void> | undefined;

  function lookOnce(): Promise<void> {
    looking = look().finally(() => {
      looking = undefined;
    });
    return looking;
  }

  async function look(): Promise<void> {
    const began = performance.now();
    const { rows } = await pool.query<{ hash: string; credential: string }>(
      'SELECT hash, credential FROM tokens WHERE revoked_at IS NULL',
    );
    live = liveTokens(rows);
    lookedAt = began;
    stale = false;
  }

  async function current(): Promise<LiveTokens> {
    if (!stale && performance.now() - lookedAt < LOOK_EVERY_MS) return live;
    const look = looking ?? lookOnce();
    try {
      await look;
    } catch (error) {
      if (performance.now() - lookedAt > TRUSTED_MS) throw unavailable(error);
    }
    return live;
  }

  /** What was written here is seen here at once. */
  async function lookAnew(): Promise<void> {
    await looking?.catch(() => {});
    stale = true;
  }

  const ask = <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []) =>
    pool.query<Row>(text, values).catch((error) => {
      throw unavailable(error);
    });

  await recogniseDatabase(ask).catch(async (error) => {
    await pool.end();
    throw error;
  });

  return {
    async authenticate(secret) {
      const known = (await current()).of(secret);
      if (known) return known;
      // It may have been made by another process since.
      const { rows } = await ask<{ credential: string }>(
        'SELECT credential FROM tokens WHERE hash = $1 AND revoked_at IS NULL',
        [hashOf(secret)],
      );
      return rows[0] && JSON.parse(rows[0].credential);
    },
    isLive: async (token) => (await current()).ofToken(token) !== undefined,
    credentialOf: async (token) => (await current()).ofToken(token),
    async addToken({ secret, reference, credential, label, createdAt }) {
      const { rowCount } = await ask(
        `INSERT INTO tokens (id, hash, reference, credential, label, created_at) VALUES ($1, $2, $3, $4, $5, $6)
          ON CONFLICT (id) DO NOTHING`,
        [credential.token, hashOf(secret), reference, JSON.stringify(credential), label ?? null, createdAt],
      );
      await lookAnew();
      return rowCount === 1;
    },
    async revokeToken(id, revokedAt) {
      await ask('UPDATE tokens SET revoked_at = $1 WHERE id = $2 AND revoked_at IS NULL', [revokedAt, id]);
      await lookAnew();
    },
    async tokens() {
      const { rows } = await ask<StoredToken>('SELECT * FROM tokens ORDER BY created_at, reference');
      return rows.map(tokenRow);
    },
    webhooks: postgresWebhooks(ask),
    acquireWebhookLease: () => acquireWebhookLease(url, schema),
    directory: {
      async put(party, name) {
        await ask(
          'INSERT INTO people (party, name) VALUES ($1, $2) ON CONFLICT (party) DO UPDATE SET name = excluded.name',
          [party, name],
        );
      },
      async erase(party) {
        const session = await pool.connect();
        try {
          await erase(session, party);
        } catch (error) {
          throw unavailable(error);
        } finally {
          session.release();
        }
      },
      async namesOf(parties) {
        if (parties.length === 0) return new Map();
        const { rows } = await ask<{ party: string; name: string }>(
          'SELECT party, name FROM people WHERE party = ANY ($1)',
          [parties],
        );
        return new Map(rows.map(({ party, name }) => [party, name]));
      },
    },
    async kept() {
      const { rows } = await ask<{ kept: Kept }>(KEPT);
      return (rows[0] as { kept: Kept }).kept;
    },
    async keep(kept) {
      await ask(
        KEEP,
        [kept.tokens, kept.webhooks, kept.people].map((each) => JSON.stringify(each)),
      );
      await lookAnew();
    },
    close: () => pool.end(),
  };
}

/** The right ends with a session of its own, and so with the process that has it. */
async function acquireWebhookLease(url: string, schema: string): Promise<WebhookLease | undefined> {
  const lost = new AbortController();
  const client = await openSession(url, { settings: WATCHED, onLost: () => lost.abort() });
  client.on('end', () => lost.abort());
  const release = () => client.end().catch(() => {});
  const taken = await tryLock(client, `${schema} webhooks`).catch(() => false);
  if (taken) return { lost: lost.signal, release };
  await release();
  return undefined;
}

/**
 * A deleted row stays in the table's file until it is written over, and longer while somebody reads an older state. So
 * the rows that stay move to a file of their own, and the old one is removed with the transaction's end.
 */
async function erase(session: pg.PoolClient, party: string): Promise<void> {
  await session.query('BEGIN');
  try {
    await session.query('LOCK TABLE people IN ACCESS EXCLUSIVE MODE');
    await session.query('CREATE TEMPORARY TABLE kept (party TEXT, name TEXT) ON COMMIT DROP');
    await session.query('INSERT INTO kept SELECT party, name FROM people WHERE party <> $1', [party]);
    await session.query('TRUNCATE people');
    await session.query('INSERT INTO people SELECT party, name FROM kept');
    await session.query('COMMIT');
  } catch (error) {
    await session.query('ROLLBACK').catch(() => {});
    throw error;
  }
}

/** Why, is for the log: it may tell of the inside. */
function unavailable(cause: unknown): AccessUnavailable {
  return new AccessUnavailable('The tokens and the directory of people cannot be asked; ask again.', { cause });
}
