import type { Expression, ExpressionBuilder, Kysely } from 'kysely';
import type { RunQuery } from '#platform/index.js';
import type { WebhookTables } from './webhook-schema.js';
import {
  attemptOf,
  type DeliveryProgress,
  type Halt,
  MAX_LOGGED_ATTEMPTS,
  type NewAttempt,
  progressOf,
  secretsAt,
  type WebhookStore,
} from './webhook-store.js';

export interface WebhookStoreOptions {
  purgeDeleted(): Promise<void>;
  onAllResumed(): void;
}

export function kyselyWebhookStore(run: RunQuery<WebhookTables>, options: WebhookStoreOptions): WebhookStore {
  const rowOf = (webhook: string) =>
    run((db) => db.selectFrom('webhooks').selectAll().where('id', '=', webhook).executeTakeFirst());

  async function halted() {
    const rows = await run((db) =>
      db
        .selectFrom('webhooks')
        .select(['id as webhook', 'halted'])
        .where('halted', 'is not', null)
        .where('secret', 'is not', null)
        .$narrowType<{ halted: Halt }>()
        .execute(),
    );
    return rows.sort((one, other) => (one.webhook < other.webhook ? -1 : 1));
  }

  return {
    halted,
    async putSecret(webhook, secret, revision, oldUntil) {
      const { numInsertedOrUpdatedRows } = await run((db) =>
        db
          .insertInto('webhooks')
          .values({ ...newRow(webhook, secret, revision), restart: revision - 1, requeued: revision })
          .onConflict((conflict) =>
            conflict
              .column('id')
              .doUpdateSet(({ ref, case: when }) => ({
                secret: ref('excluded.secret'),
                secret_revision: ref('excluded.secret_revision'),
                old_secret: oldUntil === undefined ? null : ref('webhooks.secret'),
                old_until:
                  oldUntil === undefined ? null : when().when('webhooks.secret', 'is not', null).then(oldUntil).end(),
              }))
              .whereRef('webhooks.secret_revision', '<', 'excluded.secret_revision'),
          )
          .executeTakeFirstOrThrow(),
      );
      return numInsertedOrUpdatedRows === 1n;
    },
    async forget(webhook, revision) {
      await run((db) =>
        db
          .insertInto('webhooks')
          .values(newRow(webhook, null, revision))
          .onConflict((conflict) =>
            conflict.column('id').doUpdateSet(({ ref }) => ({
              ...{ secret: null, old_secret: null, old_until: null },
              secret_revision: ref('excluded.secret_revision'),
            })),
          )
          .execute(),
      );
    },
    async secretsOf(webhook, now) {
      const row = await rowOf(webhook);
      return row ? secretsAt(row, now) : [];
    },
    async dropOldSecrets(now) {
      const { numUpdatedRows } = await run((db) =>
        db
          .updateTable('webhooks')
          .set({ old_secret: null, old_until: null })
          .where('old_until', '<=', now)
          .executeTakeFirstOrThrow(),
      );
      if (numUpdatedRows > 0n) await options.purgeDeleted();
    },
    async progressOf(webhook) {
      const row = await rowOf(webhook);
      return row && progressOf(row);
    },
    move: (from, to, attempt) =>
      run((db) =>
        attempt === undefined
          ? moveRow(db, from, to)
          : db.transaction().execute(async (trx) => {
              // UPDATE comes first: in SQLite it takes the write lock before anything is read.
              const moved = await moveRow(trx, from, to);
              await logAttempt(trx, from.webhook, attempt);
              return moved;
            }),
      ),
    async halt(webhook, why, revision) {
      await run((db) =>
        db
          .updateTable('webhooks')
          .set((builder) => ({
            halted: why,
            restart: atMost(builder, 'restart', revision),
            requeued: atMost(builder, 'requeued', revision),
            secret_revision: atMost(builder, 'secret_revision', revision),
          }))
          .where('id', '=', webhook)
          .where('halted', 'is distinct from', why)
          .execute(),
      );
    },
    async resume(webhook, revision) {
      await run((db) =>
        db
          .updateTable('webhooks')
          .set((builder) => {
            const ifRestored = builder.case().when('halted', '=', 'restored');
            return {
              number: ifRestored.then(builder.ref('number')).end(),
              event_id: ifRestored.then(builder.ref('event_id')).end(),
              restart: ifRestored
                .then(atMost(builder, 'restart', revision - 1))
                .else(revision - 1)
                .end(),
              requeued: atMost(builder, 'requeued', revision),
              ...{ halted: null, failures: 0, failing_since: null, next_at: null },
            };
          })
          .where('id', '=', webhook)
          .where('halted', 'is not', null)
          .execute(),
      );
      if (!(await halted()).some((row) => row.halted === 'restored')) options.onAllResumed();
    },
    async attempts(webhook, limit, before = Number.MAX_SAFE_INTEGER) {
      const rows = await run((db) =>
        db
          .selectFrom('webhook_attempts')
          .selectAll()
          .where('webhook', '=', webhook)
          .where('nth', '<', before)
          .orderBy('nth', 'desc')
          .limit(limit)
          .execute(),
      );
      return rows.map(attemptOf);
    },
  };
}

const newRow = (id: string, secret: string | null, revision: number) => ({
  ...{ id, secret, secret_revision: revision, restart: revision, requeued: 0, failures: 0 },
});

async function moveRow(db: Kysely<WebhookTables>, from: DeliveryProgress, to: DeliveryProgress): Promise<boolean> {
  const { restart, number, eventId, requeued, failures, failingSince, nextAt } = to;
  const { numUpdatedRows } = await db
    .updateTable('webhooks')
    .set({ restart, number, event_id: eventId, requeued, failures, failing_since: failingSince, next_at: nextAt })
    .where('id', '=', to.webhook)
    .where('halted', 'is', null)
    .where('restart', '=', from.restart)
    .where('number', 'is not distinct from', from.number)
    .where('requeued', '=', from.requeued)
    .where('failures', '=', from.failures)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

async function logAttempt(db: Kysely<WebhookTables>, webhook: string, attempt: NewAttempt): Promise<void> {
  const { last } = await db
    .selectFrom('webhook_attempts')
    .select(({ fn }) => fn.max<number | null>('nth').as('last'))
    .where('webhook', '=', webhook)
    .executeTakeFirstOrThrow();
  const nth = (last ?? 0) + 1;
  const { eventId, nextAt, ...rest } = attempt;
  await db
    .insertInto('webhook_attempts')
    .values({ ...rest, webhook, nth, event_id: eventId, next_at: nextAt })
    .execute();
  await db
    .deleteFrom('webhook_attempts')
    .where('webhook', '=', webhook)
    .where('nth', '<=', nth - MAX_LOGGED_ATTEMPTS)
    .execute();
}

/** SQLite and PostgreSQL name this scalar minimum differently. */
function atMost(
  builder: ExpressionBuilder<WebhookTables, 'webhooks'>,
  column: 'restart' | 'requeued' | 'secret_revision',
  bound: number,
): Expression<number> {
  return builder.case().when(column, '<', bound).then(builder.ref(column)).else(bound).end();
}
