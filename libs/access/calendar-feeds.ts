import { randomUUID, timingSafeEqual } from 'node:crypto';
import type { RunQuery } from '#platform/index.js';
import type { AccessTables, StoredCalendarFeed } from './access-schema.js';
import { hashOf } from './credential.js';

/** The most that one token has. */
export const MOST_FEEDS = 20;
/** A feed's last use is written at most this often: a read must not cost a write. */
const USE_WRITTEN_EVERY_MS = 60_000;

/** An address that other programs read the calendar at. It is worth nothing once its token is revoked. */
export interface CalendarFeed {
  readonly id: string;
  readonly token: string;
  /** Hash of the process secret that it was made with; null where the token is stored. */
  readonly processSecret: string | null;
  readonly party: string;
  /** The programme's id; null for the whole plan. */
  readonly programme: string | null;
  /** Only what the party leads. */
  readonly mine: boolean;
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
}

export interface NewCalendarFeed extends Omit<CalendarFeed, 'id' | 'createdAt' | 'lastUsedAt'> {
  readonly secret: string;
  /** The browser's session, so that it ends with whoever signed in at the organisation. */
  readonly session: string | undefined;
}

/** `now` is the caller's clock. Secrets are kept as hashes only. */
export interface CalendarFeeds {
  /** Undefined where the token has its most. */
  add(feed: NewCalendarFeed, now: Date): Promise<CalendarFeed | undefined>;
  /** The feed of a secret, noted as used. */
  find(secret: string, now: Date): Promise<CalendarFeed | undefined>;
  /** Newest first; of one token, or all. */
  list(token?: string): Promise<readonly CalendarFeed[]>;
  /** Without a token it revokes a feed of any. Answers false where there is no such feed. */
  revoke(id: string, token?: string): Promise<boolean>;
  revokeOfToken(token: string): Promise<void>;
}

export function kyselyCalendarFeeds(run: RunQuery<AccessTables>): CalendarFeeds {
  return {
    async add({ secret, token, processSecret, party, programme, mine, session }, now) {
      const row = {
        id: randomUUID(),
        hash: hashOf(secret),
        token,
        process_secret: processSecret,
        party,
        programme,
        mine: mine ? 1 : 0,
        created_at: now.toISOString(),
        used_at: null,
      };
      const added = await run((db) =>
        db.transaction().execute(async (trx) => {
          const begun = trx
            .selectFrom('sessions')
            .select('sign_in')
            .where('id', '=', session ?? '');
          await trx
            .insertInto('calendar_feeds')
            .values({ ...row, sign_in: begun })
            .execute();
          const own = await trx.selectFrom('calendar_feeds').select('id').where('token', '=', token).execute();
          if (own.length <= MOST_FEEDS) return row;
          await trx.deleteFrom('calendar_feeds').where('id', '=', row.id).execute();
          return undefined;
        }),
      );
      return added && feedOf(added);
    },
    async find(secret, now) {
      const hash = hashOf(secret);
      const row = await run((db) =>
        db.selectFrom('calendar_feeds').selectAll().where('hash', '=', hash).executeTakeFirst(),
      );
      if (!row || !timingSafeEqual(Buffer.from(row.hash), Buffer.from(hash))) return undefined;
      if (row.used_at === null || now.getTime() - Date.parse(row.used_at) >= USE_WRITTEN_EVERY_MS)
        await run((db) =>
          db.updateTable('calendar_feeds').set({ used_at: now.toISOString() }).where('id', '=', row.id).execute(),
        );
      return feedOf(row);
    },
    async list(token) {
      const rows = await run((db) => {
        const all = db.selectFrom('calendar_feeds').selectAll().orderBy('created_at', 'desc').orderBy('id');
        return (token === undefined ? all : all.where('token', '=', token)).execute();
      });
      return rows.map(feedOf);
    },
    async revoke(id, token) {
      const { numDeletedRows } = await run((db) => {
        const one = db.deleteFrom('calendar_feeds').where('id', '=', id);
        return (token === undefined ? one : one.where('token', '=', token)).executeTakeFirstOrThrow();
      });
      return numDeletedRows > 0n;
    },
    async revokeOfToken(token) {
      await run((db) => db.deleteFrom('calendar_feeds').where('token', '=', token).execute());
    },
  };
}

const feedOf = (row: Omit<StoredCalendarFeed, 'hash' | 'sign_in'>): CalendarFeed => ({
  id: row.id,
  token: row.token,
  processSecret: row.process_secret,
  party: row.party,
  programme: row.programme,
  mine: row.mine === 1,
  createdAt: row.created_at,
  lastUsedAt: row.used_at,
});
