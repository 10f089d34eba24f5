import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, describe, expect, test } from '@jest/globals';
import Database from 'better-sqlite3';
import { openSession } from '#postgres/session.js';
import { dropSchemas, newSchema, openTestDatabase, terminateSessions } from '#postgres/testing/server.js';
import type { AccessStore, NewToken } from './access-store.js';
import { newSecret } from './credential.js';
import { type AccessLocation, openAccessStore } from './open-access-store.js';

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

/** Whether a text stands in any file below a folder, but for those of some names. */
function standsIn(path: string, text: string, except: readonly string[] = []): boolean {
  return readdirSync(path).some((name) => {
    const file = join(path, name);
    if (except.includes(name)) return false;
    return statSync(file).isDirectory() ? standsIn(file, text, except) : readFileSync(file).includes(text);
  });
}

describe('a person who is erased', () => {
  const NAME = 'Wilhelmina Unmistakable';

  test('leaves nothing in the files of SQLite, also while another process is reading', async () => {
    const location = ENGINES[0] as AccessLocation;
    const store = await openAccessStore(location);
    await store.directory.put('h9', NAME);
    expect(standsIn(folder, NAME)).toBe(true);
    const reader = new Database(join(folder, 'access.db'));
    reader.exec('BEGIN');
    reader.prepare('SELECT * FROM people').all();
    const erased = store.directory.erase('h9');
    await delay(300);
    reader.close();
    await erased;
    expect(standsIn(folder, NAME)).toBe(false);
    await store.close();
  });

  test('leaves nothing in the tables of PostgreSQL, also while another session sees an older state', async () => {
    const { url, folder: files } = database;
    if (files === undefined) return;
    const store = await openAccessStore({ engine: 'postgres', url, schema });
    const session = await openSession(url, { settings: {} });
    await store.directory.put('h9', 'Wilhelmina Earlier');
    await store.directory.put('h9', NAME);
    await store.directory.put('h8', 'Somebody Else');
    await session.query('CHECKPOINT');
    // Its log holds what was written until it is written over, as a backup would.
    expect(standsIn(files, NAME, ['pg_wal'])).toBe(true);
    await session.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
    await session.query('SELECT * FROM pg_class LIMIT 1');
    await store.directory.erase('h9');
    await session.query('COMMIT');
    await session.query('CHECKPOINT');
    expect(standsIn(files, 'Wilhelmina', ['pg_wal'])).toBe(false);
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
