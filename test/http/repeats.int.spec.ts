import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventsIn } from '../support/events.js';
import { startInProcess } from '../support/in-process.js';
import type { ApiServer } from '../support/server.js';
import { bearer, caughtUp, smallPlan, taken } from '../support/small-plan.js';

let server: ApiServer;
const tokens: Record<'first' | 'second' | 'blind', string> = { first: '', second: '', blind: '' };
beforeAll(async () => {
  server = await startInProcess();
  await smallPlan(server);
  await taken(server, '/api/parties', { kind: 'post', name: 'Programme office', reference: 'OFFICE' });
  const issue = (roles: string[]) => taken(server, '/api/tokens', { party: 'OFFICE', roles });
  tokens.first = (await issue(['secretary'])).token;
  tokens.second = (await issue(['secretary'])).token;
  tokens.blind = (await issue(['contributor'])).token;
});
afterAll(async () => {
  await server?.stop();
});

const action = { programme: 'SMI', title: 'Write the pathway' };
/** A command under a key, by the first token unless another is named. */
const keyed = (path: string, body: object, key: string, token = tokens.first) =>
  server.post(path, body, { ...bearer(token), 'idempotency-key': key });
const replayed = ({ headers }: { headers: Headers }) => headers.get('idempotent-replayed');

describe('an Idempotency-Key', () => {
  test('is answered again as it first was, and marked so', async () => {
    const first = await keyed('/api/actions', action, 'again');
    const again = await keyed('/api/actions', action, 'again');
    expect([first.status, again.status, replayed(first), replayed(again)]).toEqual([201, 201, null, 'true']);
    expect(again.body).toEqual(first.body);
    const noted = () => keyed(`/api/actions/${first.body.id}/add-note`, { text: 'Seen' }, 'again');
    const [note, repeat] = [await noted(), await noted()];
    expect([replayed(note), replayed(repeat)]).toEqual([null, 'true']);
    expect(repeat.body).toEqual(note.body);
    expect(repeat.headers.get('etag')).toBe(note.headers.get('etag'));
  });

  test('is of one token: another of the same party may use it for another command', async () => {
    const path = '/api/actions/SMI-A01/add-note';
    const one = await keyed(path, { text: 'One' }, 'shared');
    const other = await keyed(path, { text: 'Other' }, 'shared', tokens.second);
    expect([one.status, other.status, replayed(other)]).toEqual([200, 200, null]);
    expect(other.body.commandId).not.toBe(one.body.commandId);
    expect((await keyed(path, { text: 'Other' }, 'shared')).body.code).toBe('idempotency-key-reused');
  });

  test('is of one item: on another it is another command', async () => {
    const refs = await Promise.all(['A', 'B'].map(async () => (await taken(server, '/api/actions', action)).reference));
    const started = await Promise.all(refs.map((ref) => keyed(`/api/actions/${ref}/start`, {}, 'start')));
    expect(started.map(({ status }) => status)).toEqual([200, 200]);
    expect(new Set(started.map(({ body }) => body.commandId)).size).toBe(2);
    const events = (await eventsIn(server.folder)).filter(({ type }) => type === 'ActionStarted');
    expect(new Set(events.map(({ metadata }) => metadata.commandId)).size).toBe(events.length);
  });

  test('of a token that may not reach the item gets what that token would get', async () => {
    const hidden = { ...action, reference: 'HIDDEN', access: 'restricted', restrictedTo: 'BOARD' };
    await taken(server, '/api/actions', hidden);
    for (const [ref, status] of [
      ['HIDDEN', 404],
      ['SMI-A01', 403],
    ] as const) {
      const path = `/api/actions/${ref}/add-note`;
      expect((await keyed(path, { text: 'Seen' }, 'reach')).status).toBe(200);
      const blind = await keyed(path, { text: 'Seen' }, 'reach', tokens.blind);
      expect([blind.status, replayed(blind)]).toEqual([status, null]);
    }
  });
});

describe('an If-Match', () => {
  const described = (ifMatch: string) =>
    server.post('/api/programmes/SMI/describe', { description: `As of ${ifMatch}` }, { 'if-match': ifMatch });

  test('is the revision, however a proxy marked it', async () => {
    let { revision } = (await server.get('/api/programmes/SMI')).body;
    for (const mark of [(tag: string) => `"${tag}"`, (tag: string) => `W/"${tag}"`, (tag: string) => `"${tag}-gzip"`]) {
      expect((await described(mark(String(revision + 1)))).body).toMatchObject({
        code: 'stale-revision',
        expected: revision + 1,
        actual: revision,
      });
      expect((await described(mark(String(revision)))).status).toBe(200);
      revision += 1;
    }
  });
});

describe('a title', () => {
  test('loses what is invisible, also when it is corrected, and is found as it is read', async () => {
    const made = await taken(server, '/api/actions', { ...action, title: ' Agree\u200b the mo\u00addel\u2060 ' });
    const at = `/api/actions/${made.id}`;
    const title = async (since: { position: number }) => {
      await caughtUp(server, since);
      return (await server.get(at)).body.title;
    };
    expect(await title(made)).toBe('Agree the model');
    const correction = { field: 'title', value: ' Agree the\ufeff whole model', reason: 'A word was missing' };
    expect(await title(await taken(server, `${at}/correct`, correction))).toBe('Agree the whole model');
    const found = await server.get(`/api/actions?q=${encodeURIComponent('agree the\u200b\u00a0whole MODEL')}`);
    expect(found.body.items.map(({ id }: { id: string }) => id)).toEqual([made.id]);
    const deceiving = await server.post(`${at}/correct`, { ...correction, value: 'Agree\u202e the model' });
    expect(deceiving.body).toMatchObject({ status: 422, code: 'invalid-value' });
    expect(deceiving.body.detail).toContain('U+202E, which is its character 6');
  });

  test('beside a narrative and a timescale that stay as they were written', async () => {
    const timescale = ' By\u200b March\u00a02019 ';
    const description = 'Pay \u202e001\u202c\u2028pounds\u200b';
    const made = await taken(server, '/api/actions', { ...action, timescale, description });
    await caughtUp(server, made);
    const { body } = await server.get(`/api/actions/${made.id}`);
    expect([body.timescale.agreed?.text ?? body.timescale.text, body.description]).toEqual([timescale, description]);
  });
});
