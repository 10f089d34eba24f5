import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { listen } from '../support/event-stream.js';
import { eventually } from '../support/eventually.js';
import { startInProcess } from '../support/in-process.js';
import { temporaryFolder } from '../support/processes.js';
import { type Receiver, receiver } from '../support/receiver.js';
import { type ApiServer, startServer } from '../support/server.js';
import { caughtUp, smallPlan, taken } from '../support/small-plan.js';

const TO_PRIVATE = { WEBHOOKS_TO_PRIVATE_ADDRESSES: '1' };

let server: ApiServer;
const opened: Receiver[] = [];
beforeAll(async () => {
  server = await startInProcess(TO_PRIVATE);
  await smallPlan(server);
});
afterEach(() => Promise.all(opened.splice(0).map((each) => each.stop())));
afterAll(async () => {
  await server?.stop();
});

async function receiving(port?: number): Promise<Receiver> {
  const made = await receiver(port);
  opened.push(made);
  return made;
}

const token = async (more: object = {}): Promise<string> =>
  (await taken(server, '/api/tokens', { party: 'ORG-01', roles: ['viewer'], ...more })).reference;

/** A webhook that a receiver knows the secret of; answers its reference. */
async function hooked(to: Receiver, more: object = {}): Promise<string> {
  const { secret, reference } = await taken(server, '/api/webhooks', { url: to.url, token: await token(), ...more });
  to.secret = secret;
  return reference;
}

const note = (text: string, more: object = {}) => taken(server, '/api/actions/SMI-A01/add-note', { text, ...more });
const notesTaken = (by: Receiver): string[] =>
  by.taken().flatMap(({ event }) => event.changes.map((change: { after: { text?: string } }) => change.after.text));
const shown = async (ref: string) => (await server.get(`/api/webhooks/${ref}`)).body;
const log = async (ref: string) => (await server.get(`/api/webhooks/${ref}/deliveries?limit=100`)).body.items;
const texts = (count: number, word = 'Note') => Array.from({ length: count }, (_, index) => `${word} ${index + 1}`);

test('a webhook is sent what its token is told at /api/events, in order, signed, from its creation on', async () => {
  const to = await receiving();
  const ref = await hooked(to);
  for (const text of texts(12)) await note(text);
  await to.hasTaken(12);
  expect(notesTaken(to)).toEqual(texts(12));
  expect(to.received.every(({ genuine }) => genuine)).toBe(true);
  expect(to.received.every(({ id, event }) => id === event.eventId)).toBe(true);
  const { items } = (await server.get('/api/audit?type=ActionNoteAdded&order=newest&limit=12')).body;
  items.reverse();
  const listener = await listen(server, { after: items[0].number - 1 });
  await listener.until(({ id }) => id === items[11].number);
  listener.close();
  expect(to.received.map(({ event }) => event)).toEqual(listener.events.slice(0, 12).map(({ data }) => data));

  await eventually(async () => (await log(ref)).length === 12);
  const [last] = await log(ref);
  expect(last).toMatchObject({ eventId: items[11].eventId, number: items[11].number, attempt: 1, status: 204 });
  expect(await shown(ref)).toMatchObject({ takenUpTo: items[11].number, failures: 0, halted: null, status: 'active' });
  const pages = await server.get(`/api/webhooks/${ref}/deliveries?limit=5`);
  const rest = await server.get(`/api/webhooks/${ref}/deliveries?limit=100&cursor=${pages.body.nextCursor}`);
  expect([...pages.body.items, ...rest.body.items]).toEqual(await log(ref));
});

test('what a receiver does not take is sent again until it does, after a pause, and nothing overtakes it', async () => {
  const to = await receiving();
  const ref = await hooked(to);
  let refused = 0;
  to.answers(({ event }) => {
    if (notesIn(event) === 'Note 2' && refused < 2) return { status: [500, 503][refused++] };
    return {};
  });
  for (const text of texts(4)) await note(text);
  await to.hasTaken(4);
  expect(to.received.map(({ event }) => notesIn(event))).toEqual([
    ...['Note 1', 'Note 2', 'Note 2', 'Note 2', 'Note 3', 'Note 4'],
  ]);
  expect(new Set(to.received.slice(1, 4).map(({ id }) => id)).size).toBe(1);
  expect((await log(ref)).map(({ status, attempt }: { status: number; attempt: number }) => [status, attempt])).toEqual(
    [
      ...[
        [204, 1],
        [204, 1],
        [204, 3],
        [503, 2],
        [500, 1],
        [204, 1],
      ],
    ],
  );
});
const notesIn = (event: { changes: { after: { text: string } }[] }) => event.changes[0]?.after.text;

test('a webhook reads with the rights of its token, and no longer than those last', async () => {
  const [viewer, member, auditor] = await Promise.all([receiving(), receiving(), receiving()]);
  const tokens = [await token(), await token({ groups: ['BOARD'] }), await token({ roles: ['auditor'] })] as const;
  const ref = await hooked(viewer, { token: tokens[0] });
  await hooked(member, { token: tokens[1] });
  await hooked(auditor, { token: tokens[2], type: 'ActionNoteAdded' });
  await note('For the board', { access: 'restricted', restrictedTo: 'BOARD' });
  await note('For all');
  await Promise.all([viewer.hasTaken(1), member.hasTaken(2), auditor.hasTaken(2)]);
  expect(notesTaken(viewer)).toEqual(['For all']);
  expect(notesTaken(member)).toEqual(['For the board', 'For all']);
  expect(notesTaken(auditor)).toEqual(['For the board', 'For all']);
  expect(JSON.stringify(viewer.received)).not.toMatch(/board|Webhook|Token/);

  await taken(server, `/api/tokens/${tokens[0]}/revoke`);
  await note('After it');
  await Promise.all([member.hasTaken(3), auditor.hasTaken(3)]);
  expect(await shown(ref)).toMatchObject({ status: 'active', halted: 'token-revoked' });
  expect(notesTaken(viewer)).toEqual(['For all']);
  await taken(server, `/api/webhooks/${ref}/disable`);
  const refused = await server.post(`/api/webhooks/${ref}/enable`, {});
  expect(refused).toMatchObject({ status: 409, body: { code: 'token-revoked' } });
});

describe('a webhook', () => {
  test('that is disabled waits, and once enabled goes on where it stopped', async () => {
    const [to, other] = [await receiving(), await receiving()];
    const ref = await hooked(to, { item: 'SMI-A01' });
    await hooked(other);
    await note('Before');
    await to.hasTaken(1);
    await taken(server, `/api/webhooks/${ref}/disable`, { reason: 'It moves' });
    await note('Meanwhile');
    await other.hasTaken(2);
    expect(await shown(ref)).toMatchObject({ status: 'disabled', reason: 'It moves' });
    expect(notesTaken(to)).toEqual(['Before']);
    await taken(server, `/api/webhooks/${ref}/enable`);
    await to.hasTaken(2);
    expect(notesTaken(to)).toEqual(['Before', 'Meanwhile']);
  });

  test('begins and is replayed from a position, with the ids that events had', async () => {
    const to = await receiving();
    const { position } = await note('One');
    await note('Two');
    const ref = await hooked(to, { fromPosition: position, type: 'ActionNoteAdded' });
    await to.hasTaken(2);
    expect(notesTaken(to)).toEqual(['One', 'Two']);
    await taken(server, `/api/webhooks/${ref}/replay`, { fromPosition: position });
    await to.hasTaken(4);
    expect(to.received.slice(2)).toEqual(to.received.slice(0, 2));
    const { position: head } = await note('Three');
    for (const [fromPosition, code] of [
      [-1, 'validation-failed'],
      [head + 1, 'position-ahead'],
      [0.5, 'validation-failed'],
    ]) {
      const { status, body } = await server.post(`/api/webhooks/${ref}/replay`, { fromPosition });
      expect({ status, code: body.code, field: body.errors[0].field }).toEqual({
        status: 400,
        code,
        field: 'fromPosition',
      });
    }
  });

  test('whose receiver answers 410 is disabled by an event that says so', async () => {
    const to = await receiving();
    const ref = await hooked(to);
    to.answers(() => ({ status: 410 }));
    await note('One');
    await eventually(async () => (await shown(ref)).status === 'disabled');
    expect(await shown(ref)).toMatchObject({ reason: 'The receiver answered 410 Gone', nextAttemptAt: null });
    const [event] = (await server.get('/api/audit?type=WebhookDisabled&order=newest')).body.items;
    expect(event).toMatchObject({ reference: ref, actor: { kind: 'system' } });
    to.answers(() => ({}));
    await taken(server, `/api/webhooks/${ref}/enable`);
    await to.hasTaken(1);
    expect(notesTaken(to)).toEqual(['One']);
  });

  test('signs with a new secret once it is rolled, which one answer alone shows, and is forgotten when withdrawn', async () => {
    const to = await receiving();
    const body = { url: to.url, token: await token() };
    const first = await server.post('/api/webhooks', body, { 'idempotency-key': 'k1' });
    const repeat = await server.post('/api/webhooks', body, { 'idempotency-key': 'k1' });
    expect(repeat.body).toEqual({ ...first.body, secret: undefined });
    const ref = first.body.reference;
    to.secret = first.body.secret;
    await note('One');
    await to.hasTaken(1);
    const roll = () => server.post(`/api/webhooks/${ref}/roll-secret`, {}, { 'idempotency-key': 'k2' });
    const [rolled, again] = [await roll(), await roll()];
    expect(rolled.body.secret).toMatch(/^whsec_[\w+/]{43}=$/);
    expect(again.body).toEqual({ ...rolled.body, secret: undefined });
    await note('Two');
    await to.hasTaken(2);
    to.secret = rolled.body.secret;
    await note('Three');
    await to.hasTaken(3);
    expect(to.received.map(({ genuine }) => genuine)).toEqual([true, false, true]);

    await taken(server, `/api/webhooks/${ref}/withdraw`, { reason: 'Not needed' });
    expect(await shown(ref)).toMatchObject({ status: 'withdrawn', reason: 'Not needed' });
    const refused = await server.post(`/api/webhooks/${ref}/enable`, {});
    expect(refused).toMatchObject({ status: 409, body: { code: 'webhook-withdrawn' } });
    const told = await Promise.all(
      ['/api/webhooks', `/api/webhooks/${ref}/deliveries`, '/api/audit?limit=100&order=newest', '/metrics'].map(
        async (path) => (await server.get(path)).text,
      ),
    );
    expect(told.join()).toMatch(/action_ledger_webhook_attempts_total\{outcome="taken"\} \d/);
    expect(told.join()).not.toMatch(/whsec_/);
  });
});

test('a receiver that is down, that redirects or that never answers holds up neither another nor the stop', async () => {
  const [down, redirecting, silent, well] = await Promise.all([receiving(), receiving(), receiving(), receiving()]);
  redirecting.answers(() => ({ status: 302, headers: { location: well.url } }));
  silent.answers(() => ({ never: true }));
  const [downRef, redirectingRef, silentRef] = [await hooked(down), await hooked(redirecting), await hooked(silent)];
  await hooked(well);
  await down.stop();
  for (const text of texts(20)) await note(text);
  await eventually(async () => notesTaken(well).includes('Note 20'));
  expect(notesTaken(well)).toEqual(texts(20));
  await eventually(async () => (await log(redirectingRef)).length > 1 && (await log(downRef)).length > 1);
  expect(await log(downRef)).toContainEqual(expect.objectContaining({ status: null, failure: 'unreachable' }));
  expect(await log(redirectingRef)).toContainEqual(expect.objectContaining({ status: 302, failure: 'redirected' }));
  expect(await shown(downRef)).toMatchObject({ failingSince: expect.any(String), nextAttemptAt: expect.any(String) });
  expect([...redirecting.taken(), ...silent.taken()]).toEqual([]);
  expect(silent.received).toHaveLength(1);
  expect(await log(silentRef)).toEqual([]);
  // Less than the ten seconds after which a server that does not stop by itself is cut off.
  expect(await server.stop()).toMatchObject({ code: 0, stderr: expect.not.stringContaining('MaxListeners') });
});

test('a server with more webhooks than a few has nothing to warn of', async () => {
  const own = await startInProcess(TO_PRIVATE);
  const to = await receiving();
  await taken(own, '/api/parties', { kind: 'organisation', name: 'Trust', reference: 'TRUST' });
  const { reference } = await taken(own, '/api/tokens', { party: 'TRUST', roles: ['viewer'] });
  for (let count = 0; count < 12; count++)
    await taken(own, '/api/webhooks', { url: to.url, token: reference, type: 'PartyRegistered' });
  await taken(own, '/api/parties', { kind: 'post', name: 'Chair' });
  await eventually(async () => to.received.length === 12);
  expect((await own.stop()).stderr).toBe('');
});

test('a receiver that comes back is sent all that it missed, also by a server that was killed meanwhile', async () => {
  const folder = temporaryFolder();
  const settings = { ...TO_PRIVATE, DATA_DIR: folder };
  const killed = await startServer(settings);
  server = killed;
  await smallPlan(server);
  const first = await receiving();
  const ref = await hooked(first);
  let seen = 0;
  // The third is kept waiting, and the server dies with it under way.
  first.answers(() => ({ never: ++seen === 3 }));
  for (const text of texts(6)) await note(text);
  await eventually(async () => first.received.length === 3);
  await killed.kill();
  const port = Number(new URL(first.url).port);
  await first.stop();
  server = await startInProcess(settings);
  await eventually(async () => (await shown(ref)).failures > 0);
  const again = await receiving(port);
  again.secret = first.secret;
  await again.hasTaken(4);
  expect([...notesTaken(first), ...notesTaken(again)]).toEqual(texts(6));
  expect(again.received.every(({ genuine }) => genuine)).toBe(true);
  expect(again.received[0]?.id).toBe(first.received[2]?.id);
});

describe('a server that allows no private addresses', () => {
  let folder: string;
  beforeAll(async () => {
    await server.stop();
    folder = temporaryFolder();
    server = await startInProcess({ DATA_DIR: folder });
    await smallPlan(server);
  });

  test.each([
    ['https://127.0.0.1/hook', 'private-address'],
    ['https://[::1]:8443/hook', 'private-address'],
    ['https://[::ffff:10.0.0.1]/hook', 'private-address'],
    ['https://localhost/hook', 'private-address'],
    ['http://example.org/hook', 'url-not-https'],
    ['https://user:secret@example.org/hook', 'url-with-user'],
    ['ftp://example.org/hook', 'validation-failed'],
    [`https://example.org/${'x'.repeat(2000)}`, 'validation-failed'],
  ])('refuses %s and writes nothing', async (url, code) => {
    const reader = await taken(server, '/api/tokens', { party: 'ORG-01', roles: ['viewer'] });
    const { asOf: before } = (await caughtUp(server, reader)).body;
    const { status, body } = await server.post('/api/webhooks', { url, token: reader.reference });
    expect({ code: body.code, status, field: body.errors[0].field }).toEqual({
      code,
      status: code === 'validation-failed' ? 400 : 422,
      field: 'url',
    });
    if (code === 'private-address') expect(body.setting).toBe('WEBHOOKS_TO_PRIVATE_ADDRESSES');
    const { asOf: after } = (await caughtUp(server, reader)).body;
    expect(after).toEqual(before);
  });

  test('sends nothing to a private address, whatever it was created under', async () => {
    await server.stop();
    server = await startInProcess({ ...TO_PRIVATE, DATA_DIR: folder });
    const to = await receiving();
    const refs = [await hooked(to), await hooked(to, { url: to.url.replace('http:', 'https:') })];
    await server.stop();
    server = await startInProcess({ DATA_DIR: folder });
    await note('One');
    await eventually(async () => (await Promise.all(refs.map(log))).every(({ length }) => length > 0));
    const failures = await Promise.all(refs.map(async (ref) => (await log(ref))[0].failure));
    expect(failures).toEqual(['url-refused', 'private-address']);
    expect(to.received).toEqual([]);
  });
});
