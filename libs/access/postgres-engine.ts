import { POSTGRES_DDL, PostgresDialect, type RunQuery, sql } from '#platform/index.js';
import { type MigrationSet, migrate, openPool, openSession, tryLock, WATCHED } from '#postgres/index.js';
import { addedWebhookColumns, addWebhookColumn, homeTable, type WebhookLease, webhookTables } from '#webhooks/index.js';
import type { AccessEngine } from './access-engine.js';
import {
  type AccessTables,
  ADDED_SESSION_COLUMNS,
  accessTables,
  addSessionColumn,
  calendarTables,
  mailTables,
  type PersonalTable,
  sessionTables,
  signInTables,
} from './access-schema.js';

const MIGRATIONS: MigrationSet = {
  name: 'access',
  versions: [
    accessTables(POSTGRES_DDL),
    webhookTables(POSTGRES_DDL),
    [...Object.entries(addedWebhookColumns(POSTGRES_DDL)).map(addWebhookColumn), homeTable(POSTGRES_DDL)],
    sessionTables(POSTGRES_DDL),
    mailTables(POSTGRES_DDL),
    [...ADDED_SESSION_COLUMNS.map(addSessionColumn), ...signInTables(POSTGRES_DDL)],
    calendarTables(POSTGRES_DDL),
  ],
};
const SESSIONS = 2;
const STATEMENT_MS = 10_000;

export interface PostgresAccessLocation {
  readonly url: string;
  readonly schema: string;
}

export async function openPostgresEngine({ url, schema }: PostgresAccessLocation): Promise<AccessEngine> {
  await migrate(url, schema, MIGRATIONS);
  const pool = openPool(url, {
    max: SESSIONS,
    settings: { search_path: schema, statement_timeout: STATEMENT_MS, lock_timeout: STATEMENT_MS },
  });
  return {
    dialect: new PostgresDialect({ pool }),
    identity: async (run) => ({ mark: `${await clusterOf(run)} ${await tableOf(run)}`, copiesUnmarked: false }),
    async purgeErased(run, tables) {
      for (const table of tables) await rewrite(run, table);
    },
    // Old secrets leave the file with the next VACUUM; backups of the WAL keep them.
    purgeDeleted: async () => {},
    acquireWebhookLease: () => acquireLease(url, `${schema} webhooks`),
    acquireDigestLease: () => acquireLease(url, `${schema} digests`),
    onAllResumed: () => {},
    close: () => pool.end(),
  };
}

/** A dumped and restored schema has other OIDs; a promoted standby has the same. */
async function tableOf(run: RunQuery<AccessTables>): Promise<string | undefined> {
  const { rows } = await run((db) =>
    sql<{ mark: string }>`SELECT 'database ' || (SELECT oid FROM pg_database WHERE datname = current_database())
      || ' table ' || 'webhooks'::regclass::oid AS mark`.execute(db),
  );
  return rows[0]?.mark;
}

/** Some providers forbid pg_control_system(); then OIDs alone identify the store. */
async function clusterOf(run: RunQuery<AccessTables>): Promise<string> {
  const asked = run((db) =>
    sql<{ cluster: string }>`SELECT system_identifier::text AS cluster FROM pg_control_system()`.execute(db),
  );
  const { rows } = await asked.catch(() => ({ rows: [] }));
  return `cluster ${rows[0]?.cluster ?? 'unknown'}`;
}

/** A session lock: it ends with its connection, and so with a crashed process. */
async function acquireLease(url: string, name: string): Promise<WebhookLease | undefined> {
  const lost = new AbortController();
  const client = await openSession(url, { settings: WATCHED, onLost: () => lost.abort() });
  client.on('end', () => lost.abort());
  const release = () => client.end().catch(() => {});
  const taken = await tryLock(client, name).catch(() => false);
  if (taken) return { lost: lost.signal, release };
  await release();
  return undefined;
}

/**
 * DELETE keeps the row in the table's file; TRUNCATE after moving the other rows removes that file on commit.
 */
async function rewrite(run: RunQuery<AccessTables>, table: PersonalTable): Promise<void> {
  const named = sql.table(table);
  await run((db) =>
    db.transaction().execute(async (trx) => {
      await sql`LOCK TABLE ${named} IN ACCESS EXCLUSIVE MODE`.execute(trx);
      await sql`CREATE TEMPORARY TABLE kept ON COMMIT DROP AS SELECT * FROM ${named}`.execute(trx);
      await sql`TRUNCATE ${named}`.execute(trx);
      await sql`INSERT INTO ${named} SELECT * FROM kept`.execute(trx);
    }),
  );
}
