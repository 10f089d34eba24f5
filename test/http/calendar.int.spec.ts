import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import ICAL from 'ical.js';
import { cliInProcess } from '../support/cli-in-process.js';
import { eventually } from '../support/eventually.js';
import { type ServerInProcess, startInProcess } from '../support/in-process.js';
import { ADMIN_TOKEN, type Asking } from '../support/server.js';
import { bearer, caughtUp, conversation, smallPlan, taken } from '../support/small-plan.js';

/** Within what a calendar holds, whenever the test runs. */
const YEAR = new Date().getUTCFullYear() + 2;

let server: ServerInProcess;
/** What the log says, which goes to the standard output. */
let logged = '';
const { write } = process.stdout;
let viewer: string;
const { say, position } = conversation(() => server);

beforeAll(async () => {
  process.stdout.write = (chunk: string | Uint8Array) => {
    logged += String(chunk);
    return true;
  };
  server = await startInProcess({ LOG_LEVEL: 'info', PUBLIC_URL: 'https://ledger.example' });
  await smallPlan(server);
  ({ token: viewer } = await newToken());
});
afterAll(async () => {
  await server?.stop();
  process.stdout.write = write;
});

const newToken = (party = 'ORG-01') => taken(server, '/api/tokens', { party, roles: ['viewer'] });
const make = (body: object = {}, token = viewer) => server.post('/api/calendar-feeds', body, bearer(token));
/** Asks for what is no part of the API, as a calendar program does: without any token. */
async function fetched(path: string, { headers = {}, ...init }: Asking = {}) {
  const answer = await fetch(server.url + path, { ...init, headers, redirect: 'manual' });
  const text = await answer.text();
  const isJson = /json/.test(answer.headers.get('content-type') ?? '');
  return { status: answer.status, headers: answer.headers, text, body: isJson ? JSON.parse(text) : undefined };
}
const page = (path: string, token: string, init: Asking = {}) =>
  fetched(path, { ...init, headers: { ...bearer(token), accept: 'text/html', ...init.headers } });
const titlesIn = (text: string) =>
  new ICAL.Component(ICAL.parse(text))
    .getAllSubcomponents('vevent')
    .map((each) => String(each.getFirstPropertyValue('summary')));
const caught = () => caughtUp(server, { position: position() });

describe('the calendar as a file', () => {
  const titled = async (query: string, token = ADMIN_TOKEN) =>
    titlesIn((await server.get(`/api/exports/calendar.ics?${query}`, bearer(token))).text);

  it('is given by the API at any moment, of a programme, a lead or the caller', async () => {
    await say('/api/actions', {
      programme: 'SMI',
      title: 'Train staff',
      timescale: `Q1 ${YEAR}/${(YEAR + 1) % 100}`,
      owner: 'ORG-01',
    });
    await say('/api/milestones', { programme: 'SMI', title: 'Model agreed', due: `31 October ${YEAR}` });
    const before = position();
    await say('/api/meetings', { group: 'BOARD', startsAt: `${YEAR}-03-09T10:00:00Z` });
    await caught();
    const all = ['BOARD-MTG02 The board', `By 30 June ${YEAR}: SMI-A02 Train staff`, 'SMI-M02 Model agreed'];
    expect(await titled('')).toEqual(all);
    expect(await titled(`asOfPosition=${before}`)).toEqual(all.slice(1));
    expect(await titled('days=1')).toEqual([]);
    expect(await titled('party=me', viewer)).toEqual([all[1]]);
    expect(await titled('party=ORG-01&programme=SMI')).toEqual([all[1]]);
    const { text, headers } = await server.get('/api/exports/calendar.ics');
    expect(headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(headers.get('content-disposition')).toBe('attachment; filename="calendar.ics"');
    expect(text.replaceAll('\r\n ', '')).toContain('URL:https://ledger.example/actions/SMI-A02\r\n');
  });

  it('is the same from the command line', async () => {
    const { text } = await server.get('/api/exports/calendar.ics?programme=SMI');
    const run = (...more: readonly string[]) =>
      cliInProcess(['export', '--kind', 'calendar', '--programme', 'SMI', ...more], { DATA_DIR: server.folder });
    const out = join(server.folder, 'plan.ics');
    expect(await run('--format', 'ics', '--out', out)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('calendar as of event'),
    });
    // Only the server knows the addresses of its pages.
    const withoutAddresses = text.replaceAll(/^URL:.*\r\n( .*\r\n)*/gm, '');
    expect(readFileSync(out, 'utf8')).toBe(withoutAddresses);
    expect(titlesIn(withoutAddresses)).not.toEqual([]);
    expect(await run('--format', 'csv')).toMatchObject({ code: 2, stderr: expect.stringContaining('comes as ics') });
    expect(await run('--party', 'me')).toMatchObject({ code: 2, stderr: expect.stringContaining('a reference') });
    expect(await run('--colour', 'red')).toMatchObject({ stderr: expect.stringContaining('colour') });
  });

  it('says what it does not take', async () => {
    const refused = async (query: string) => {
      const { status, body } = await server.get(`/api/exports/calendar.ics?${query}`);
      return [status, body.code];
    };
    expect(await refused('owner=ORG-01')).toEqual([400, 'unknown-parameter']);
    expect(await refused('knownAt=soon')).toEqual([400, 'bad-parameter']);
    expect(await refused('asOfPosition=0')).toEqual([404, 'item-not-found']);
    expect(await refused('programme=NONE')).toEqual([422, 'unknown-reference']);
    expect(await refused('party=NONE')).toEqual([422, 'unknown-reference']);
    expect((await fetched('/api/exports/calendar.ics')).status).toBe(401);
  });

  it('is given beside the page of the calendar, at its moment', async () => {
    const { body } = await server.get('/api/audit?order=newest&limit=1');
    const { text } = await page(`/calendar.ics?event=${body.items[0].number}&days=3650`, ADMIN_TOKEN);
    expect(titlesIn(text)).toEqual(await titled(''));
    expect(text.replaceAll('\r\n ', '')).toContain(`/actions/SMI-A02?event=${body.items[0].number}`);
    expect((await page('/calendar.ics?true=whenever', ADMIN_TOKEN)).status).toBe(400);
  });
});

describe('the address of a calendar', () => {
  it('is shown once, read without a token, and good for nothing else', async () => {
    const { status, body } = await make();
    expect(status).toBe(201);
    expect(body).toMatchObject({ programme: null, mine: false, party: 'ORG-01', lastUsedAt: null });
    expect(body.url).toBe(`https://ledger.example${body.path}`);
    expect(body.path).toMatch(/^\/calendar\/[\w-]{43}\.ics$/);
    const read = await fetched(body.path);
    expect(read).toMatchObject({ status: 200 });
    expect(read.headers.get('cache-control')).toBe('private, max-age=300');
    expect(read.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    const secret = body.path.slice('/calendar/'.length, -'.ics'.length);
    expect((await server.get('/api/actions', bearer(secret))).status).toBe(401);
    expect(
      (await fetched(`/sign-in/${secret}`, { headers: { 'sec-fetch-site': 'none' } })).headers.get('set-cookie'),
    ).toBeNull();
    const { body: list } = await server.get('/api/calendar-feeds', bearer(viewer));
    expect(list.items).toMatchObject([{ id: body.id, lastUsedAt: expect.stringMatching(/^\d{4}/) }]);
    expect(JSON.stringify(list)).not.toContain(secret);
    expect(await fetched(`${body.path}?programme=SMI`)).toMatchObject({ status: 400 });
  });

  it('answers 304 while nothing in it has changed', async () => {
    const soon = await say('/api/actions', { programme: 'SMI', title: 'Soon', timescale: `30 June ${YEAR}` });
    await caught();
    const { body } = await make();
    const first = await fetched(body.path);
    const known = { headers: { 'if-none-match': first.headers.get('etag') as string } };
    expect(await fetched(body.path, known)).toMatchObject({ status: 304, text: '' });
    await say('/api/groups', { reference: 'OTHER', name: 'Another' });
    await caught();
    expect((await fetched(body.path, known)).status).toBe(304);
    await say(`/api/actions/${soon.reference}/describe`, { title: 'Soon, or sooner; 😀 \\n BEGIN:VEVENT' });
    await caught();
    const changed = await fetched(body.path, known);
    expect(changed.status).toBe(200);
    expect(titlesIn(changed.text)).toContain(`${soon.reference} Soon, or sooner; 😀 \\n BEGIN:VEVENT`);
  });

  it('holds what its person may see now, of a programme or of what they lead', async () => {
    await say('/api/programmes', { reference: 'IAPT', name: 'Talking therapies' });
    const hidden = await say('/api/actions', {
      ...{ programme: 'IAPT', title: 'Zebra', timescale: `1 May ${YEAR}`, owner: 'ORG-01' },
      ...{ access: 'restricted', restrictedTo: 'BOARD' },
    });
    await say('/api/actions', { programme: 'IAPT', title: 'Open', timescale: `2 May ${YEAR}`, owner: 'ORG-01' });
    await say('/api/actions', { programme: 'IAPT', title: 'Of nobody', timescale: `3 May ${YEAR}` });
    await caught();
    const paths = await Promise.all(
      [{ programme: 'IAPT' }, { programme: 'IAPT', mine: true }].map(async (body) => (await make(body)).body.path),
    );
    const insider = await taken(server, '/api/tokens', { party: 'ORG-01', roles: ['viewer'], groups: ['BOARD'] });
    const { body: inside } = await make({ programme: 'IAPT' }, insider.token);
    const read = async (path: string) =>
      titlesIn((await fetched(path)).text).map((title) => title.replace(/^\S+ /, ''));
    expect(await Promise.all(paths.map(read))).toEqual([['Open', 'Of nobody'], ['Open']]);
    expect(await read(inside.path)).toEqual(['Zebra', 'Open', 'Of nobody']);
    expect(hidden.reference).toBe('IAPT-A01');
    expect(await make({ programme: 'NONE' })).toMatchObject({ status: 422, body: { code: 'unknown-reference' } });
    expect(await make({ programme: 7 })).toMatchObject({ status: 400, body: { code: 'validation-failed' } });
  });

  it('ends when it is revoked, by its own token or an administrator and by nobody else', async () => {
    const [one, two] = [(await make()).body, (await make()).body];
    const { token: other } = await newToken();
    const revoke = (id: string, headers?: Record<string, string>) =>
      server.post(`/api/calendar-feeds/${id}/revoke`, {}, headers);
    expect((await server.get('/api/calendar-feeds', bearer(other))).body.items).toEqual([]);
    expect(await revoke(one.id, bearer(other))).toMatchObject({ status: 404, body: { code: 'unknown-calendar' } });
    expect((await fetched(one.path)).status).toBe(200);
    expect(await revoke(one.id, bearer(viewer))).toMatchObject({ status: 200, body: { id: one.id, revoked: true } });
    expect(await fetched(one.path)).toMatchObject({ status: 404, body: { code: 'unknown-calendar' } });
    const { body: all } = await server.get('/api/calendar-feeds');
    expect(all.items.map(({ id }: { id: string }) => id)).toContain(two.id);
    expect((await revoke(two.id)).status).toBe(200);
    expect((await fetched(two.path)).status).toBe(404);
  });

  it('ends with its token, and with the person whose it is', async () => {
    const { token, reference } = await newToken();
    const { body: ofToken } = await make({}, token);
    await taken(server, `/api/tokens/${reference}/revoke`);
    await eventually(async () => (await fetched(ofToken.path)).status === 404);
    const person = await taken(server, '/api/parties', { kind: 'person', name: 'Ada Winter', organisation: 'ORG-01' });
    const ofPerson = await newToken(person.reference);
    const { body: feed } = await make({}, ofPerson.token);
    expect((await fetched(feed.path)).status).toBe(200);
    await taken(server, `/api/parties/${person.reference}/erase`, { reason: 'They asked' });
    await eventually(async () => (await fetched(feed.path)).status === 404);
  });

  it('is limited to 20 a token', async () => {
    const { token } = await newToken();
    for (let count = 0; count < 20; count++) expect((await make({}, token)).status).toBe(201);
    expect(await make({}, token)).toMatchObject({ status: 409, body: { code: 'too-many-calendars', most: 20 } });
    const { body } = await server.get('/api/calendar-feeds?limit=15', bearer(token));
    const next = await server.get(`/api/calendar-feeds?limit=15&cursor=${body.nextCursor}`, bearer(token));
    expect([body.items.length, next.body.items.length, next.body.nextCursor]).toEqual([15, 5, null]);
  });

  it('of the administrator of this process is read too', async () => {
    const { body } = await server.post('/api/calendar-feeds', {});
    expect((await fetched(body.path)).status).toBe(200);
  });

  it('is made, listed and revoked on a page, without a script', async () => {
    const { token } = await newToken();
    const form = (path: string, body: string) => {
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      return page(path, token, { method: 'POST', body, headers });
    };
    const made = await form('/calendar/feeds', 'of=IAPT');
    expect(made.status).toBe(200);
    const address = /value="(https:\/\/ledger\.example\/calendar\/[\w-]{43}\.ics)"/.exec(made.text)?.[1] as string;
    expect((await fetched(new URL(address).pathname)).status).toBe(200);
    expect(made.text).toContain(address.replace('https:', 'webcal:'));
    const again = await page('/calendar/feeds', token);
    expect(again.text).not.toContain(address);
    const revoke = /action="(\/calendar\/feeds\/[\w-]+\/revoke)"/.exec(again.text)?.[1] as string;
    expect((await form(revoke, '')).status).toBe(303);
    expect((await fetched(new URL(address).pathname)).status).toBe(404);
    const refused = await form('/calendar/feeds', 'of=NONE');
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('There is a problem');
    expect((await page('/mine', token)).text).toContain('href="/calendar/feeds"');
  });

  it('is guessed at no more than a few times a minute, and stands in no log', async () => {
    const { body } = await make();
    await fetched(body.path);
    await fetched(body.path.replace('calendar', 'c%61lendar'));
    const wrong = (nth: number) => `/calendar/${String(nth).padStart(43, 'hush')}.ics`;
    const statuses: number[] = [];
    for (let nth = 0; nth < 70; nth++) statuses.push((await fetched(wrong(nth))).status);
    expect(statuses[0]).toBe(404);
    expect(statuses).toContain(429);
    expect((await fetched(body.path)).status).toBe(200);
    expect(logged).toContain('/calendar/[redacted]');
    expect(logged).not.toContain('hush');
    expect(logged).not.toContain(body.path.slice(10, 40));
  });
});
