import type pg from 'pg';
import {
  attemptOf,
  KEPT_ATTEMPTS,
  type NewAttempt,
  type StoredAttempt,
  type StoredWebhook,
  standingOf,
  type WebhookStore,
} from './port.js';

export const WEBHOOK_TABLES = [
  `CREATE TABLE webhooks (
    id TEXT PRIMARY KEY, secret TEXT, secret_revision INTEGER NOT NULL, restart INTEGER NOT NULL, number BIGINT,
    failures INTEGER NOT NULL DEFAULT 0, failing_since TEXT, next_at TEXT)`,
  `CREATE TABLE webhook_attempts (
    webhook TEXT NOT NULL, nth BIGINT NOT NULL, event_id TEXT NOT NULL, number BIGINT NOT NULL,
    position BIGINT NOT NULL, type TEXT NOT NULL, attempt INTEGER NOT NULL, at TEXT NOT NULL, status INTEGER,
    failure TEXT, milliseconds INTEGER NOT NULL, next_at TEXT, PRIMARY KEY (webhook, nth))`,
];

const MOVE = `UPDATE webhooks SET restart = $2::integer, number = $3::bigint, failures = $4::integer,
    failing_since = $5, next_at = $6
  WHERE id = $1::text AND restart = $7::integer AND number IS NOT DISTINCT FROM $8::bigint AND failures = $9::integer`;
/** Before MOVE and in one statement with it, so that both are of one moment. */
const LOG = `WITH last AS (SELECT coalesce(max(nth), 0) AS nth FROM webhook_attempts WHERE webhook = $1::text),
  dropped AS (DELETE FROM webhook_attempts
    WHERE webhook = $1::text AND nth <= (SELECT nth FROM last) + 1 - ${KEPT_ATTEMPTS}),
  added AS (INSERT INTO webhook_attempts SELECT $1::text, 1 + last.nth, $10::text, $11::bigint, $12::bigint, $13::text,
    $14::integer, $15::text, $16::integer, $17::text, $18::integer, $19::text FROM last)`;

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

type Ask = <Row extends pg.QueryResultRow>(text: string, values?: unknown[]) => Promise<pg.QueryResult<Row>>;

/** The webhooks of a ledger's own schema, asked for in the way that the rest of it is. */
export function postgresWebhooks(ask: Ask): WebhookStore {
  async function rowOf(webhook: string): Promise<StoredWebhook | undefined> {
    const { rows } = await ask<StoredWebhook>('SELECT * FROM webhooks WHERE id = $1', [webhook]);
    return rows[0];
  }
  return {
    async putSecret(webhook, secret, revision) {
      const { rowCount } = await ask(
        `INSERT INTO webhooks (id, secret, secret_revision, restart) VALUES ($1, $2, $3::integer, $3::integer - 1)
          ON CONFLICT (id) DO UPDATE SET secret = excluded.secret, secret_revision = excluded.secret_revision
          WHERE webhooks.secret_revision < excluded.secret_revision`,
        [webhook, secret, revision],
      );
      return rowCount === 1;
    },
    async forget(webhook) {
      await ask('UPDATE webhooks SET secret = NULL WHERE id = $1', [webhook]);
    },
    secretOf: async (webhook) => (await rowOf(webhook))?.secret ?? undefined,
    async standingOf(webhook) {
      const row = await rowOf(webhook);
      return row && standingOf(row);
    },
    async move(from, to, attempt) {
      const moving = [
        ...[to.webhook, to.restart, to.number, to.failures, to.failingSince, to.nextAt],
        ...[from.restart, from.number, from.failures],
      ];
      const { rowCount } = await (attempt
        ? ask(`${LOG} ${MOVE} RETURNING id`, [...moving, ...valuesOf(attempt)])
        : ask(MOVE, moving));
      return rowCount === 1;
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
