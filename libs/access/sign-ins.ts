import { randomInt } from 'node:crypto';
import type { RunQuery } from '#platform/index.js';
import type { AccessTables, StoredSignIn } from './access-schema.js';
import { hashOf } from './credential.js';

/** How long a sign-in at the organisation may take. */
export const START_MS = 10 * 60_000;
const MOST_STARTS = 3_000;
/** Of those who signed in and are not linked. */
const MOST_WAITING = 100;
const WAITING_MS = 30 * 24 * 3_600_000;
/** Without letters that look like others (Crockford's base 32). */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Somebody who signed in at the organisation. */
export interface SignInRow {
  /** Random, so it may stand in an event: it says nothing of the person once the row is deleted. */
  readonly id: string;
  /** The name that the provider gave. */
  readonly shown: string | null;
  /** The token that the person speaks for; null while none is linked. */
  readonly token: string | null;
  readonly seenAt: string;
  readonly linkedAt: string | null;
}

export interface Subject {
  readonly issuer: string;
  readonly sub: string;
  readonly shown: string | null;
}

/** Who signs in at the organisation, apart from the events, so that it can be erased. */
export interface SignIns {
  /** Remembers that a subject signed in. Those not linked are deleted after 30 days, and the oldest beyond 100. */
  seen(subject: Subject, now: Date): Promise<SignInRow>;
  find(id: string): Promise<SignInRow | undefined>;
  of(subject: Pick<Subject, 'issuer' | 'sub'>): Promise<SignInRow | undefined>;
  all(): Promise<readonly SignInRow[]>;
  /** Links exactly these to a token. Others of it are deleted with their sessions. */
  follow(token: string, signIns: readonly string[], now: Date): Promise<void>;
  /** Begins a sign-in, which leads to a path of this server. */
  addStart(secret: string, leadsTo: string, now: Date): Promise<void>;
  /** Consumes a start: the path, or undefined if it was used, is too old or never was. */
  useStart(secret: string, now: Date): Promise<string | undefined>;
}

export function kyselySignIns(run: RunQuery<AccessTables>): SignIns {
  return {
    async seen({ issuer, sub, shown }, now) {
      const subject = subjectOf({ issuer, sub });
      const at = now.toISOString();
      const row = { id: newId(), subject, shown, token: null, seen_at: at, linked_at: null };
      return run((db) =>
        db.transaction().execute(async (trx) => {
          await trx
            .deleteFrom('sign_ins')
            .where('token', 'is', null)
            .where('seen_at', '<=', new Date(now.getTime() - WAITING_MS).toISOString())
            .execute();
          const kept = await trx
            .insertInto('sign_ins')
            .values(row)
            .onConflict((conflict) => conflict.column('subject').doUpdateSet({ shown, seen_at: at }))
            .returningAll()
            .executeTakeFirstOrThrow();
          const waiting = trx.selectFrom('sign_ins').select('id').where('token', 'is', null);
          const newest = waiting.orderBy('seen_at', 'desc').limit(MOST_WAITING);
          await trx.deleteFrom('sign_ins').where('token', 'is', null).where('id', 'not in', newest).execute();
          return rowOf(kept);
        }),
      );
    },
    async find(id) {
      const row = await run((db) => db.selectFrom('sign_ins').selectAll().where('id', '=', id).executeTakeFirst());
      return row && rowOf(row);
    },
    async of(subject) {
      const row = await run((db) =>
        db.selectFrom('sign_ins').selectAll().where('subject', '=', subjectOf(subject)).executeTakeFirst(),
      );
      return row && rowOf(row);
    },
    async all() {
      const rows = await run((db) => db.selectFrom('sign_ins').selectAll().orderBy('seen_at', 'desc').execute());
      return rows.map(rowOf);
    },
    async follow(token, signIns, now) {
      // An empty list is no SQL.
      const linked = ['', ...signIns];
      await run((db) =>
        db.transaction().execute(async (trx) => {
          await trx
            .updateTable('sign_ins')
            .set({ token, linked_at: now.toISOString() })
            .where('id', 'in', linked)
            .where('token', 'is', null)
            .execute();
          await trx.deleteFrom('sign_ins').where('token', '=', token).where('id', 'not in', linked).execute();
          for (const table of ['sessions', 'calendar_feeds'] as const)
            await trx.deleteFrom(table).where('token', '=', token).where('sign_in', 'not in', linked).execute();
        }),
      );
    },
    async addStart(secret, leadsTo, now) {
      const expiresAt = new Date(now.getTime() + START_MS).toISOString();
      await run(async (db) => {
        await db.deleteFrom('sign_in_starts').where('expires_at', '<=', now.toISOString()).execute();
        const row = { hash: hashOf(secret), leads_to: leadsTo, expires_at: expiresAt };
        await db.insertInto('sign_in_starts').values(row).execute();
        const kept = db.selectFrom('sign_in_starts').select('hash').orderBy('expires_at', 'desc').limit(MOST_STARTS);
        await db.deleteFrom('sign_in_starts').where('hash', 'not in', kept).execute();
      });
    },
    async useStart(secret, now) {
      // One statement reads and deletes, so of two racing uses one gets it.
      const row = await run((db) =>
        db
          .deleteFrom('sign_in_starts')
          .where('hash', '=', hashOf(secret))
          .where('expires_at', '>', now.toISOString())
          .returning('leads_to')
          .executeTakeFirst(),
      );
      return row?.leads_to;
    },
  };
}

const subjectOf = ({ issuer, sub }: Pick<Subject, 'issuer' | 'sub'>): string => hashOf(JSON.stringify([issuer, sub]));

/** Forty random bits, to be read out over a telephone. */
function newId(): string {
  const letters = Array.from({ length: 8 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
}

const rowOf = ({ id, shown, token, seen_at, linked_at }: StoredSignIn): SignInRow => ({
  id,
  shown,
  token,
  seenAt: seen_at,
  linkedAt: linked_at,
});
