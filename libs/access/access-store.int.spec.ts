import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, describe, expect, test } from '@jest/globals';
import Database from 'better-sqlite3';
import { SQLITE_DDL } from '#platform/index.js';
import { openSession } from '#postgres/session.js';
import { dropSchemas, newSchema, openTestDatabase, terminateSessions } from '#postgres/testing/server.js';
import { accessTables, sessionTables } from './access-schema.js';
import type { AccessStore, NewToken } from './access-store.js';
import { MOST_FEEDS } from './calendar-feeds.js';
import { hashOf, newSecret } from './credential.js';
import { type AccessLocation, openAccessStore } from './open-access-store.js';
import { newSessionSecret } from './sessions.js';

const database = await openTestDatabase();
const folder = mkdtempSync(join(tmpdir(), 'access-'));
const schema = newSchema();
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await dropSchemas(database.url, schema);
  await database.stop();
});

const ENGINES: readonly AccessLocation[] = [
  { engine: 'sqlite', dataDir: folder },
  { engine: 'postgres', url: database.url, schema },
];
/** For hangs only: how soon it holds depends on the machine. */
const PATIENCE_MS = 300_000;

const token = (id: string): NewToken => ({
  secret: newSecret(),
  reference: id.toUpperCase(),
  credential: { token: id, actor: { party: 'p1', kind: 'post', roles: ['viewer'] }, programmes: [], groups: [] },
  label: undefined,
  createdAt: '2018-04-01T09:00:00.000Z',
});

/** Runs a test with two stores of one place, as two processes have them. */
async function withTwo(location: AccessLocation, work: (one: AccessStore, other: AccessStore) => Promise<void>) {
  const [one, other] = await Promise.all([openAccessStore(location), openAccessStore(location)]);
  try {
    await work(one, other);
  } finally {
    await Promise.all([one.close(), other.close()]);
  }
}

async function within(milliseconds: number, holds: () => Promise<boolean>): Promise<boolean> {
  for (const until = Date.now() + milliseconds; Date.now() < until; await delay(50)) if (await holds()) return true;
  return holds();
}

describe.each(ENGINES)('tokens and people in $engine', (location) => {
  test('a token speaks for its party in every process until one of them revokes it', () =>
    withTwo(location, async (one, other) => {
      const made = token(`t1-${location.engine}`);
      expect(await one.addToken(made)).toBe(true);
      expect(await one.authenticate(made.secret)).toEqual(made.credential);
      expect(await within(PATIENCE_MS, async () => (await other.authenticate(made.secret)) !== undefined)).toBe(true);
      expect(await within(PATIENCE_MS, () => other.isLive(made.credential.token))).toBe(true);
      expect(await other.authenticate(newSecret())).toBeUndefined();

      await other.revokeToken(made.credential.token, '2018-05-01T09:00:00.000Z');
      expect(await other.authenticate(made.secret)).toBeUndefined();
      expect(await within(PATIENCE_MS, async () => !(await one.isLive(made.credential.token)))).toBe(true);
      expect(await one.authenticate(made.secret)).toBeUndefined();
      expect(await one.tokens()).toContainEqual({
        id: made.credential.token,
        reference: made.reference,
        party: 'p1',
        roles: ['viewer'],
        label: null,
        createdAt: made.createdAt,
        revokedAt: '2018-05-01T09:00:00.000Z',
        lastUsedAt: null,
      });
    }));

  test('of racing repeats one makes the secret', () =>
    withTwo(location, async (one, other) => {
      const id = `t2-${location.engine}`;
      const made = await Promise.all([one, other, one].map((store) => store.addToken(token(id))));
      expect(made.filter(Boolean)).toHaveLength(1);
    }));

  test('whom a token speaks for is known by its id until it is revoked', () =>
    withTwo(location, async (one) => {
      const made = token(`t4-${location.engine}`);
      await one.addToken(made);
      expect(await one.credentialOf(made.credential.token)).toEqual(made.credential);
      await one.revokeToken(made.credential.token, made.createdAt);
      expect(await one.credentialOf(made.credential.token)).toBeUndefined();
    }));

  test('names are put, changed and asked for together', () =>
    withTwo(location, async ({ directory }, other) => {
      await directory.put('h1', 'Ada Winter');
      await directory.put('h1', 'Ada Summer');
      await directory.put('h2', 'Ben Autumn');
      expect(await other.directory.namesOf(['h1', 'h2', 'h3'])).toEqual(
        new Map([
          ['h1', 'Ada Summer'],
          ['h2', 'Ben Autumn'],
        ]),
      );
      expect(await directory.namesOf([])).toEqual(new Map());
    }));

  test('mail addresses are put, changed and erased alone; erasing a person takes the address too', () =>
    withTwo(location, async ({ directory }, other) => {
      await directory.putAddress('m1', 'ada@old.example');
      await directory.putAddress('m1', 'ada@example.org');
      await directory.putAddress('m2', 'ben@example.org');
      await directory.put('m1', 'Ada Winter');
      const known = () => other.directory.addressesOf(['m1', 'm2', 'm3']);
      expect(await known()).toEqual(
        new Map([
          ['m1', 'ada@example.org'],
          ['m2', 'ben@example.org'],
        ]),
      );
      await directory.eraseAddress('m2');
      expect(await known()).toEqual(new Map([['m1', 'ada@example.org']]));
      await directory.erase('m1');
      expect([await known(), await other.directory.namesOf(['m1'])]).toEqual([new Map(), new Map()]);
    }));

  test('the last use of a token is written once a minute, is kept, and is never set back', async () => {
    const at = (time: string) => new Date(`2018-06-01T${time}Z`);
    const made = token(`t5-${location.engine}`);
    const id = made.credential.token;
    const used = async (store: AccessStore) => (await store.tokens()).find((row) => row.id === id)?.lastUsedAt;
    await withTwo(location, async (one, other) => {
      await one.addToken(made);
      expect(await used(one)).toBeNull();
      one.noteUse(id, at('09:00:00'));
      expect(await used(one)).toBe('2018-06-01T09:00:00.000Z');
      one.noteUse(id, at('09:00:59'));
      expect(await used(one)).toBe('2018-06-01T09:00:00.000Z');
      one.noteUse(id, at('09:01:00'));
      expect(await used(one)).toBe('2018-06-01T09:01:00.000Z');
      other.noteUse(id, at('08:00:00'));
      expect(await used(other)).toBe('2018-06-01T09:01:00.000Z');
      // Nobody asks before it closes.
      one.noteUse(id, at('10:00:00'));
    });
    await withTwo(location, async (one) => expect(await used(one)).toBe('2018-06-01T10:00:00.000Z'));
  });
});

describe.each(ENGINES)('what was sent of digests in $engine', (location) => {
  const at = (time: string) => new Date(`2018-06-01T${time}:00Z`);
  const key = (period: string) => ({ party: 'p1', period });

  test('of racing claims one is given, and none once its message was sent', () =>
    withTwo(location, async ({ digests: one }, { digests: other }) => {
      const claims = await Promise.all([one, other, one].map((each) => each.claim(key('raced'), at('08:00'))));
      const [given, ...more] = claims.filter((claim) => claim !== undefined);
      expect([given?.attempts, more]).toEqual([1, []]);
      expect(await other.sentIn('raced')).toEqual(new Set());
      await one.sent(given as NonNullable<typeof given>, at('08:01'));
      expect(await other.claim(key('raced'), at('23:00'), 'any-failed')).toBeUndefined();
      expect(await other.sentIn('raced')).toEqual(new Set(['p1']));
      expect(await other.nextAttempt('raced')).toBeUndefined();
    }));

  test('a claim of a process that died is given again, and the dead one has no say any more', () =>
    withTwo(location, async ({ digests: one }, { digests: other }) => {
      const dead = await one.claim(key('stale'), at('08:00'));
      expect(await other.claim(key('stale'), at('08:09'), 'any-failed')).toBeUndefined();
      expect(await other.nextAttempt('stale')).toEqual(at('08:10'));
      const next = await other.claim(key('stale'), at('08:10'));
      expect(next?.attempts).toBe(2);
      await one.sent(dead as NonNullable<typeof dead>, at('08:11'));
      expect(await other.sentIn('stale')).toEqual(new Set());
    }));

  test('a failed one is claimed again when it is time, or at once where somebody asks', () =>
    withTwo(location, async ({ digests }) => {
      const first = await digests.claim(key('failed'), at('09:00'));
      await digests.failed(first as NonNullable<typeof first>, 'refused (550)', at('09:30'));
      expect(await digests.latest()).toEqual({ period: 'failed', sent: 0, failed: 1, lastSentAt: null });
      expect(await digests.claim(key('failed'), at('09:29'))).toBeUndefined();
      const second = await digests.claim(key('failed'), at('09:29'), 'any-failed');
      expect(second?.attempts).toBe(2);
      await digests.failed(second as NonNullable<typeof second>, 'refused (550)', at('10:00'));
      const third = await digests.claim(key('failed'), at('10:00'));
      await digests.sent(third as NonNullable<typeof third>, at('10:01'));
      expect(await digests.latest()).toMatchObject({ sent: 1, failed: 0, lastSentAt: '2018-06-01T10:01:00.000Z' });
    }));

  test('a period that has ended is known by its rule', () =>
    withTwo(location, async ({ digests: one }, { digests: other }) => {
      await one.end('day 2018-06-01', 'weekly', at('08:00'));
      await one.end('day 2018-06-08', 'weekly', at('09:00'));
      await other.end('day 2018-06-08', 'weekly', at('10:00'));
      expect(await other.ended('weekly')).toEqual(['day 2018-06-08', 'day 2018-06-01']);
      expect(await other.ended('monthly')).toEqual([]);
    }));
});

describe.each(ENGINES)('addresses of calendars in $engine', (location) => {
  const at = (time: string) => new Date(`2018-06-01T${time}Z`);
  const feed = (token: string, of: object = {}) => {
    const secret = newSessionSecret();
    const whose = { token, processSecret: null, party: 'p1', programme: null, mine: false, session: undefined };
    return { secret, ...whose, ...of };
  };

  test('are found by their secret in every process, until one of them revokes it', () =>
    withTwo(location, async ({ calendarFeeds: one }, { calendarFeeds: other }) => {
      const made = feed('c1', { programme: 'p7', mine: true });
      const added = await one.add(made, at('09:00:00'));
      const known = { token: 'c1', processSecret: null, party: 'p1', programme: 'p7', mine: true };
      expect(added).toMatchObject({ ...known, createdAt: '2018-06-01T09:00:00.000Z', lastUsedAt: null });
      expect(await other.find(made.secret, at('09:01:00'))).toMatchObject({ ...known, id: added?.id });
      expect(await other.find(newSessionSecret(), at('09:01:00'))).toBeUndefined();
      expect(await other.revoke(added?.id as string, 'c2')).toBe(false);
      expect(await other.revoke(added?.id as string, 'c1')).toBe(true);
      expect(await other.revoke(added?.id as string)).toBe(false);
      expect(await one.find(made.secret, at('09:02:00'))).toBeUndefined();
    }));

  test('tell their last use to the minute, and are listed newest first', () =>
    withTwo(location, async ({ calendarFeeds }) => {
      const made = feed('c3');
      await calendarFeeds.add(made, at('09:00:00'));
      await calendarFeeds.add(feed('c3'), at('09:00:01'));
      for (const time of ['10:00:00', '10:00:59', '10:01:10']) {
        await calendarFeeds.find(made.secret, at(time));
        const [, first] = await calendarFeeds.list('c3');
        expect(first?.lastUsedAt).toBe(time === '10:01:10' ? '2018-06-01T10:01:10.000Z' : '2018-06-01T10:00:00.000Z');
      }
      expect((await calendarFeeds.list()).length).toBeGreaterThanOrEqual(2);
    }));

  test('end with their token, with who signed in at the organisation, and with the person', () =>
    withTwo(location, async (store) => {
      const { calendarFeeds, sessions, signIns, directory } = store;
      const left = async (made: { readonly secret: string }) =>
        (await calendarFeeds.find(made.secret, new Date())) !== undefined;
      const now = new Date();
      const [ofToken, ofSignIn, ofOther, ofPerson] = [
        feed('c4'),
        feed('c5', { session: hashOf('s5') }),
        feed('c5'),
        feed('c6', { party: 'h6' }),
      ];
      const { id: signIn } = await signIns.seen({ issuer: 'https://id.example', sub: 'c5', shown: 'Ada' }, now);
      await signIns.follow('c5', [signIn], now);
      const organisation = { signIn, idToken: null };
      await sessions.begin({ secret: 's5', token: 'c5', processSecret: null, organisation }, now);
      for (const made of [ofToken, ofSignIn, ofOther, ofPerson]) await calendarFeeds.add(made, now);
      await store.revokeToken('c4', now.toISOString());
      expect(await left(ofToken)).toBe(false);
      await signIns.follow('c5', [], now);
      expect([await left(ofSignIn), await left(ofOther)]).toEqual([false, true]);
      await directory.erase('h6');
      expect([await left(ofPerson), await left(ofOther)]).toEqual([false, true]);
    }));

  test('are at most 20 of a token', () =>
    withTwo(location, async ({ calendarFeeds }) => {
      for (let count = 0; count < MOST_FEEDS; count++) await calendarFeeds.add(feed('c7'), at('09:00:00'));
      const beyond = feed('c7');
      expect(await calendarFeeds.add(beyond, at('09:00:00'))).toBeUndefined();
      expect(await calendarFeeds.find(beyond.secret, at('09:00:00'))).toBeUndefined();
      expect(await calendarFeeds.list('c7')).toHaveLength(MOST_FEEDS);
    }));
});

test('a copy of the access store has the addresses and what was sent, and not when tokens were used', async () => {
  const other: AccessLocation = { engine: 'postgres', url: database.url, schema: newSchema() };
  const [from, to] = await Promise.all([openAccessStore(ENGINES[0] as AccessLocation), openAccessStore(other)]);
  await from.directory.putAddress('m4', 'dan@example.org');
  const made = token('t6');
  await from.addToken(made);
  from.noteUse('t6', new Date());
  await to.restore(await from.snapshot());
  expect(await to.snapshot()).toEqual(await from.snapshot());
  expect((await to.directory.addressesOf(['m4'])).get('m4')).toBe('dan@example.org');
  expect(await to.digests.sentIn('raced')).toEqual(new Set(['p1']));
  expect((await to.tokens()).find(({ id }) => id === 't6')?.lastUsedAt).toBeNull();
  await Promise.all([from.close(), to.close()]);
  await dropSchemas(database.url, other.schema);
});

test('one process at a time has the right to send, and another has it once that lets go or is cut off', async () => {
  const location = ENGINES[1] as AccessLocation;
  await withTwo(location, async (one, other) => {
    const lease = await one.acquireWebhookLease();
    expect(lease).toBeDefined();
    expect(await other.acquireWebhookLease()).toBeUndefined();
    await lease?.release();
    const next = await other.acquireWebhookLease();
    expect(next?.lost.aborted).toBe(false);
    await terminateSessions(database.url);
    expect(await within(PATIENCE_MS, async () => next?.lost.aborted === true)).toBe(true);
    let again: Awaited<ReturnType<typeof one.acquireWebhookLease>>;
    const taken = async () => {
      again = await one.acquireWebhookLease().catch(() => undefined);
      return again !== undefined;
    };
    expect(await within(PATIENCE_MS, taken)).toBe(true);
    await again?.release();
  });
});

function standsIn(path: string, text: string): boolean {
  return readdirSync(path).some((name) => {
    const file = join(path, name);
    return statSync(file).isDirectory() ? standsIn(file, text) : readFileSync(file).includes(text);
  });
}

describe('a person who is erased', () => {
  const NAME = 'Wilhelmina Unmistakable';
  const ADDRESS = 'unmistakable@wilhelmina.example';
  const ID_TOKEN = 'unmistakable.id.token';

  async function signedInAtOrganisation(store: AccessStore): Promise<void> {
    const made = token('t9');
    const actor = { party: 'h9', kind: 'person', roles: ['viewer'] } as const;
    await store.addToken({ ...made, credential: { ...made.credential, actor } });
    const { id } = await store.signIns.seen({ issuer: 'https://id.example', sub: 'h9', shown: NAME }, new Date());
    await store.signIns.follow('t9', [id], new Date());
    const session = { secret: newSessionSecret(), token: 't9', processSecret: null };
    await store.sessions.begin({ ...session, organisation: { signIn: id, idToken: ID_TOKEN } }, new Date());
  }

  test('leaves nothing in the files of SQLite, also while another process is reading', async () => {
    const location = ENGINES[0] as AccessLocation;
    const store = await openAccessStore(location);
    await store.directory.put('h9', NAME);
    await store.directory.putAddress('h9', ADDRESS);
    await signedInAtOrganisation(store);
    const stands = () => [NAME, ADDRESS, ID_TOKEN].map((text) => standsIn(folder, text));
    expect(stands()).toEqual([true, true, true]);
    const reader = new Database(join(folder, 'access.db'));
    reader.exec('BEGIN');
    reader.prepare('SELECT * FROM people').all();
    const erased = store.directory.erase('h9');
    await delay(300);
    reader.close();
    await erased;
    expect(stands()).toEqual([false, false, false]);
    await store.close();
  });

  test('leaves nothing in the tables of PostgreSQL, also while another session sees an older state', async () => {
    const { url, temporary } = database;
    // The files of a server that was given may be on another machine.
    if (!temporary) return;
    const store = await openAccessStore({ engine: 'postgres', url, schema });
    const session = await openSession(url, { settings: {} });
    const { rows } = await session.query<{ files: string }>(
      "SELECT current_setting('data_directory') || '/base/' || oid AS files FROM pg_database WHERE datname = current_database()",
    );
    const files = rows[0]?.files as string;
    await store.directory.put('h9', 'Wilhelmina Earlier');
    await store.directory.put('h9', NAME);
    await store.directory.put('h8', 'Somebody Else');
    await store.directory.putAddress('h9', ADDRESS);
    await signedInAtOrganisation(store);
    await session.query('CHECKPOINT');
    // The log, elsewhere, holds what was written until it is written over, as a backup would.
    expect(standsIn(files, NAME)).toBe(true);
    await session.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
    await session.query('SELECT * FROM pg_class LIMIT 1');
    await store.directory.erase('h9');
    await session.query('COMMIT');
    await session.query('CHECKPOINT');
    expect(standsIn(files, 'Wilhelmina')).toBe(false);
    expect(standsIn(files, ADDRESS)).toBe(false);
    expect(standsIn(files, ID_TOKEN)).toBe(false);
    expect(await store.directory.namesOf(['h8', 'h9'])).toEqual(new Map([['h8', 'Somebody Else']]));
    await session.end();
    await store.close();
  });
});

test('a database whose sessions are cut is asked again', async () => {
  const store = await openAccessStore({ engine: 'postgres', url: database.url, schema });
  const made = token('t3');
  await store.addToken(made);
  await terminateSessions(database.url);
  expect(await within(PATIENCE_MS, async () => (await store.tokens().catch(() => [])).length > 0)).toBe(true);
  expect(await store.authenticate(made.secret)).toEqual(made.credential);
  await store.close();
});

test('tokens are not known without their database', async () => {
  const nowhere = openAccessStore({ engine: 'postgres', url: 'postgres://nobody@127.0.0.1:1/none', schema });
  await expect(nowhere).rejects.toThrow('ECONNREFUSED');
});

test('a file of an earlier version gets the columns and tables that were added', async () => {
  const dataDir = mkdtempSync(join(folder, 'earlier-'));
  const earlier = new Database(join(dataDir, 'access.db'));
  for (const tables of [accessTables, sessionTables]) for (const made of tables(SQLITE_DDL)) earlier.exec(made);
  const secret = newSessionSecret();
  const now = new Date();
  earlier
    .prepare('INSERT INTO sessions (id, token, created_at, used_at) VALUES (?, ?, ?, ?)')
    .run(hashOf(secret), 't1', now.toISOString(), now.toISOString());
  earlier.close();
  const store = await openAccessStore({ engine: 'sqlite', dataDir });
  const session = await store.sessions.find(secret, now, 'looks');
  expect(session?.token).toBe('t1');
  expect(await store.sessions.end(session?.id as string)).toBeUndefined();
  await store.directory.putAddress('p1', 'ada@example.org');
  expect(await store.signIns.all()).toEqual([]);
  expect(await store.digests.latest()).toBeUndefined();
  expect(await store.calendarFeeds.list()).toEqual([]);
  expect(await store.tokens()).toEqual([]);
  await store.close();
});
