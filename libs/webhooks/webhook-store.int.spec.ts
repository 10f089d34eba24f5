import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import Database from 'better-sqlite3';
import { type AccessLocation, type AccessStore, openAccessStore } from '#access/index.js';
import { markCopy } from '#platform/folder-copy.js';
import { openSession } from '#postgres/session.js';
import { dropSchemas, newSchema, openTestDatabase } from '#postgres/testing/server.js';
import { type DeliveryProgress, MAX_LOGGED_ATTEMPTS, type NewAttempt } from './webhook-store.js';

const database = await openTestDatabase();
const folder = mkdtempSync(join(tmpdir(), 'webhook-store-'));
const schema = newSchema();
const otherSchema = newSchema();
const keptSchema = newSchema();
afterAll(async () => {
  rmSync(folder, { recursive: true });
  for (const each of [schema, otherSchema, keptSchema]) await dropSchemas(database.url, each);
  await database.stop();
});

const ENGINES: readonly AccessLocation[] = [
  { engine: 'sqlite', dataDir: folder },
  { engine: 'postgres', url: database.url, schema },
];

/** Runs a test with two stores of one place, as two processes have them. */
async function withTwo(location: AccessLocation, work: (one: AccessStore, other: AccessStore) => Promise<void>) {
  const [one, other] = await Promise.all([openAccessStore(location), openAccessStore(location)]);
  try {
    await work(one, other);
  } finally {
    await Promise.all([one.close(), other.close()]);
  }
}

const NOW = '2018-04-01T09:00:00.000Z';
const LATER = '2018-04-02T09:00:00.000Z';

const attempt = (number: number): NewAttempt => ({
  ...{ eventId: `e${number}`, number, position: 2 ** 40 + number, type: 'ActionCreated', attempt: 2 },
  ...{ at: '2018-04-01T09:00:00.000Z', status: number % 2 ? null : 500, failure: 'not-accepted', milliseconds: 12 },
  nextAt: '2018-04-01T09:00:04.000Z',
});

describe.each(ENGINES)('webhooks in $engine', (location) => {
  const id = `w1-${location.engine}`;

  test('each event of one makes one secret, of racing repeats too, which is forgotten when it is told', () =>
    withTwo(location, async ({ webhooks: one }, { webhooks: other }) => {
      const put = (revision: number) =>
        Promise.all([one, other, one].map((webhooks) => webhooks.putSecret(id, `secret ${revision}`, revision)));
      for (const revision of [0, 4]) {
        expect((await put(revision)).filter(Boolean)).toHaveLength(1);
        expect(await other.secretsOf(id, NOW)).toEqual([`secret ${revision}`]);
      }
      expect(await put(3)).toEqual([false, false, false]);
      expect(await one.progressOf(id)).toEqual({
        ...{ webhook: id, number: null, eventId: null, restart: -1, requeued: 0, halted: null },
        ...{ failures: 0, failingSince: null, nextAt: null },
      });
      await one.forget(id, 6);
      expect(await other.secretsOf(id, NOW)).toEqual([]);
      // Of an event before the end, which comes late.
      expect(await put(5)).toEqual([false, false, false]);
      const without = `w5-${location.engine}`;
      await one.forget(without, 1);
      expect(await other.putSecret(without, 'secret', 0)).toBe(false);
      expect(await other.secretsOf('nobody', NOW)).toEqual([]);
      expect(await other.progressOf('nobody')).toBeUndefined();
    }));

  test('one moves from where it stands alone, and what was tried is logged in any case', () =>
    withTwo(location, async ({ webhooks: one }, { webhooks: other }) => {
      const webhook = `w2-${location.engine}`;
      await one.putSecret(webhook, 's', 0);
      const begun = (await one.progressOf(webhook)) as DeliveryProgress;
      const at7 = { ...begun, restart: 0, number: 7, eventId: 'e7' };
      const failing = { ...at7, failures: 1, failingSince: attempt(8).at, nextAt: attempt(8).nextAt };
      expect(await one.move(begun, at7)).toBe(true);
      expect(await other.move(begun, at7)).toBe(false);
      expect(await other.move(at7, failing, attempt(8))).toBe(true);
      expect(await one.progressOf(webhook)).toEqual(failing);
      expect(await one.move(at7, { ...at7, number: 8 }, attempt(9))).toBe(false);
      expect(await one.progressOf(webhook)).toEqual(failing);
      expect(await one.attempts(webhook, 10)).toEqual([
        { nth: 2, ...attempt(9) },
        { nth: 1, ...attempt(8) },
      ]);
    }));

  test('the last 500 attempts of each are kept, and read page by page', () =>
    withTwo(location, async ({ webhooks }) => {
      const names = ['w3', 'w4'].map((name) => `${name}-${location.engine}`) as [string, string];
      for (const name of names) await webhooks.putSecret(name, 's', 0);
      const [most, few] = (await Promise.all(names.map((name) => webhooks.progressOf(name)))) as [
        DeliveryProgress,
        DeliveryProgress,
      ];
      await webhooks.move(few, few, attempt(1));
      for (let number = 1; number <= MAX_LOGGED_ATTEMPTS + 3; number++)
        await webhooks.move(most, most, attempt(number));
      const all = await webhooks.attempts(names[0], 1_000);
      expect(all.map(({ nth }) => nth)).toEqual(
        Array.from({ length: MAX_LOGGED_ATTEMPTS }, (_, n) => MAX_LOGGED_ATTEMPTS + 3 - n),
      );
      expect(all.every(({ nth, number }) => nth === number)).toBe(true);
      expect(await webhooks.attempts(names[0], 2, 5)).toEqual(all.slice(-1));
      expect(await webhooks.attempts(names[1], 1_000)).toHaveLength(1);
    }));

  test('an old secret is signed with until its time is over, and is gone when it is dropped', () =>
    withTwo(location, async (store, { webhooks: other }) => {
      const webhook = `w6-${location.engine}`;
      const { webhooks } = store;
      const kept = async () => (await store.snapshot()).webhooks.find(({ id }) => id === webhook);
      await webhooks.putSecret(webhook, 'first', 0);
      await webhooks.putSecret(webhook, 'second', 1, LATER);
      expect(await other.secretsOf(webhook, NOW)).toEqual(['second', 'first']);
      expect(await other.secretsOf(webhook, LATER)).toEqual(['second']);
      await other.dropOldSecrets(NOW);
      expect(await kept()).toMatchObject({ old_secret: 'first', old_until: LATER });
      await other.dropOldSecrets(LATER);
      expect(await kept()).toMatchObject({ secret: 'second', old_secret: null, old_until: null });
      await webhooks.putSecret(webhook, 'third', 2, LATER);
      await webhooks.putSecret(webhook, 'fourth', 3);
      expect(await other.secretsOf(webhook, NOW)).toEqual(['fourth']);
      await webhooks.putSecret(webhook, 'fifth', 4, LATER);
      await webhooks.forget(webhook, 5);
      expect(await kept()).toMatchObject({ secret: null, old_secret: null, old_until: null });
    }));

  test('one that is halted does not move until it is resumed: from where it was, or from after that event', () =>
    withTwo(location, async ({ webhooks }, { webhooks: other }) => {
      const webhook = `w7-${location.engine}`;
      const haltOf = async () => (await other.halted()).find((each) => each.webhook === webhook)?.halted;
      const progress = async () => (await other.progressOf(webhook)) as DeliveryProgress;
      await webhooks.putSecret(webhook, 's', 0);
      await webhooks.move(await progress(), {
        ...{ ...(await progress()), restart: 7, number: 40, eventId: 'e40', requeued: 6, failures: 3 },
        ...{ failingSince: NOW, nextAt: LATER },
      });
      const before = await progress();
      await webhooks.resume(webhook, 3);
      expect(await progress()).toEqual(before);

      await webhooks.halt(webhook, 'restored', 5);
      expect(await haltOf()).toBe('restored');
      expect(await progress()).toEqual({ ...before, restart: 5, requeued: 5, halted: 'restored' });
      expect(await other.move(await progress(), before)).toBe(false);
      await other.resume(webhook, 9);
      const again = { failures: 0, failingSince: null, nextAt: null, halted: null };
      expect(await progress()).toEqual({ ...before, ...again, restart: 5, requeued: 5 });
      expect(await haltOf()).toBeUndefined();

      await webhooks.halt(webhook, 'other-history', 9);
      await other.resume(webhook, 12);
      expect(await progress()).toEqual({ ...again, webhook, restart: 11, number: null, eventId: null, requeued: 5 });
      expect(await webhooks.putSecret(webhook, 'after', 10)).toBe(true);
    }));

  test('what is kept holds the secrets and places of webhooks, and not their logs', () =>
    withTwo(location, async (store) => {
      const { webhooks } = await store.snapshot();
      expect(webhooks.map((row) => row.id)).toEqual(
        ['w1', 'w2', 'w3', 'w4', 'w5', 'w6', 'w7'].map((w) => `${w}-${location.engine}`),
      );
      expect(webhooks[1]).toEqual({
        ...{ id: `w2-${location.engine}`, secret: 's', secret_revision: 0, restart: 0, number: 7, failures: 1 },
        ...{ failing_since: attempt(8).at, next_at: attempt(8).nextAt, event_id: 'e7', requeued: 0, halted: null },
        ...{ old_secret: null, old_until: null },
      });
      const again = await elsewhere(location);
      await again.restore({
        tokens: [],
        webhooks,
        people: [],
        mailAddresses: [],
        digests: [],
        digestPeriods: [],
        signIns: [],
      });
      expect(await again.snapshot()).toEqual({
        tokens: [],
        webhooks,
        people: [],
        mailAddresses: [],
        digests: [],
        digestPeriods: [],
        signIns: [],
      });
      await again.close();
    }));
});

/** An empty store on the same engine. */
function elsewhere({ engine }: AccessLocation): Promise<AccessStore> {
  if (engine === 'sqlite') return openAccessStore({ engine, dataDir: mkdtempSync(join(folder, 'other-')) });
  return openAccessStore({ engine, url: database.url, schema: keptSchema });
}

/** Does something to what is kept while nobody has it open. */
async function alter(location: AccessLocation, statements: readonly string[]): Promise<void> {
  if (location.engine === 'sqlite') {
    const db = new Database(join(location.dataDir, 'access.db'));
    for (const statement of statements) db.exec(statement);
    db.close();
    return;
  }
  const session = await openSession(location.url, { settings: { search_path: location.schema } });
  for (const statement of statements) await session.query(statement);
  await session.end();
}

async function haltsIn(location: AccessLocation): Promise<readonly string[]> {
  const store = await openAccessStore(location);
  const halted = await store.webhooks.halted();
  await store.close();
  return halted.map((each) => `${each.webhook} ${each.halted}`);
}

/** Makes of a place what a copy of it is. */
const COPYING: Readonly<Record<AccessLocation['engine'], (location: AccessLocation, nth: number) => Promise<void>>> = {
  async sqlite(location, nth) {
    if (location.engine !== 'sqlite') return;
    markCopy(location.dataDir, {
      by: 'backup',
      from: '/srv/data',
      madeAt: `2018-04-0${nth}T09:00:00.000Z`,
      head: null,
    });
  },
  postgres: (location) =>
    alter(location, [
      'CREATE TABLE restored (LIKE webhooks INCLUDING ALL)',
      'INSERT INTO restored SELECT * FROM webhooks',
      'DROP TABLE webhooks',
      'ALTER TABLE restored RENAME TO webhooks',
    ]),
};

describe.each([
  { engine: 'sqlite', dataDir: mkdtempSync(join(folder, 'copied-')) },
  { engine: 'postgres', url: database.url, schema: otherSchema },
] as readonly AccessLocation[])('a copy in $engine', (location) => {
  test('halts its webhooks once: what is resumed, or made there, stays so until it is copied again', async () => {
    const first = await openAccessStore(location);
    for (const webhook of ['a', 'b', 'withdrawn']) await first.webhooks.putSecret(webhook, 's', 0);
    await first.webhooks.forget('withdrawn', 1);
    await first.close();
    expect(await haltsIn(location)).toEqual([]);

    await COPYING[location.engine](location, 1);
    expect(await haltsIn(location)).toEqual(['a restored', 'b restored']);
    const copy = await openAccessStore(location);
    await copy.webhooks.resume('b', 4);
    await copy.webhooks.putSecret('made there', 's', 0);
    await copy.close();
    expect(await haltsIn(location)).toEqual(['a restored']);

    await COPYING[location.engine](location, 2);
    expect(await haltsIn(location)).toEqual(['a restored', 'b restored', 'made there restored']);
  });

  test('of an earlier version goes on where it was, and learns what was not kept then', async () => {
    await alter(location, [
      'DELETE FROM webhooks',
      'DROP TABLE home',
      ...['event_id', 'requeued', 'halted', 'old_secret', 'old_until'].map(
        (column) => `ALTER TABLE webhooks DROP COLUMN ${column}`,
      ),
      ...['sign_in', 'id_token'].map((column) => `ALTER TABLE sessions DROP COLUMN ${column}`),
      "INSERT INTO webhooks (id, secret, secret_revision, restart, number) VALUES ('old', 's', 0, 3, 42)",
      ...(location.engine === 'postgres' ? ["UPDATE schema_versions SET version = 2 WHERE part = 'access'"] : []),
    ]);
    // A folder that says that it is a copy would halt it.
    if (location.engine === 'sqlite') rmSync(join(location.dataDir, 'copy.json'));
    const store = await openAccessStore(location);
    expect(await store.webhooks.progressOf('old')).toEqual({
      ...{ webhook: 'old', number: 42, eventId: null, restart: 3, requeued: 0, halted: null },
      ...{ failures: 0, failingSince: null, nextAt: null },
    });
    await store.close();
  });
});
