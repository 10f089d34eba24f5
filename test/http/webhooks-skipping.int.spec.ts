import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import Database from 'better-sqlite3';
import { eventually } from '../support/eventually.js';
import { startInProcess } from '../support/in-process.js';
import { type Receiver, receiver } from '../support/receiver.js';
import type { ApiServer } from '../support/server.js';
import { caughtUp, smallPlan, taken } from '../support/small-plan.js';

let server: ApiServer;
let to: Receiver;
beforeAll(async () => {
  server = await startInProcess({ WEBHOOKS_TO_PRIVATE_ADDRESSES: '1' });
  await smallPlan(server);
});
afterEach(() => to.stop());
afterAll(() => server?.stop());

/** A webhook to a receiver of its own, which knows its secret. */
async function hooked(more: object = {}) {
  to = await receiver();
  const { reference: token } = await taken(server, '/api/tokens', { party: 'ORG-01', roles: ['viewer'] });
  const made = await taken(server, '/api/webhooks', { url: to.url, token, ...more });
  const { secret, reference, id } = made;
  to.secret = secret;
  await caughtUp(server, made);
  return { ref: reference as string, id: id as string };
}

const note = (text: string) => taken(server, '/api/actions/SMI-A01/add-note', { text });
const textOf = (event: { changes: { after: { text: string } }[] }) => event.changes[0]?.after.text;
const notesTaken = () => to.taken().map(({ event }) => textOf(event));
const shown = async (ref: string) => (await server.get(`/api/webhooks/${ref}`)).body;
const refusal = async (path: string, body: object) => {
  const { status, body: problem } = await server.post(path, body);
  return [status, problem.code];
};

test('an event that is not taken is skipped by an administrator, stays listed, and is sent when it is requeued', async () => {
  const { ref } = await hooked({ type: 'ActionNoteAdded' });
  to.answers(({ event }) => (textOf(event) === 'Two' ? { status: 422 } : {}));
  expect(await shown(ref)).toMatchObject({ standsAt: null, waiting: 0, skipped: [] });
  for (const text of ['One', 'Two', 'Three', 'Four']) await note(text);
  await eventually(async () => (await shown(ref)).failures > 0);
  const stuck = await shown(ref);
  const two = to.received.find(({ event }) => textOf(event) === 'Two')?.event;
  expect(stuck).toMatchObject({
    standsAt: { number: two.number, eventId: two.eventId, type: 'ActionNoteAdded', recordedAt: two.recordedAt },
    waiting: 3,
  });
  expect(stuck.standsAt.since).toBe(stuck.failingSince);

  const skip = `/api/webhooks/${ref}/skip-event`;
  expect(await refusal(skip, { number: two.number })).toEqual([400, 'validation-failed']);
  expect(await refusal(skip, { number: two.number + 1, reason: 'No' })).toEqual([409, 'not-at-this-event']);
  const { events } = await taken(server, skip, { number: two.number, reason: 'It has no place for it' });
  expect(events).toMatchObject([{ type: 'WebhookEventSkipped' }]);
  await to.hasTaken(3);
  expect(notesTaken()).toEqual(['One', 'Three', 'Four']);
  await eventually(async () => (await shown(ref)).waiting === 0);
  const reason = 'It has no place for it';
  expect(await shown(ref)).toMatchObject({
    ...{ standsAt: null, failures: 0 },
    skipped: [{ number: two.number, eventId: two.eventId, type: 'ActionNoteAdded', reason }],
  });
  expect(await refusal(skip, { number: two.number + 2, reason })).toEqual([409, 'nothing-owed']);
  const [entry] = (await server.get('/api/audit?type=WebhookEventSkipped&order=newest')).body.items;
  expect(entry).toMatchObject({ reference: ref, reason, actor: { roles: expect.arrayContaining(['administrator']) } });

  const requeue = `/api/webhooks/${ref}/requeue-event`;
  expect(await refusal(requeue, { number: two.number + 1 })).toEqual([409, 'not-skipped']);
  to.answers(() => ({}));
  await taken(server, requeue, { number: two.number });
  await to.hasTaken(4);
  await note('Five');
  await to.hasTaken(5);
  expect(notesTaken()).toEqual(['One', 'Three', 'Four', 'Two', 'Five']);
  expect(await shown(ref)).toMatchObject({ skipped: [] });
});

test('an event that is requeued and refused again is where the webhook stands, and is skipped again', async () => {
  const { ref } = await hooked({ type: 'ActionNoteAdded' });
  to.answers(({ event }) => (textOf(event) === 'Never' ? { status: 500 } : {}));
  await note('Never');
  await eventually(async () => (await shown(ref)).failures > 0);
  const { number } = (await shown(ref)).standsAt;
  await taken(server, `/api/webhooks/${ref}/skip-event`, { number, reason: 'Not now' });
  await note('Fine');
  await to.hasTaken(1);
  await taken(server, `/api/webhooks/${ref}/requeue-event`, { number });
  await eventually(async () => (await shown(ref)).failures > 0);
  expect(await shown(ref)).toMatchObject({ standsAt: { number }, waiting: 1, skipped: [] });
  await taken(server, `/api/webhooks/${ref}/skip-event`, { number, reason: 'Not ever' });
  await note('Fine too');
  await to.hasTaken(2);
  expect(notesTaken()).toEqual(['Fine', 'Fine too']);
  expect(await shown(ref)).toMatchObject({ skipped: [{ number, reason: 'Not ever' }] });
});

test('a rolled secret leaves the old one valid for as long as was asked for, and then nothing of it', async () => {
  const { ref, id } = await hooked();
  const old = to.secret;
  const roll = (keepOldFor?: string) => taken(server, `/api/webhooks/${ref}/roll-secret`, { keepOldFor });
  expect(await refusal(`/api/webhooks/${ref}/roll-secret`, { keepOldFor: 'P8D' })).toEqual([400, 'validation-failed']);
  const { secret } = await roll('P1D');
  await note('By both');
  await to.hasTaken(1);
  expect(to.received[0]).toMatchObject({ genuine: true, signatures: 2 });
  expect((await shown(ref)).oldSecretUntil).toEqual(expect.any(String));
  to.secret = secret;
  await note('Also by the new');
  await to.hasTaken(2);
  expect(to.received[1]).toMatchObject({ genuine: true, signatures: 2 });

  const { secret: last } = await roll('PT1S');
  const db = new Database(join(server.folder, 'access.db'), { readonly: true });
  const kept = () => db.prepare('SELECT secret, old_secret, old_until FROM webhooks WHERE id = ?').get(id);
  await eventually(async () => (kept() as { old_secret: unknown }).old_secret === null);
  expect(kept()).toEqual({ secret: last, old_secret: null, old_until: null });
  db.close();
  to.secret = last;
  await note('By the new alone');
  await to.hasTaken(3);
  expect(to.received[2]).toMatchObject({ genuine: true, signatures: 1 });
  expect((await shown(ref)).oldSecretUntil).toBeNull();
  const told = await server.get('/api/audit?type=WebhookSecretRolled&order=newest');
  for (const each of [old, secret, last]) expect(told.text).not.toContain(each);
});

test('a cursor of one list is refused by another', async () => {
  const { ref } = await hooked({ type: 'ActionNoteAdded' });
  await note('One');
  await note('Two');
  await to.hasTaken(2);
  await eventually(async () => (await server.get(`/api/webhooks/${ref}/deliveries`)).body.items.length === 2);
  const cursorOf = async (path: string) => (await server.get(`/api/${path}?limit=1`)).body.nextCursor;
  const paths = ['webhooks', `webhooks/${ref}/deliveries`, 'webhooks/WEBHOOK-01/deliveries', 'audit', 'tokens'];
  for (const path of paths.slice(0, 3))
    for (const other of paths) {
      const cursor = await cursorOf(other);
      expect(cursor).not.toBeNull();
      const { status, body } = await server.get(`/api/${path}?limit=1&cursor=${cursor}`);
      expect({ path, other, status, code: body.code }).toEqual({
        ...{ path, other, status: path === other ? 200 : 400 },
        code: path === other ? undefined : 'bad-cursor',
      });
    }
});
