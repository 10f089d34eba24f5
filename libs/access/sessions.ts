import { randomBytes } from 'node:crypto';
import type { RunQuery } from '#platform/index.js';
import type { AccessTables } from './access-schema.js';
import { hashOf } from './credential.js';

export const SESSION_IDLE_MS = 12 * 3_600_000;
export const SIGN_IN_LINK_MS = 15 * 60_000;
/** A session's last use is written at most this often: a read must not cost a write. */
const USE_WRITTEN_EVERY_MS = 60_000;
/** The most that one token has of each; older ones end. */
const MOST_OF_A_TOKEN = 50;

/** A browser's session. It speaks for its token and is worth nothing once that is revoked. */
export interface BrowserSession {
  /** The hash of its secret, which the cookie alone holds. */
  readonly id: string;
  readonly token: string;
  /** Hash of the process secret that it began with; null where the token is stored. */
  readonly processSecret: string | null;
}

/** How a session that the organisation signed in began. */
export interface OrganisationSession {
  /** An id of `SignIns`, or `claim`. */
  readonly signIn: string;
  /** Goes back to the provider at the sign-out. */
  readonly idToken: string | null;
}

export interface NewSession {
  readonly secret: string;
  readonly token: string;
  readonly processSecret: string | null;
  readonly organisation?: OrganisationSession | undefined;
}

/** `now` is the caller's clock. Secrets are kept as hashes only. */
export interface Sessions {
  begin(session: NewSession, now: Date): Promise<void>;
  /** The live session of a secret; `extends` counts as use, which puts its end 12 hours off. */
  find(secret: string, now: Date, use: 'extends' | 'looks'): Promise<BrowserSession | undefined>;
  isLive(id: string, now: Date): Promise<boolean>;
  /** Answers how it began where the organisation signed it in. */
  end(id: string): Promise<OrganisationSession | undefined>;
  endOfToken(token: string): Promise<void>;
  /** Adds a sign-in link that speaks for a token, and answers when it expires. */
  addLink(secret: string, token: string, now: Date): Promise<Date>;
  /** Consumes a link: the token that it speaks for, or undefined if it was used, is too old or never was. */
  useLink(secret: string, now: Date): Promise<string | undefined>;
}

/** 256 random bits, as a cookie and an address can hold them. */
export function newSessionSecret(): string {
  return randomBytes(32).toString('base64url');
}

export function kyselySessions(run: RunQuery<AccessTables>): Sessions {
  const idleSince = (now: Date) => new Date(now.getTime() - SESSION_IDLE_MS).toISOString();

  return {
    async begin({ secret, token, processSecret, organisation }, now) {
      const at = now.toISOString();
      const row = {
        id: hashOf(secret),
        token,
        process_secret: processSecret,
        created_at: at,
        used_at: at,
        sign_in: organisation?.signIn ?? null,
        id_token: organisation?.idToken ?? null,
      };
      await run(async (db) => {
        await db.deleteFrom('sessions').where('used_at', '<=', idleSince(now)).execute();
        await db.insertInto('sessions').values(row).execute();
        const kept = db.selectFrom('sessions').select('id').where('token', '=', token);
        const newest = kept.orderBy('used_at', 'desc').limit(MOST_OF_A_TOKEN);
        await db.deleteFrom('sessions').where('token', '=', token).where('id', 'not in', newest).execute();
      });
    },
    async find(secret, now, use) {
      const id = hashOf(secret);
      const row = await run((db) =>
        db
          .selectFrom('sessions')
          .selectAll()
          .where('id', '=', id)
          .where('used_at', '>', idleSince(now))
          .executeTakeFirst(),
      );
      if (!row) return undefined;
      if (use === 'extends' && now.getTime() - Date.parse(row.used_at) >= USE_WRITTEN_EVERY_MS)
        await run((db) =>
          db.updateTable('sessions').set({ used_at: now.toISOString() }).where('id', '=', id).execute(),
        );
      return { id, token: row.token, processSecret: row.process_secret };
    },
    async isLive(id, now) {
      const row = await run((db) =>
        db
          .selectFrom('sessions')
          .select('id')
          .where('id', '=', id)
          .where('used_at', '>', idleSince(now))
          .executeTakeFirst(),
      );
      return row !== undefined;
    },
    async end(id) {
      const row = await run((db) =>
        db.deleteFrom('sessions').where('id', '=', id).returning(['sign_in', 'id_token']).executeTakeFirst(),
      );
      return row?.sign_in == null ? undefined : { signIn: row.sign_in, idToken: row.id_token };
    },
    async endOfToken(token) {
      await run((db) => db.deleteFrom('sessions').where('token', '=', token).execute());
      await run((db) => db.deleteFrom('sign_in_links').where('token', '=', token).execute());
    },
    async addLink(secret, token, now) {
      const expiresAt = new Date(now.getTime() + SIGN_IN_LINK_MS);
      const row = { hash: hashOf(secret), token, expires_at: expiresAt.toISOString() };
      await run(async (db) => {
        await db.deleteFrom('sign_in_links').where('expires_at', '<=', now.toISOString()).execute();
        await db.insertInto('sign_in_links').values(row).execute();
        const kept = db.selectFrom('sign_in_links').select('hash').where('token', '=', token);
        const newest = kept.orderBy('expires_at', 'desc').limit(MOST_OF_A_TOKEN);
        await db.deleteFrom('sign_in_links').where('token', '=', token).where('hash', 'not in', newest).execute();
      });
      return expiresAt;
    },
    async useLink(secret, now) {
      // One statement reads and deletes, so of two racing uses one gets the token.
      const row = await run((db) =>
        db
          .deleteFrom('sign_in_links')
          .where('hash', '=', hashOf(secret))
          .where('expires_at', '>', now.toISOString())
          .returning('token')
          .executeTakeFirst(),
      );
      return row?.token;
    },
  };
}
