import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { dropSchemas, newSchema, openTestDatabase } from '#postgres/testing/server.js';
import type { AccessStore } from './access-store.js';
import { newSecret } from './credential.js';
import { type AccessLocation, openAccessStore } from './open-access-store.js';
import { newSessionSecret } from './sessions.js';

const database = await openTestDatabase();
const folder = mkdtempSync(join(tmpdir(), 'sessions-'));
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
const HOUR_MS = 3_600_000;
const BEGUN = Date.parse('2018-04-01T09:00:00.000Z');
const at = (milliseconds: number) => new Date(BEGUN + milliseconds);

/** Two stores of one place, as two processes have them. */
async function withTwo(location: AccessLocation, work: (one: AccessStore, other: AccessStore) => Promise<void>) {
  const [one, other] = await Promise.all([openAccessStore(location), openAccessStore(location)]);
  try {
    await work(one, other);
  } finally {
    await Promise.all([one.close(), other.close()]);
  }
}

describe.each(ENGINES)('sessions in $engine', (location) => {
  const begin = async ({ sessions }: AccessStore, token: string, processSecret: string | null = null) => {
    const secret = newSessionSecret();
    await sessions.begin({ secret, token, processSecret }, at(0));
    return secret;
  };

  it('is known by its secret in every process until it is ended', () =>
    withTwo(location, async (one, other) => {
      const secret = await begin(one, 't1', 'hash of a process secret');
      const found = await other.sessions.find(secret, at(1), 'extends');
      expect(found).toEqual({ id: expect.any(String), token: 't1', processSecret: 'hash of a process secret' });
      expect(await other.sessions.isLive(found?.id as string, at(1))).toBe(true);
      expect(await other.sessions.find(newSessionSecret(), at(1), 'extends')).toBeUndefined();
      await other.sessions.end(found?.id as string);
      expect(await one.sessions.find(secret, at(1), 'extends')).toBeUndefined();
      expect(await one.sessions.isLive(found?.id as string, at(1))).toBe(false);
    }));

  it('ends after 12 hours without use', () =>
    withTwo(location, async (one) => {
      const secret = await begin(one, 't2');
      expect(await one.sessions.find(secret, at(12 * HOUR_MS - 1), 'looks')).toBeDefined();
      expect(await one.sessions.find(secret, at(12 * HOUR_MS), 'extends')).toBeUndefined();
    }));

  it('goes on with use, which is written at most once a minute, and not with a look', () =>
    withTwo(location, async (one) => {
      const secret = await begin(one, 't3');
      await one.sessions.find(secret, at(HOUR_MS), 'looks');
      await one.sessions.find(secret, at(59_999), 'extends');
      expect(await one.sessions.find(secret, at(12 * HOUR_MS), 'looks')).toBeUndefined();
      await one.sessions.find(secret, at(60_000), 'extends');
      expect(await one.sessions.find(secret, at(12 * HOUR_MS), 'looks')).toBeDefined();
      expect(await one.sessions.find(secret, at(12 * HOUR_MS + 60_000), 'looks')).toBeUndefined();
    }));

  it('ends with its token, as do its links', () =>
    withTwo(location, async (one, other) => {
      const id = `t4-${location.engine}`;
      const credential = {
        token: id,
        actor: { party: 'p', kind: 'post', roles: ['viewer'] },
        programmes: [],
        groups: [],
      };
      const made = { secret: newSecret(), reference: id, credential, label: undefined, createdAt: at(0).toISOString() };
      await one.addToken(made as Parameters<AccessStore['addToken']>[0]);
      const [secret, others] = [await begin(one, id), await begin(one, 'of another token')];
      const link = newSessionSecret();
      await one.sessions.addLink(link, id, at(0));
      await other.revokeToken(id, at(1).toISOString());
      expect(await one.sessions.find(secret, at(1), 'extends')).toBeUndefined();
      expect(await one.sessions.useLink(link, at(1))).toBeUndefined();
      expect(await one.sessions.find(others, at(1), 'extends')).toBeDefined();
    }));

  it('keeps the newest fifty of a token', () =>
    withTwo(location, async (one) => {
      const first = await begin(one, 't5');
      for (let count = 1; count < 50; count++)
        await one.sessions.begin({ secret: newSessionSecret(), token: 't5', processSecret: null }, at(count));
      expect(await one.sessions.find(first, at(50), 'looks')).toBeDefined();
      await one.sessions.begin({ secret: newSessionSecret(), token: 't5', processSecret: null }, at(50));
      expect(await one.sessions.find(first, at(51), 'looks')).toBeUndefined();
    }));

  it('are in no snapshot, so that a copy admits no browser', () =>
    withTwo(location, async (one) => {
      const secret = await begin(one, 't6');
      const copied = ['tokens', 'webhooks', 'people', 'mailAddresses', 'digests', 'digestPeriods', 'signIns'];
      expect(Object.keys(await one.snapshot())).toEqual(copied);
      if (location.engine === 'sqlite')
        for (const file of ['access.db', 'access.db-wal'])
          expect(readFileSync(join(folder, file)).toString('latin1')).not.toContain(secret);
    }));
});

describe.each(ENGINES)('a sign-in link in $engine', (location) => {
  const MINUTES_15 = 15 * 60_000;

  it('is used once, however many race for it', () =>
    withTwo(location, async (one, other) => {
      const link = newSessionSecret();
      expect(await one.sessions.addLink(link, 't1', at(0))).toEqual(at(MINUTES_15));
      const stores = Array.from({ length: 10 }, (_, nth) => (nth % 2 === 0 ? one : other));
      const used = await Promise.all(stores.map(({ sessions }) => sessions.useLink(link, at(1))));
      expect(used.filter((token) => token !== undefined)).toEqual(['t1']);
      expect(await one.sessions.useLink(newSessionSecret(), at(1))).toBeUndefined();
    }));

  it('is worth nothing after 15 minutes', () =>
    withTwo(location, async (one) => {
      const [early, late] = [newSessionSecret(), newSessionSecret()];
      await one.sessions.addLink(early, 't1', at(0));
      await one.sessions.addLink(late, 't1', at(0));
      expect(await one.sessions.useLink(early, at(MINUTES_15 - 1))).toBe('t1');
      expect(await one.sessions.useLink(late, at(MINUTES_15))).toBeUndefined();
    }));
});

describe.each(ENGINES)('who signs in at the organisation, in $engine', (location) => {
  const DAY_MS = 24 * HOUR_MS;
  const somebody = (sub: string, shown: string | null = 'Mary') => ({ issuer: 'https://id.example', sub, shown });
  const tokenOf = (party: string) => {
    const id = `${party}-${location.engine}`;
    const credential = { token: id, actor: { party, kind: 'post', roles: ['viewer'] }, programmes: [], groups: [] };
    return { secret: newSecret(), reference: id, credential, label: undefined, createdAt: at(0).toISOString() };
  };

  it('is known by issuer and subject together, and has one id', () =>
    withTwo(location, async ({ signIns }, other) => {
      const { id } = await signIns.seen(somebody('one'), at(0));
      expect(id).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
      const again = await other.signIns.seen(somebody('one', 'Mary S'), at(1));
      expect(again).toEqual({ id, shown: 'Mary S', token: null, seenAt: at(1).toISOString(), linkedAt: null });
      expect((await signIns.seen({ ...somebody('one'), issuer: 'https://other.example' }, at(2))).id).not.toBe(id);
      expect(await signIns.of(somebody('one'))).toEqual(again);
      expect(await signIns.of(somebody('two'))).toBeUndefined();
      expect(await other.signIns.find(id)).toEqual(again);
    }));

  it('follows what is linked to a token: others of it are deleted, with their sessions', () =>
    withTwo(location, async (one, { sessions, signIns }) => {
      const [first, second] = [await signIns.seen(somebody('f'), at(0)), await signIns.seen(somebody('s'), at(0))];
      await one.signIns.follow('t1', [first.id, second.id], at(1));
      await one.signIns.follow('t2', [second.id], at(2));
      expect(await signIns.find(second.id)).toMatchObject({ token: 't1', linkedAt: at(1).toISOString() });
      const secrets = [first.id, second.id, 'claim', undefined].map((signIn) => ({
        signIn,
        secret: newSessionSecret(),
      }));
      for (const { signIn, secret } of secrets) {
        const organisation = signIn === undefined ? undefined : { signIn, idToken: 'an ID token' };
        await sessions.begin({ secret, token: 't1', processSecret: null, organisation }, at(1));
      }
      await one.signIns.follow('t1', [second.id], at(3));
      expect([await signIns.find(first.id), await signIns.find(second.id)]).toEqual([undefined, expect.anything()]);
      const live = secrets.map(({ secret }) =>
        sessions.find(secret, at(3), 'looks').then((found) => found !== undefined),
      );
      expect(await Promise.all(live)).toEqual([false, true, false, true]);
      const id = (await sessions.find(secrets[1]?.secret as string, at(3), 'looks'))?.id as string;
      expect(await sessions.end(id)).toEqual({ signIn: second.id, idToken: 'an ID token' });
      expect(await sessions.end(id)).toBeUndefined();
    }));

  it('is deleted after 30 days unless linked, and with the name of the person', () =>
    withTwo(location, async (one) => {
      const party = `person-${location.engine}`;
      await one.addToken(tokenOf(party) as Parameters<AccessStore['addToken']>[0]);
      const [waits, stays] = [
        await one.signIns.seen(somebody('w'), at(0)),
        await one.signIns.seen(somebody('l'), at(0)),
      ];
      await one.signIns.follow(`${party}-${location.engine}`, [stays.id], at(0));
      await one.signIns.seen(somebody('later'), at(30 * DAY_MS));
      expect([await one.signIns.find(waits.id), await one.signIns.find(stays.id)]).toEqual([
        undefined,
        expect.anything(),
      ]);
      await one.directory.erase(party);
      expect(await one.signIns.find(stays.id)).toBeUndefined();
    }));

  it('begins a sign-in that is used once, within ten minutes', () =>
    withTwo(location, async (one, other) => {
      const [early, late] = [newSessionSecret(), newSessionSecret()];
      await one.signIns.addStart(early, '/actions', at(0));
      await one.signIns.addStart(late, '/', at(0));
      const stores = Array.from({ length: 6 }, (_, nth) => (nth % 2 === 0 ? one : other));
      const used = await Promise.all(stores.map(({ signIns }) => signIns.useStart(early, at(599_999))));
      expect(used.filter((path) => path !== undefined)).toEqual(['/actions']);
      expect(await one.signIns.useStart(late, at(600_000))).toBeUndefined();
    }));
});
