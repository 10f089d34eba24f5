import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { type AccessStore, newSecret, openAccessStore } from '#access/index.js';
import { withReadStore } from '#test/support/read-models/engine.js';
import { stored, type ToldFact } from '#test/support/read-models/events.js';
import { opened, projected } from '#test/support/read-models/files.js';
import { fact, OPENING } from '#test/support/read-models/plan.js';
import { missingFrom } from './missing.js';

const TOKEN = { roles: ['viewer'], programmes: [], groups: [], party: 'o1' } as const;
const WHOLE: readonly ToldFact[] = [
  ...OPENING,
  fact('access-t1', 'TokenIssued', { ...TOKEN, reference: 'TOKEN-01', token: 't1' }),
  fact('webhook-w1', 'WebhookCreated', { reference: 'WEBHOOK-01', url: 'https://example.org/', token: 't1' }),
  fact('meeting-m1', 'MeetingScheduled', { reference: 'M1', group: 'g1', startsAt: '2018-04-01T10:00:00.000Z' }),
  fact('meeting-m1', 'MeetingPackIssued', { position: 5_000_000, number: 9, hash: 'of another store' }),
];
const BEYOND = fact('meeting-m2', 'MeetingPackIssued', { position: 900, number: 900, hash: 'abc' });
const SECOND = fact('meeting-m2', 'MeetingScheduled', {
  reference: 'M2',
  group: 'g1',
  startsAt: '2018-05-01T10:00:00.000Z',
});

async function withAccess<T>(test: (access: AccessStore) => Promise<T>): Promise<T> {
  const dataDir = mkdtempSync(join(tmpdir(), 'missing-'));
  const access = await openAccessStore({ engine: 'sqlite', dataDir });
  try {
    return await test(access);
  } finally {
    await access.close();
    rmSync(dataDir, { recursive: true });
  }
}

async function issue(access: AccessStore, token: string): Promise<void> {
  const actor = { party: 'o1', kind: 'organisation', roles: [] } as const;
  const credential = { token, actor, programmes: [], groups: [] };
  const createdAt = '2018-03-09T10:00:00.000Z';
  await access.addToken({ secret: newSecret(), reference: token, credential, label: undefined, createdAt });
}

async function send(access: AccessStore, webhook: string, number: number): Promise<void> {
  await access.webhooks.putSecret(webhook, `secret of ${webhook}`, 0);
  const from = await access.webhooks.progressOf(webhook);
  if (!from || !(await access.webhooks.move(from, { ...from, number }))) throw new Error('It was not moved.');
}

const missing = (facts: readonly ToldFact[], access: AccessStore, head = facts.length) =>
  withReadStore(async (store) => {
    const models = opened(store, await projected(store, stored(facts)));
    const readSide = { read: models.read, position: () => facts.length };
    const found = await missingFrom({ store: { head: async () => head }, access, readSide });
    await models.close();
    return found?.map(({ code, count }) => [code, count]);
  });

test('a ledger that holds what else is kept of it misses nothing', () =>
  withAccess(async (access) => {
    await issue(access, 't1');
    await send(access, 'w1', WHOLE.length);
    expect(await missing(WHOLE, access)).toEqual([]);
  }));

test('a ledger says what tokens, webhooks and packs know that it does not hold, but for what is revoked', () =>
  withAccess(async (access) => {
    for (const token of ['t1', 't2', 't3']) await issue(access, token);
    await access.revokeToken('t3', '2018-03-10T10:00:00.000Z');
    await send(access, 'w1', WHOLE.length + 3);
    await send(access, 'w2', 1);
    expect(await missing([...WHOLE, SECOND, BEYOND], access)).toEqual([
      ['pack-beyond-ledger', 1],
      ['webhook-beyond-ledger', 2],
      ['token-beyond-ledger', 1],
    ]);
  }));

test('nothing is told of a ledger that is not wholly known yet', () =>
  withAccess(async (access) => {
    await issue(access, 't2');
    expect(await missing(WHOLE, access, WHOLE.length + 1)).toBeUndefined();
  }));
