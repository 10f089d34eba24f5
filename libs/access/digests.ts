import { randomUUID } from 'node:crypto';
import type { RunQuery } from '#platform/index.js';
import type { AccessTables } from './access-schema.js';

/** A claim that is neither sent nor failed after this time belongs to a process that died: it is claimed again. */
export const CLAIM_MS = 10 * 60_000;

/** Of a party in a period there is at most one message. */
export interface DigestKey {
  readonly party: string;
  readonly period: string;
}

export interface DigestClaim extends DigestKey {
  readonly claim: string;
  /** This one included. */
  readonly attempts: number;
}

export interface DigestPeriodCounts {
  readonly period: string;
  readonly sent: number;
  readonly failed: number;
  readonly lastSentAt: string | null;
}

/** Which digests were sent: a claim comes before a message, its outcome after. `now` is the caller's clock. */
export interface Digests {
  /** Undefined where it was sent, where another claim stands, and (unless `anyFailed`) before its next attempt. */
  claim(key: DigestKey, now: Date, retry?: 'when-due' | 'any-failed'): Promise<DigestClaim | undefined>;
  sent(claim: DigestClaim, now: Date): Promise<void>;
  failed(claim: DigestClaim, failure: string, retryAt: Date): Promise<void>;
  /** Parties whose message of the period was sent. */
  sentIn(period: string): Promise<ReadonlySet<string>>;
  /** When the next claim of the period may be made; undefined where none waits. */
  nextAttempt(period: string): Promise<Date | undefined>;
  /** The period of the latest claim. */
  latest(): Promise<DigestPeriodCounts | undefined>;
  /** Remembers that nothing more is to be sent for the period. */
  end(period: string, rule: string, now: Date): Promise<void>;
  /** The periods of a rule that have ended, newest first. */
  ended(rule: string): Promise<readonly string[]>;
}

const MOST_ENDED = 500;

export function kyselyDigests(run: RunQuery<AccessTables>): Digests {
  const settle = ({ party, period, claim }: DigestClaim, outcome: Partial<AccessTables['digests']>) =>
    run((db) =>
      db
        .updateTable('digests')
        .set(outcome)
        .where('party', '=', party)
        .where('period', '=', period)
        .where('claim', '=', claim)
        .execute(),
    );

  return {
    async claim({ party, period }, now, retry = 'when-due') {
      const claim = randomUUID();
      const row = { party, period, claim, retry_at: new Date(now.getTime() + CLAIM_MS).toISOString(), failure: null };
      // One statement, so that of racing processes one has the claim.
      const taken = await run((db) =>
        db
          .insertInto('digests')
          .values({ ...row, attempts: 1, sent_at: null })
          .onConflict((conflict) =>
            conflict
              .columns(['party', 'period'])
              .doUpdateSet(({ eb }) => ({ ...row, attempts: eb('digests.attempts', '+', 1) }))
              .where('digests.sent_at', 'is', null)
              .where(({ eb, or }) =>
                or([
                  eb('digests.retry_at', '<=', now.toISOString()),
                  ...(retry === 'any-failed' ? [eb('digests.failure', 'is not', null)] : []),
                ]),
              ),
          )
          .returning(['claim', 'attempts'])
          .executeTakeFirst(),
      );
      return taken && { party, period, ...taken };
    },
    async sent(claim, now) {
      await settle(claim, { sent_at: now.toISOString(), failure: null });
    },
    async failed(claim, failure, retryAt) {
      await settle(claim, { failure, retry_at: retryAt.toISOString() });
    },
    async sentIn(period) {
      const rows = await run((db) =>
        db
          .selectFrom('digests')
          .select('party')
          .where('period', '=', period)
          .where('sent_at', 'is not', null)
          .execute(),
      );
      return new Set(rows.map(({ party }) => party));
    },
    async nextAttempt(period) {
      const row = await run((db) =>
        db
          .selectFrom('digests')
          .select(({ fn }) => fn.min('retry_at').as('at'))
          .where('period', '=', period)
          .where('sent_at', 'is', null)
          .executeTakeFirst(),
      );
      return row?.at ? new Date(row.at) : undefined;
    },
    async latest() {
      const last = await run((db) =>
        db.selectFrom('digests').select('period').orderBy('retry_at', 'desc').limit(1).executeTakeFirst(),
      );
      if (!last) return undefined;
      const rows = await run((db) =>
        db.selectFrom('digests').select(['sent_at', 'failure']).where('period', '=', last.period).execute(),
      );
      const times = rows.flatMap(({ sent_at }) => sent_at ?? []).sort();
      return {
        period: last.period,
        sent: times.length,
        failed: rows.filter(({ sent_at, failure }) => sent_at === null && failure !== null).length,
        lastSentAt: times.at(-1) ?? null,
      };
    },
    async end(period, rule, now) {
      await run((db) =>
        db
          .insertInto('digest_periods')
          .values({ period, rule, ended_at: now.toISOString() })
          .onConflict((conflict) => conflict.columns(['rule', 'period']).doNothing())
          .execute(),
      );
    },
    async ended(rule) {
      const rows = await run((db) =>
        db
          .selectFrom('digest_periods')
          .select('period')
          .where('rule', '=', rule)
          .orderBy('ended_at', 'desc')
          .limit(MOST_ENDED)
          .execute(),
      );
      return rows.map(({ period }) => period);
    },
  };
}
