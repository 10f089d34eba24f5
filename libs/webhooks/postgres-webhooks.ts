import type pg from 'pg';
import {
  attemptOf,
  type Halt,
  KEPT_ATTEMPTS,
  type NewAttempt,
  progressOf,
  type StoredAttempt,
  type StoredWebhook,
  secretsAt,
  type WebhookStore,
} from './webhook-store.js';

export const WEBHOOK_TABLES = [
  `CREATE TABLE webhooks (
    id TEXT PRIMARY KEY, secret TEXT, secret_revision INTEGER NOT NULL, restart INTEGER NOT NULL, number BIGINT,
    failures INTEGER NOT NULL DEFAULT 0, failing_since TEXT, next_at TEXT)`,
  `CREATE TABLE webhook_attempts (
    webhook TEXT NOT NULL, nth BIGINT NOT NULL, event_id TEXT NOT NULL, number BIGINT NOT NULL,
    position BIGINT NOT NULL, type TEXT NOT NULL, attempt INTEGER NOT NULL, at TEXT NOT NULL, status INTEGER,
    failure TEXT, milliseconds INTEGER NOT NULL, next_at TEXT, PRIMARY KEY (webhook, nth))`,
];

export const ADDED_TO_WEBHOOKS = [
  `ALTER TABLE webhooks ADD event_id TEXT, ADD requeued INTEGER NOT NULL DEFAULT 0, ADD halted TEXT,
    ADD old_secret TEXT, ADD old_until TEXT COLLATE "C"`,
  'CREATE TABLE home (mark TEXT NOT NULL)',
];

const PUT_SECRET = `INSERT INTO webhooks (id, secret, secret_revision, restart, requeued)
  VALUES ($1, $2, $3::integer, $3::integer - 1, $3::integer)
  ON CONFLICT (id) DO UPDATE SET secret = excluded.secret, secret_revision = excluded.secret_revision,
    old_secret = CASE WHEN $4::text IS NOT NULL THEN webhooks.secret END,
    old_until = CASE WHEN webhooks.secret IS NOT NULL THEN $4::text END
  WHERE webhooks.secret_revision < excluded.secret_revision`;
const FORGET = `INSERT INTO webhooks (id, secret_revision, restart) VALUES ($1, $2::integer, $2::integer)
  ON CONFLICT (id) DO UPDATE SET secret = NULL, old_secret = NULL, old_until = NULL,
    secret_revision = excluded.secret_revision`;
const MOVE = `UPDATE webhooks SET restart = $2::integer, number = $3::bigint, event_id = $4, requeued = $5::integer,
    failures = $6::integer, failing_since = $7, next_at = $8
  WHERE id = $1::text AND halted IS NULL AND restart = $9::integer AND number IS NOT DISTINCT FROM $10::bigint
    AND requeued = $11::integer AND failures = $12::integer`;
const HALT = `UPDATE webhooks SET halted = $2, restart = least(restart, $3::integer),
    requeued = least(requeued, $3::integer), secret_revision = least(secret_revision, $3::integer)
  WHERE id = $1 AND halted IS DISTINCT FROM $2`;
const RESUME = `UPDATE webhooks SET number = CASE WHEN halted = 'restored' THEN number END,
    event_id = CASE WHEN halted = 'restored' THEN event_id END, halted = NULL,
    restart = CASE WHEN halted = 'restored' THEN least(restart, $2::integer - 1) ELSE $2::integer - 1 END,
    requeued = least(requeued, $2::integer), failures = 0, failing_since = NULL, next_at = NULL
  WHERE id = $1 AND halted IS NOT NULL`;
/** Before MOVE and in one statement with it, so that both are of one moment. */
const LOG = `WITH last AS (SELECT coalesce(max(nth), 0) AS nth FROM webhook_attempts WHERE webhook = $1::text),
  dropped AS (DELETE FROM webhook_attempts
    WHERE webhook = $1::text AND nth <= (SELECT nth FROM last) + 1 - ${KEPT_ATTEMPTS}),
  added AS (INSERT INTO webhook_attempts SELECT $1::text, 1 + last.nth, $13::text, $14::bigint, $15::bigint, $16::text,
    $17::integer, $18::text, $19::integer, $20::text, $21::integer, $22::text FROM last)`;

const valuesOf = ({
  eventId,
  number,
  position,
  type,
  attempt,
  at,
  status,
  failure,
  milliseconds,
  nextAt,
}: NewAttempt) => [eventId, number, position, type, attempt, at, status, failure, milliseconds, nextAt];

export type Ask = <Row extends pg.QueryResultRow>(text: string, values?: unknown[]) => Promise<pg.QueryResult<Row>>;

/** The webhooks of a ledger's own schema, asked for in the way that the rest of it is. */
export function postgresWebhooks(ask: Ask): WebhookStore {
  async function rowOf(webhook: string): Promise<StoredWebhook | undefined> {
    const { rows } = await ask<StoredWebhook>('SELECT * FROM webhooks WHERE id = $1', [webhook]);
    return rows[0];
  }
  return {
    async putSecret(webhook, secret, revision, oldUntil) {
      const { rowCount } = await ask(PUT_SECRET, [webhook, secret, revision, oldUntil ?? null]);
      return rowCount === 1;
    },
    async forget(webhook, revision) {
      await ask(FORGET, [webhook, revision]);
    },
    async secretsOf(webhook, now) {
      const row = await rowOf(webhook);
      return row ? secretsAt(row, now) : [];
    },
    async dropOldSecrets(now) {
      await ask('UPDATE webhooks SET old_secret = NULL, old_until = NULL WHERE old_until <= $1', [now]);
    },
    async progressOf(webhook) {
      const row = await rowOf(webhook);
      return row && progressOf(row);
    },
    async move(from, to, attempt) {
      const moving = [
        ...[to.webhook, to.restart, to.number, to.eventId, to.requeued, to.failures, to.failingSince, to.nextAt],
        ...[from.restart, from.number, from.requeued, from.failures],
      ];
      const { rowCount } = await (attempt
        ? ask(`${LOG} ${MOVE} RETURNING id`, [...moving, ...valuesOf(attempt)])
        : ask(MOVE, moving));
      return rowCount === 1;
    },
    async halt(webhook, why, revision) {
      await ask(HALT, [webhook, why, revision]);
    },
    async resume(webhook, revision) {
      await ask(RESUME, [webhook, revision]);
    },
    async halted() {
      const { rows } = await ask<{ webhook: string; halted: Halt }>(
        'SELECT id AS webhook, halted FROM webhooks WHERE halted IS NOT NULL AND secret IS NOT NULL ORDER BY id COLLATE "C"',
      );
      return rows;
    },
    async attempts(webhook, limit, before = Number.MAX_SAFE_INTEGER) {
      const { rows } = await ask<StoredAttempt>(
        'SELECT * FROM webhook_attempts WHERE webhook = $1 AND nth < $2 ORDER BY nth DESC LIMIT $3',
        [webhook, before, limit],
      );
      return rows.map(attemptOf);
    },
  };
}
