import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { startInProcess } from '../support/in-process.js';
import type { ApiServer } from '../support/server.js';
import { caughtUp, smallPlan, taken } from '../support/small-plan.js';

let server: ApiServer;
let secretary: string;
let reference: string;
beforeAll(async () => {
  server = await startInProcess();
  await smallPlan(server);
  secretary = (await taken(server, '/api/tokens', { party: 'ORG-01', roles: ['secretary'] })).token;
});
afterAll(async () => {
  await server?.stop();
});

const OURS = { 'sec-fetch-site': 'same-origin', accept: 'text/html' };
const as = (token: string) => ({ ...OURS, authorization: `Bearer ${token}` });
const open = (path: string, headers: Readonly<Record<string, string>> = as(secretary)) =>
  request(server.url).get(path).set(headers);
const send = (path: string, fields: object, headers: Readonly<Record<string, string>> = as(secretary)) =>
  request(server.url).post(path).type('form').set(headers).send(fields);
const item = async () => (await server.get(`/api/actions/${reference}`)).body;
const newAction = async () => {
  const created = await taken(server, '/api/actions', { programme: 'SMI', title: 'Count', timescale: 'End May 2018' });
  await caughtUp(server, created);
  ({ reference } = created as { reference: string });
};
const wordsOf = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

describe('a form', () => {
  it('asks what its command takes, with the revision and a key of its own', async () => {
    await newAction();
    const { status, text } = await open(`/actions/${reference}/revise-timescale`);
    expect(status).toBe(200);
    for (const name of ['timescale', 'authority', 'meeting', 'minuteRef', 'reason', 'occurredAt', 'source.document'])
      expect(text).toContain(`name="${name}"`);
    expect(text).toContain('name="revision" value="0"');
    expect(text).toMatch(/name="key" value="[\w-]{36}"/);
    expect(wordsOf(text)).toContain('Now: “End May 2018”. We understand this as: by 31 May 2018.');
  });

  it('says at each field what is missing, records nothing and keeps what was typed', async () => {
    await newAction();
    const answer = await send(`/actions/${reference}/revise-timescale`, { step: 'continue', timescale: '<b>June</b>' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('<title>Error: Move the agreed date');
    expect(answer.text).toContain('Choose who agreed the new date');
    expect(answer.text).toMatch(/href="#reason"[^<]*Enter why the date moves/);
    expect(answer.text).toContain('value="&lt;b&gt;June&lt;/b&gt;"');
    expect((await item()).revision).toBe(0);
  });

  it('shows how a date is understood, and records it after a check, once however often it is sent', async () => {
    await newAction();
    const path = `/actions/${reference}/revise-timescale`;
    const typed = {
      timescale: 'End Q2 2019/20',
      authority: 'chairs-action',
      reason: 'It grew',
      revision: '0',
      key: reference,
    };
    const read = await send(path, { ...typed, step: 'read' });
    expect(wordsOf(read.text)).toContain('We understand this as: by 30 September 2019.');
    const check = await send(path, { ...typed, step: 'continue' });
    expect(check.status).toBe(200);
    expect(wordsOf(check.text)).toContain('It counts as a slip of 487 days.');
    expect((await item()).revision).toBe(0);
    const recorded = await send(path, { ...typed, step: 'record' });
    expect(recorded.status).toBe(303);
    const [, number] = /\?recorded=(\d+)$/.exec(recorded.headers.location as string) ?? [];
    expect((await server.get(`/api/audit/${number}`)).body.event).toMatchObject({
      type: 'ActionTimescaleRevised',
      reference,
    });
    const again = await send(path, { ...typed, step: 'record' });
    expect(again.headers.location).toBe(`/actions/${reference}?recorded=${number}&again=yes`);
    expect(wordsOf((await open(again.headers.location as string)).text)).toContain(
      `You sent this twice. It was recorded once, as event ${number}`,
    );
    expect((await item()).agreed).toMatchObject({ text: 'End Q2 2019/20', latest: '2019-09-30' });
  });

  it('that others were faster than shows both, and records on top of theirs', async () => {
    await newAction();
    const path = `/actions/${reference}/revise-timescale`;
    const typed = {
      timescale: 'June 2019',
      authority: 'lead',
      reason: 'Mine',
      revision: '0',
      key: `mine ${reference}`,
    };
    await server.post(`/api/actions/${reference}/rate`, { rating: 'amber', narrative: 'Theirs' });
    const conflict = await send(path, { ...typed, step: 'record' });
    expect(conflict.status).toBe(412);
    const words = wordsOf(conflict.text);
    for (const said of ['Nothing of yours was recorded', 'Theirs', 'Mine', '“June 2019”'])
      expect(words).toContain(said);
    expect((await item()).agreed.text).toBe('End May 2018');
    const [, revision] = /name="revision" value="(\d+)"/.exec(conflict.text) ?? [];
    expect((await send(path, { ...typed, revision, step: 'record' })).status).toBe(303);
    expect((await item()).agreed.text).toBe('June 2019');
  });

  it('that only adds is recorded at once, whatever others recorded meanwhile', async () => {
    await newAction();
    await server.post(`/api/actions/${reference}/start`, {});
    const fields = { narrative: 'Half is done', percent: '50', revision: '0', key: `p ${reference}`, step: 'continue' };
    expect((await send(`/actions/${reference}/report-progress`, fields)).status).toBe(303);
  });

  it('is not offered where the state forbids its verb, and says why', async () => {
    await newAction();
    await server.post(`/api/actions/${reference}/withdraw`, { reason: 'Not needed' });
    const form = await open(`/actions/${reference}/revise-timescale`);
    expect(wordsOf(form.text)).toContain(`${reference} is withdrawn; reopen it first.`);
    expect(form.text).not.toContain('name="timescale"');
    expect((await open(`/actions/${reference}`)).text).not.toContain(`/actions/${reference}/revise-timescale`);
  });

  it('is for the roles of its command alone, and for pages of this ledger alone', async () => {
    await newAction();
    const { token } = await taken(server, '/api/tokens', { party: 'ORG-01', roles: ['viewer'] });
    const path = `/actions/${reference}/add-note`;
    expect((await open(path, as(token))).status).toBe(403);
    expect((await send(path, { text: 'x', step: 'continue' }, as(token))).status).toBe(403);
    expect((await open(`/actions/${reference}`, as(token))).text).not.toContain('What you can do');
    const { cookie } = await session(secretary);
    const other = await send(
      path,
      { text: 'x', step: 'continue' },
      { accept: 'text/html', 'sec-fetch-site': 'cross-site', cookie },
    );
    expect(other.status).toBe(403);
    expect((await item()).revision).toBe(0);
  });

  it('has no place in the past', async () => {
    await newAction();
    const { text } = await open(`/actions/${reference}/add-note?known=2018-01-01`);
    expect(text).not.toContain('name="text"');
  });
});

async function session(token: string): Promise<{ cookie: string }> {
  const answer = await send('/sign-in', { token }, OURS);
  const [cookie = ''] = (answer.headers['set-cookie'] as unknown as string[])[0]?.split(';') ?? [];
  return { cookie };
}

describe('a form whose session has ended', () => {
  it('is kept through signing in, and recorded when it is sent again', async () => {
    await newAction();
    const path = `/actions/${reference}/report-progress`;
    const typed = { narrative: 'A long text "of" mine & <more>', revision: '0', key: `kept ${reference}` };
    const refused = await send(path, { ...typed, step: 'continue' }, OURS);
    expect(refused.status).toBe(401);
    expect(wordsOf(refused.text)).toContain('what you typed is kept');
    const hidden = hiddenIn(refused.text);
    const wrong = await send('/sign-in', { ...hidden, token: 'al_wrong' }, OURS);
    expect(hiddenIn(wrong.text)).toEqual(hidden);
    const resumed = await send('/sign-in', { ...hidden, token: secretary }, OURS);
    const [cookie = ''] = (resumed.headers['set-cookie'] as unknown as string[])[0]?.split(';') ?? [];
    const form = await send(path, { ...hiddenIn(resumed.text), step: 'back' }, { ...OURS, cookie });
    expect(form.text).toContain('A long text &quot;of&quot; mine &amp; &lt;more&gt;');
    expect((await item()).revision).toBe(0);
    const sent = await send(path, { ...typed, step: 'continue' }, { ...OURS, cookie });
    expect(sent.status).toBe(303);
  });
});

function hiddenIn(html: string): Record<string, string> {
  const found = [...html.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)];
  const plain = (text = '') =>
    text
      .replace(/&quot;/g, '"')
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&amp;/g, '&');
  return Object.fromEntries(found.map(([, name = '', value]) => [name, plain(value)]));
}

describe('the API beside the forms', () => {
  it('previews a command, records nothing, and refuses as the command would', async () => {
    await newAction();
    const body = { timescale: 'June 2019', reason: 'It grew' };
    const preview = await server.post('/api/previews', {
      kind: 'action',
      ref: reference,
      verb: 'revise-timescale',
      body,
    });
    expect(preview).toMatchObject({
      status: 200,
      body: { revision: 0, events: [{ type: 'ActionTimescaleRevised', data: { authority: 'lead' } }] },
    });
    const wrong = await server.post('/api/previews', {
      kind: 'action',
      ref: reference,
      verb: 'resume',
      body: { reason: 'x' },
    });
    expect(wrong).toMatchObject({ status: 409, body: { code: 'action-not-deferred' } });
    for (const named of [{ ref: reference, verb: 'constructor' }, { verb: 'start' }, { ref: reference }])
      expect(await server.post('/api/previews', { kind: 'action', ...named, body: {} })).toMatchObject({
        status: 404,
        body: { code: 'no-such-route' },
      });
    expect((await server.post('/api/previews', { kind: 'constructor', body: {} })).body.code).toBe('validation-failed');
    const creation = { kind: 'action', body: { programme: 'SMI', title: 'Another' } };
    expect(await server.post('/api/previews', creation)).toMatchObject({ body: { revision: null } });
    expect((await item()).revision).toBe(0);
  });

  it('says which verbs an item takes, and why not', async () => {
    await newAction();
    const { body } = await server.get(`/api/references/${reference}/verbs`);
    const verbs = new Map(
      (body.items as { verb: string; refused: unknown }[]).map(({ verb, refused }) => [verb, refused]),
    );
    expect(verbs.get('start')).toBeNull();
    expect(verbs.get('verify')).toMatchObject({ code: 'action-not-complete' });
    expect((await server.get('/api/references/NONE/verbs')).status).toBe(404);
  });

  it('reads a timescale text', async () => {
    const answer = await server.get('/api/timescales?text=End%20Q2%202019%2F20&documentDate=2018-03-01');
    expect(answer.body.timescale).toMatchObject({ latest: '2019-09-30' });
    expect((await server.get('/api/timescales')).status).toBe(400);
  });
});
