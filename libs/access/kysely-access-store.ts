import { Kysely, type RunQuery } from '#platform/index.js';
import { haltCopies, kyselyWebhookStore } from '#webhooks/index.js';
import type { AccessEngine } from './access-engine.js';
import type { AccessTables } from './access-schema.js';
import { type AccessStore, AccessUnavailable, type People } from './access-store.js';
import { kyselyCalendarFeeds } from './calendar-feeds.js';
import { type Credential, hashOf, tokenRow } from './credential.js';
import { kyselyDigests } from './digests.js';
import { kyselySessions } from './sessions.js';
import { kyselySignIns } from './sign-ins.js';
import { tokenCache } from './token-cache.js';
import { tokenUses } from './token-uses.js';

/** SQLite allows 32,766 parameters per statement. */
const ROWS_AT_ONCE = 500;

export async function kyselyAccessStore(engine: AccessEngine): Promise<AccessStore> {
  const db = new Kysely<AccessTables>({ dialect: engine.dialect });
  const run: RunQuery<AccessTables> = async (query) => {
    try {
      return await query(db);
    } catch (cause) {
      // The cause goes to the log only: it may reveal internals.
      throw new AccessUnavailable('The database of tokens and names does not answer; try again.', { cause });
    }
  };
  const tokens = tokenCache(() =>
    run((db) => db.selectFrom('tokens').select(['hash', 'credential']).where('revoked_at', 'is', null).execute()),
  );
  const sessions = kyselySessions(run);
  const calendarFeeds = kyselyCalendarFeeds(run);
  const uses = tokenUses(async (rows) => {
    for (const some of chunksOf(rows))
      await run((db) =>
        db
          .insertInto('token_uses')
          .values(some)
          .onConflict((conflict) =>
            conflict
              .column('token')
              .doUpdateSet(({ ref }) => ({ used_at: ref('excluded.used_at') }))
              .whereRef('token_uses.used_at', '<', 'excluded.used_at'),
          )
          .execute(),
      );
  });

  try {
    const identity = await engine.identity(run);
    if (identity) await haltCopies(run, identity);
  } catch (error) {
    await engine.close();
    throw error;
  }

  return {
    async authenticate(secret) {
      const known = (await tokens.current()).of(secret);
      if (known) return known;
      const row = await run((db) =>
        db
          .selectFrom('tokens')
          .select('credential')
          .where('hash', '=', hashOf(secret))
          .where('revoked_at', 'is', null)
          .executeTakeFirst(),
      );
      return row && (JSON.parse(row.credential) as Credential);
    },
    isLive: async (token) => (await tokens.current()).ofToken(token) !== undefined,
    credentialOf: async (token) => (await tokens.current()).ofToken(token),
    async addToken({ secret, reference, credential, label, createdAt }) {
      const id = credential.token;
      const row = {
        id,
        hash: hashOf(secret),
        reference,
        credential: JSON.stringify(credential),
        created_at: createdAt,
      };
      const { numInsertedOrUpdatedRows } = await run((db) =>
        db
          .insertInto('tokens')
          .values({ ...row, label: label ?? null })
          .onConflict((conflict) => conflict.column('id').doNothing())
          .executeTakeFirstOrThrow(),
      );
      await tokens.invalidate();
      return numInsertedOrUpdatedRows === 1n;
    },
    async revokeToken(id, revokedAt) {
      await run((db) =>
        db
          .updateTable('tokens')
          .set({ revoked_at: revokedAt })
          .where('id', '=', id)
          .where('revoked_at', 'is', null)
          .execute(),
      );
      await tokens.invalidate();
      await sessions.endOfToken(id);
      await calendarFeeds.revokeOfToken(id);
    },
    async tokens() {
      await uses.flush();
      const rows = await run((db) =>
        db
          .selectFrom('tokens')
          .leftJoin('token_uses', 'token_uses.token', 'tokens.id')
          .selectAll('tokens')
          .select('token_uses.used_at')
          .orderBy('created_at')
          .orderBy('reference')
          .execute(),
      );
      return rows.map(tokenRow);
    },
    noteUse: uses.note,
    directory: directoryOf(engine, run),
    sessions,
    calendarFeeds,
    digests: kyselyDigests(run),
    signIns: kyselySignIns(run),
    webhooks: kyselyWebhookStore(run, {
      purgeDeleted: () => engine.purgeDeleted(run),
      onAllResumed: engine.onAllResumed,
    }),
    acquireWebhookLease: engine.acquireWebhookLease,
    acquireDigestLease: engine.acquireDigestLease,
    snapshot: () =>
      run((db) =>
        db
          .transaction()
          .setIsolationLevel('repeatable read')
          .execute(async (trx) => ({
            tokens: sorted(await trx.selectFrom('tokens').selectAll().execute(), ({ id }) => id),
            webhooks: sorted(await trx.selectFrom('webhooks').selectAll().execute(), ({ id }) => id),
            people: sorted(await trx.selectFrom('people').selectAll().execute(), ({ party }) => party),
            mailAddresses: sorted(await trx.selectFrom('mail_addresses').selectAll().execute(), ({ party }) => party),
            digests: sorted(
              await trx.selectFrom('digests').selectAll().execute(),
              ({ party, period }) => `${period} ${party}`,
            ),
            digestPeriods: sorted(
              await trx.selectFrom('digest_periods').selectAll().execute(),
              ({ rule, period }) => `${rule} ${period}`,
            ),
            signIns: sorted(await trx.selectFrom('sign_ins').selectAll().execute(), ({ id }) => id),
          })),
      ),
    async restore(snapshot) {
      await run((db) =>
        db.transaction().execute(async (trx) => {
          for (const rows of chunksOf(snapshot.tokens)) await trx.insertInto('tokens').values(rows).execute();
          for (const rows of chunksOf(snapshot.webhooks)) await trx.insertInto('webhooks').values(rows).execute();
          for (const rows of chunksOf(snapshot.people)) await trx.insertInto('people').values(rows).execute();
          for (const rows of chunksOf(snapshot.mailAddresses))
            await trx.insertInto('mail_addresses').values(rows).execute();
          for (const rows of chunksOf(snapshot.digests)) await trx.insertInto('digests').values(rows).execute();
          for (const rows of chunksOf(snapshot.digestPeriods))
            await trx.insertInto('digest_periods').values(rows).execute();
          for (const rows of chunksOf(snapshot.signIns)) await trx.insertInto('sign_ins').values(rows).execute();
        }),
      );
      await tokens.invalidate();
    },
    async close() {
      await uses.close();
      await engine.close();
    },
  };
}

function directoryOf(engine: AccessEngine, run: RunQuery<AccessTables>): People {
  return {
    async put(party, name) {
      await run((db) =>
        db
          .insertInto('people')
          .values({ party, name })
          .onConflict((conflict) => conflict.column('party').doUpdateSet({ name }))
          .execute(),
      );
    },
    async putAddress(party, address) {
      await run((db) =>
        db
          .insertInto('mail_addresses')
          .values({ party, address })
          .onConflict((conflict) => conflict.column('party').doUpdateSet({ address }))
          .execute(),
      );
    },
    async eraseAddress(party) {
      await run((db) => db.deleteFrom('mail_addresses').where('party', '=', party).execute());
      await engine.purgeErased(run, ['mail_addresses']);
    },
    async addressesOf(parties) {
      const addresses = new Map<string, string>();
      for (const some of chunksOf(parties)) {
        const rows = await run((db) =>
          db.selectFrom('mail_addresses').selectAll().where('party', 'in', some).execute(),
        );
        for (const { party, address } of rows) addresses.set(party, address);
      }
      return addresses;
    },
    async erase(party) {
      await eraseSignIns(run, party);
      await run((db) => db.deleteFrom('calendar_feeds').where('party', '=', party).execute());
      await run((db) => db.deleteFrom('people').where('party', '=', party).execute());
      await run((db) => db.deleteFrom('mail_addresses').where('party', '=', party).execute());
      await engine.purgeErased(run, ['people', 'mail_addresses', 'sign_ins', 'sessions']);
    },
    async namesOf(parties) {
      const names = new Map<string, string>();
      for (const some of chunksOf(parties)) {
        const rows = await run((db) => db.selectFrom('people').selectAll().where('party', 'in', some).execute());
        for (const { party, name } of rows) names.set(party, name);
      }
      return names;
    },
  };
}

/** A provider's name for a person is that person's name too. */
async function eraseSignIns(run: RunQuery<AccessTables>, party: string): Promise<void> {
  const stored = await run((db) => db.selectFrom('tokens').selectAll().execute());
  const tokens = stored.map((row) => tokenRow({ ...row, used_at: null }));
  const own = tokens.filter((token) => token.party === party).map(({ id }) => id);
  for (const some of chunksOf(own))
    await run(async (db) => {
      await db.deleteFrom('sign_ins').where('token', 'in', some).execute();
      await db.deleteFrom('sessions').where('token', 'in', some).where('sign_in', 'is not', null).execute();
    });
}

/** Compares code units, which is independent of database collations. */
function sorted<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Row[] {
  return rows.toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
}

function chunksOf<Row>(rows: readonly Row[]): Row[][] {
  const count = Math.ceil(rows.length / ROWS_AT_ONCE);
  return Array.from({ length: count }, (_, nth) => rows.slice(nth * ROWS_AT_ONCE, (nth + 1) * ROWS_AT_ONCE));
}
