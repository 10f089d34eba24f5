import { copyFileSync, cpSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { startInProcess } from '../support/in-process.js';
import { cli, temporaryFolder } from '../support/processes.js';
import { type Receiver, receiver } from '../support/receiver.js';
import { ADMIN_TOKEN, type ApiServer } from '../support/server.js';
import { taken } from '../support/small-plan.js';

const SETTINGS = { WEBHOOKS_TO_PRIVATE_ADDRESSES: '1' };
const HOOK = '/api/webhooks/WEBHOOK-01';

let to: Receiver;
const parent = temporaryFolder();
const original = join(parent, 'data');
const [backup, copied, shorter] = ['backup', 'copied', 'shorter'].map((name) => join(parent, name)) as [
  ...[string, string, string],
];

const register = (server: ApiServer, name: string) => taken(server, '/api/parties', { kind: 'post', name });
const namesTaken = () =>
  to.taken().flatMap(({ event }) => (event.type === 'PartyRegistered' ? event.changes[0].after : []));
const shown = async (server: ApiServer) => (await server.get(HOOK)).body;
const starting = (folder: string) => startInProcess({ ...SETTINGS, DATA_DIR: folder });
const noticed = async (server: ApiServer) => (await server.get('/health/ready')).body.notices;

/** What the webhook was sent here, as its own log has it. */
const sentFrom = async (server: ApiServer) => (await server.get(`${HOOK}/deliveries`)).body.items.length;

/** Records something that another webhook is sent, made here: whatever the first was to be sent would have gone too. */
async function anotherTakes(server: ApiServer, name: string): Promise<void> {
  const other = await receiver();
  const { reference: token } = await taken(server, '/api/tokens', { party: 'TRUST', roles: ['viewer'] });
  await taken(server, '/api/webhooks', { url: other.url, token });
  await register(server, name);
  await other.hasTaken(1);
  await other.stop();
}

beforeAll(async () => {
  to = await receiver();
  const server = await starting(original);
  await taken(server, '/api/parties', { kind: 'organisation', name: 'Trust', reference: 'TRUST' });
  const { reference: token } = await taken(server, '/api/tokens', { party: 'TRUST', roles: ['viewer'] });
  to.secret = (await taken(server, '/api/webhooks', { url: to.url, token })).secret;
  await register(server, 'First');
  await to.hasTaken(1);
  await eventually(async () => (await shown(server)).waiting === 0);
  expect((await cli(['backup', backup], { DATA_DIR: original })).code).toBe(0);
  await server.stop();
  cpSync(original, copied, { recursive: true });
  cpSync(original, shorter, { recursive: true });
}, 120_000);
afterAll(() => to.stop());

test('a restored backup sends nothing until somebody resumes it, and then goes on where the backup was', async () => {
  const server = await starting(backup);
  expect(await shown(server)).toMatchObject({ status: 'active', halted: 'restored' });
  // A backup holds no private key, so that the server takes in one of its own, by an event.
  await eventually(async () => (await shown(server)).waiting === 1);
  await anotherTakes(server, 'Restored');
  const before = await sentFrom(server);
  expect(await shown(server)).toMatchObject({ halted: 'restored', nextAttemptAt: null, waiting: 2 });
  expect((await shown(server)).standsAt.type).toBe('SigningKeyRotated');
  await eventually(async () => (await noticed(server))?.[0] === 'webhooks halted (restored): 1');
  expect(namesTaken()).toEqual(['First']);

  const environment = { ACTION_LEDGER_URL: server.url, ACTION_LEDGER_TOKEN: ADMIN_TOKEN };
  const resumed = await cli(['webhooks', 'resume', '--reason', 'The old one is gone'], environment);
  expect(resumed).toMatchObject({ code: 0, stdout: 'WEBHOOK-01 is resumed\n' });
  await to.hasTaken(3);
  expect(namesTaken()).toEqual(['First', 'Restored']);
  await eventually(async () => (await sentFrom(server)) === before + 2);
  const again = await cli(['webhooks', 'resume'], environment);
  expect(again).toMatchObject({ code: 0, stdout: 'No webhook is halted.\n' });
  await server.stop();

  const later = await starting(backup);
  expect(await shown(later)).toMatchObject({ halted: null });
  await eventually(async () => (await later.get('/health/ready')).status === 200);
  expect(await noticed(later)).toBeUndefined();
  await later.stop();
}, 180_000);

test('a folder that was copied by other means sends nothing either, and is resumed also where no server runs', async () => {
  const server = await starting(copied);
  await anotherTakes(server, 'Copied');
  expect(await shown(server)).toMatchObject({ halted: 'restored' });
  expect(namesTaken()).not.toContain('Copied');
  expect((await server.stop()).stderr).toMatch(/One webhook is halted \(restored\): .* action-ledger webhooks resume/);
  const named = ['webhooks', 'resume', 'WEBHOOK-01'];
  expect(await cli(named, { DATA_DIR: copied })).toMatchObject({ code: 0, stdout: 'WEBHOOK-01 is resumed\n' });
  expect(await cli(named, { DATA_DIR: copied })).toMatchObject({ code: 0, stdout: 'WEBHOOK-01 was not halted\n' });
  const again = await starting(copied);
  await eventually(async () => namesTaken().includes('Copied'));
  await again.stop();
}, 180_000);

test('the original goes on, and where its events are put back shorter its webhook says so and begins where it is told', async () => {
  const server = await starting(original);
  for (const name of ['Lost', 'Lost too']) await register(server, name);
  await eventually(async () => namesTaken().includes('Lost too'));
  await eventually(async () => (await shown(server)).waiting === 0);
  const { takenUpTo } = await shown(server);
  await server.stop();

  for (const name of readdirSync(original)) if (/^(events|read)/.test(name)) rmSync(join(original, name));
  copyFileSync(join(shorter, 'events.db'), join(original, 'events.db'));
  // As an operator does who goes on without the events that were lost.
  for (const name of ['tree.db', 'high-water']) rmSync(join(original, name));
  const back = await starting(original);
  await eventually(async () => (await shown(back)).halted === 'other-history');
  expect(await shown(back)).toMatchObject({ takenUpTo, standsAt: null, waiting: null });
  await eventually(async () => (await noticed(back))?.[0] === 'webhooks halted (other-history): 1');
  const { position } = await register(back, 'Anew');
  await eventually(async () => (await back.get(`/api/audit?limit=1&minPosition=${position}`)).status === 200);
  const [anew] = (await back.get('/api/audit?order=newest&limit=1')).body.items;
  // The ledger comes to the old number again: the id tells that it is another event.
  while ((await back.get('/api/audit?order=newest&limit=1')).body.items[0].number <= takenUpTo)
    await register(back, 'More');
  expect((await shown(back)).halted).toBe('other-history');
  expect(namesTaken()).not.toContain('Anew');

  const ahead = await back.post(`${HOOK}/resume`, { fromNumber: 900 });
  expect([ahead.status, ahead.body.code]).toEqual([400, 'number-ahead']);
  await taken(back, `${HOOK}/resume`, { fromNumber: anew.number, reason: 'Events were lost' });
  await eventually(async () => (await shown(back)).waiting === 0);
  expect(namesTaken().slice(-2)).not.toContain('Lost too');
  expect(namesTaken()).toContain('Anew');
  expect(to.received.every(({ genuine }) => genuine)).toBe(true);
  await back.stop();
}, 180_000);
