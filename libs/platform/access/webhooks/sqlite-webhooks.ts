import type Database from 'better-sqlite3';
import {
  attemptOf,
  KEPT_ATTEMPTS,
  type StoredAttempt,
  type StoredWebhook,
  standingOf,
  type WebhookStore,
} from './port.js';

export const WEBHOOK_SCHEMA = `
  CREATE TABLE IF NOT EXISTS webhooks (
    id TEXT PRIMARY KEY, secret TEXT, secret_revision INTEGER NOT NULL, restart INTEGER NOT NULL, number INTEGER,
    failures INTEGER NOT NULL DEFAULT 0, failing_since TEXT, next_at TEXT
  ) STRICT;
  CREATE TABLE IF NOT EXISTS webhook_attempts (
    webhook TEXT NOT NULL, nth INTEGER NOT NULL, event_id TEXT NOT NULL, number INTEGER NOT NULL,
    position INTEGER NOT NULL, type TEXT NOT NULL, attempt INTEGER NOT NULL, at TEXT NOT NULL, status INTEGER,
    failure TEXT, milliseconds INTEGER NOT NULL, next_at TEXT, PRIMARY KEY (webhook, nth)
  ) STRICT, WITHOUT ROWID;
`;

/** The webhooks of an open `access.db`. */
export function sqliteWebhooks(db: Database.Database): WebhookStore {
  const rowOf = db.prepare<[string], StoredWebhook>('SELECT * FROM webhooks WHERE id = ?');
  const addAttempt = db.prepare(
    `INSERT INTO webhook_attempts SELECT @webhook, 1 + coalesce(max(nth), 0), @eventId, @number, @position, @type,
      @attempt, @at, @status, @failure, @milliseconds, @nextAt FROM webhook_attempts WHERE webhook = @webhook`,
  );
  const dropOldest = db.prepare(
    `DELETE FROM webhook_attempts WHERE webhook = @webhook
      AND nth <= (SELECT max(nth) FROM webhook_attempts WHERE webhook = @webhook) - ${KEPT_ATTEMPTS}`,
  );
  const moveOn = db.prepare(
    `UPDATE webhooks SET restart = @restart, number = @number, failures = @failures, failing_since = @failingSince,
      next_at = @nextAt
      WHERE id = @webhook AND restart = @was AND number IS @wasNumber AND failures = @wasFailures`,
  );
  return {
    async putSecret(webhook, secret, revision) {
      const { changes } = db
        .prepare(
          `INSERT INTO webhooks (id, secret, secret_revision, restart) VALUES (@webhook, @secret, @revision, @revision - 1)
            ON CONFLICT (id) DO UPDATE SET secret = excluded.secret, secret_revision = excluded.secret_revision
            WHERE secret_revision < excluded.secret_revision`,
        )
        .run({ webhook, secret, revision });
      return changes > 0;
    },
    async forget(webhook) {
      db.prepare('UPDATE webhooks SET secret = NULL WHERE id = ?').run(webhook);
    },
    secretOf: async (webhook) => rowOf.get(webhook)?.secret ?? undefined,
    async standingOf(webhook) {
      const row = rowOf.get(webhook);
      return row && standingOf(row);
    },
    move: async (from, to, attempt) =>
      db
        .transaction(() => {
          const { webhook, restart, number, failures } = from;
          if (attempt) {
            addAttempt.run({ webhook, ...attempt });
            dropOldest.run({ webhook });
          }
          return moveOn.run({ ...to, was: restart, wasNumber: number, wasFailures: failures }).changes > 0;
        })
        .immediate(),
    attempts: async (webhook, limit, before = Number.MAX_SAFE_INTEGER) =>
      db
        .prepare<[string, number, number], StoredAttempt>(
          'SELECT * FROM webhook_attempts WHERE webhook = ? AND nth < ? ORDER BY nth DESC LIMIT ?',
        )
        .all(webhook, before, limit)
        .map(attemptOf),
  };
}
