import type Database from 'better-sqlite3';
import {
  attemptOf,
  type Halt,
  KEPT_ATTEMPTS,
  progressOf,
  type StoredAttempt,
  type StoredWebhook,
  secretsAt,
  type WebhookStore,
} from './webhook-store.js';

const PUT_SECRET = `INSERT INTO webhooks (id, secret, secret_revision, restart, requeued)
  VALUES (@webhook, @secret, @revision, @revision - 1, @revision)
  ON CONFLICT (id) DO UPDATE SET secret = excluded.secret, secret_revision = excluded.secret_revision,
    old_secret = CASE WHEN @oldUntil IS NOT NULL THEN secret END,
    old_until = CASE WHEN secret IS NOT NULL THEN @oldUntil END
  WHERE secret_revision < excluded.secret_revision`;
const FORGET = `INSERT INTO webhooks (id, secret_revision, restart) VALUES (@webhook, @revision, @revision)
  ON CONFLICT (id) DO UPDATE SET secret = NULL, old_secret = NULL, old_until = NULL,
    secret_revision = excluded.secret_revision`;
const MOVE = `UPDATE webhooks SET restart = @restart, number = @number, event_id = @eventId, requeued = @requeued,
    failures = @failures, failing_since = @failingSince, next_at = @nextAt
  WHERE id = @webhook AND halted IS NULL AND restart = @was AND number IS @wasNumber AND requeued = @wasRequeued
    AND failures = @wasFailures`;
const HALT = `UPDATE webhooks SET halted = @why, restart = min(restart, @revision), requeued = min(requeued, @revision),
    secret_revision = min(secret_revision, @revision)
  WHERE id = @webhook AND halted IS NOT @why`;
const RESUME = `UPDATE webhooks SET number = CASE WHEN halted = 'restored' THEN number END,
    event_id = CASE WHEN halted = 'restored' THEN event_id END, halted = NULL,
    restart = CASE WHEN halted = 'restored' THEN min(restart, @revision - 1) ELSE @revision - 1 END,
    requeued = min(requeued, @revision), failures = 0, failing_since = NULL, next_at = NULL
  WHERE id = @webhook AND halted IS NOT NULL`;

/** The webhooks of an open `access.db`; `onAllResumed` is told when somebody has resumed the last that was restored. */
export function sqliteWebhooks(db: Database.Database, onAllResumed: () => void): WebhookStore {
  const rowOf = db.prepare<[string], StoredWebhook>('SELECT * FROM webhooks WHERE id = ?');
  const addAttempt = db.prepare(
    `INSERT INTO webhook_attempts SELECT @webhook, 1 + coalesce(max(nth), 0), @eventId, @number, @position, @type,
      @attempt, @at, @status, @failure, @milliseconds, @nextAt FROM webhook_attempts WHERE webhook = @webhook`,
  );
  const dropOldest = db.prepare(
    `DELETE FROM webhook_attempts WHERE webhook = @webhook
      AND nth <= (SELECT max(nth) FROM webhook_attempts WHERE webhook = @webhook) - ${KEPT_ATTEMPTS}`,
  );
  const moveOn = db.prepare(MOVE);
  const dropOld = db.prepare('UPDATE webhooks SET old_secret = NULL, old_until = NULL WHERE old_until <= ?');
  const halted = db.prepare<[], { webhook: string; halted: Halt }>(
    'SELECT id AS webhook, halted FROM webhooks WHERE halted IS NOT NULL AND secret IS NOT NULL ORDER BY id',
  );
  return {
    async putSecret(webhook, secret, revision, oldUntil) {
      return db.prepare(PUT_SECRET).run({ webhook, secret, revision, oldUntil: oldUntil ?? null }).changes > 0;
    },
    async forget(webhook, revision) {
      db.prepare(FORGET).run({ webhook, revision });
    },
    async secretsOf(webhook, now) {
      const row = rowOf.get(webhook);
      return row ? secretsAt(row, now) : [];
    },
    async dropOldSecrets(now) {
      // The log holds them until it is emptied, which waits for those who read.
      if (dropOld.run(now).changes > 0) db.pragma('wal_checkpoint(TRUNCATE)');
    },
    async progressOf(webhook) {
      const row = rowOf.get(webhook);
      return row && progressOf(row);
    },
    move: async (from, to, attempt) =>
      db
        .transaction(() => {
          const { webhook, restart, number, requeued, failures } = from;
          if (attempt) {
            addAttempt.run({ webhook, ...attempt });
            dropOldest.run({ webhook });
          }
          const { halted: _, ...moved } = to;
          const was = { was: restart, wasNumber: number, wasRequeued: requeued, wasFailures: failures };
          return moveOn.run({ ...moved, ...was }).changes > 0;
        })
        .immediate(),
    async halt(webhook, why, revision) {
      db.prepare(HALT).run({ webhook, why, revision });
    },
    async resume(webhook, revision) {
      db.prepare(RESUME).run({ webhook, revision });
      if (!halted.all().some((row) => row.halted === 'restored')) onAllResumed();
    },
    halted: async () => halted.all(),
    attempts: async (webhook, limit, before = Number.MAX_SAFE_INTEGER) =>
      db
        .prepare<[string, number, number], StoredAttempt>(
          'SELECT * FROM webhook_attempts WHERE webhook = ? AND nth < ? ORDER BY nth DESC LIMIT ?',
        )
        .all(webhook, before, limit)
        .map(attemptOf),
  };
}
