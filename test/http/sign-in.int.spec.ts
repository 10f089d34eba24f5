import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import request from 'supertest';
import { startInProcess } from '../support/in-process.js';
import { ADMIN_TOKEN, type ApiServer } from '../support/server.js';
import { smallPlan, taken } from '../support/small-plan.js';

let server: ApiServer;
beforeAll(async () => {
  server = await startInProcess();
  await smallPlan(server);
});
afterAll(async () => {
  await server?.stop();
});

type Headers = Readonly<Record<string, string>>;
const get = (path: string, headers: Headers = {}) => request(server.url).get(path).set(headers);
const sendForm = (path: string, fields: object, headers: Headers = {}) =>
  request(server.url).post(path).type('form').set(headers).send(fields);

/** What a browser says where a person opens an address, or presses the button of a page of ours. */
const OPENED = { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
const OURS = { 'sec-fetch-site': 'same-origin' };
const COOKIE = /^__Host-session=([\w-]{43}); Path=\/; Secure; HttpOnly; SameSite=Lax$/;

const setCookie = (answer: request.Response) => (answer.headers['set-cookie'] as unknown as string[])?.[0] ?? '';
const cookieOf = (answer: request.Response) => {
  const secret = COOKIE.exec(setCookie(answer))?.[1];
  if (secret === undefined) throw new Error(`No session: ${answer.status} ${setCookie(answer)} ${answer.text}`);
  return { cookie: `a=b; __Host-session=${secret}` };
};
const signedIn = async (token: string) => cookieOf(await sendForm('/sign-in', { token }, OURS));

async function newToken(roles: string[] = ['viewer']): Promise<{ reference: string; token: string }> {
  return taken(server, '/api/tokens', { party: 'ORG-01', roles });
}
const newLink = async (token: string): Promise<string> =>
  (
    await request(server.url)
      .post('/api/sign-in-links')
      .set({ authorization: `Bearer ${token}` })
  ).body.path;

/** A store that is asked as another process would. */
function inAccess<Row>(work: (db: Database.Database) => Row): Row {
  const db = new Database(join(server.folder, 'access.db'));
  try {
    return work(db);
  } finally {
    db.close();
  }
}

describe('signing in with a token', () => {
  it('begins a session, which reads what the token may, and returns to the page that was asked for', async () => {
    const { token } = await newToken();
    const answer = await sendForm('/sign-in', { token: ` ${token}\r\n`, to: '/actions?group=BOARD' }, OURS);
    expect([answer.status, answer.headers.location]).toEqual([303, '/actions?group=BOARD']);
    expect(setCookie(answer)).toMatch(COOKIE);
    const cookie = cookieOf(answer);
    expect((await get('/api/programmes', cookie)).status).toBe(200);
    expect((await get('/api/tokens', cookie)).body.code).toBe('not-allowed');
    expect((await get('/api/programmes')).body.code).toBe('not-authenticated');
    expect((await get('/api/programmes', { ...cookie, authorization: 'Bearer wrong' })).status).toBe(401);
  });

  it('takes ADMIN_TOKEN, and ends its session where another is set', async () => {
    const cookie = await signedIn(ADMIN_TOKEN);
    expect((await get('/api/tokens', cookie)).status).toBe(200);
    inAccess((db) => db.exec("UPDATE sessions SET process_secret = 'of another' WHERE token = 'admin'"));
    expect((await get('/api/tokens', cookie)).status).toBe(401);
  });

  it.each([
    ['', 400, 'Enter your access token'],
    ['al_wrong', 400, 'unknown or was revoked'],
    ['x'.repeat(10_000), 400, 'unknown or was revoked'],
    ['<script>alert(1)</script>', 400, 'unknown or was revoked'],
  ])('says what is wrong with the token %p', async (token, status, says) => {
    const answer = await sendForm('/sign-in', { token, to: '/x"><script>' }, OURS);
    expect(answer.status).toBe(status);
    expect(answer.text).toContain(says);
    expect(answer.text).toContain('<title>Error: ');
    expect(answer.text).not.toContain('<script>a');
    expect(answer.text).not.toContain('"><script>');
    expect(setCookie(answer)).toBe('');
  });

  it('takes the place of the last session of the browser', async () => {
    const { token } = await newToken();
    const first = await signedIn(token);
    const second = cookieOf(await sendForm('/sign-in', { token }, { ...OURS, ...first }));
    expect((await get('/api/programmes', first)).status).toBe(401);
    expect((await get('/api/programmes', second)).status).toBe(200);
  });

  it('is refused where another site sends the form', async () => {
    const { token } = await newToken();
    const answer = await sendForm('/sign-in', { token }, { 'sec-fetch-site': 'cross-site' });
    expect([answer.status, setCookie(answer)]).toEqual([403, '']);
  });
});

describe('a page that is asked for without a session', () => {
  it.each([
    ['//evil.example', null],
    ['/\\evil.example', null],
    ['/\t/evil.example', null],
    ['/.//evil.example', null],
    ['https://evil.example/', null],
    ['javascript:alert(1)', null],
    ['/sign-out', null],
    ['/sign-in/code', null],
    [`/${'x'.repeat(3_000)}`, null],
    ['/groups/MHB/report?known=2019-01-08', '/groups/MHB/report?known=2019-01-08'],
  ])('returns after signing in to %p only where that is a page of ours', async (to, local) => {
    const { token } = await newToken();
    const answer = await sendForm('/sign-in', { token, to }, OURS);
    expect(answer.headers.location).toBe(local ?? '/');
    const page = await get(`/sign-in?to=${encodeURIComponent(to)}`);
    expect(page.text).toContain(`name="to" value="${local ?? '/'}"`);
  });

  it('leads to signing in, and back', async () => {
    const html = { accept: 'text/html' };
    const home = await get('/', html);
    expect([home.status, home.headers.location]).toEqual([303, '/sign-in']);
    const words = await get('/words?known=2019-01-08', html);
    expect([words.status, words.headers.location]).toEqual([303, '/sign-in?to=%2Fwords%3Fknown%3D2019-01-08']);
    expect((await request(server.url).head('/words').set(html)).status).toBe(303);
    const { token } = await newToken();
    const cookie = await signedIn(token);
    const page = await get('/words', { ...html, ...cookie });
    expect([page.status, page.headers['cache-control']]).toEqual([200, 'private, no-store']);
    expect(page.headers['content-security-policy']).toMatch(/^default-src 'none'; /);
  });

  it('shows pages that tell in a header how many questions they asked', async () => {
    const { token } = await newToken();
    const cookie = await signedIn(token);
    const asked = async (path: string) => (await get(path, { accept: 'text/html', ...cookie })).headers.questions;
    expect([await asked('/words'), await asked('/groups')]).toEqual(['0', '2']);
  });

  it('leads to signing in, and clears a cookie that is worth nothing', async () => {
    const without = await sendForm('/sign-out', {}, OURS);
    expect([without.status, without.headers.location]).toEqual([303, '/sign-in']);
    const ended = await sendForm('/sign-out', {}, { ...OURS, cookie: `__Host-session=${'x'.repeat(43)}` });
    expect(setCookie(ended)).toContain('__Host-session=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0');
    expect((await get('/api/programmes', { cookie: `__Host-session=${'x'.repeat(43)}` })).body).toMatchObject({
      code: 'not-authenticated',
      detail: 'The session has ended; sign in again.',
    });
  });
});

describe('a sign-in link', () => {
  it('signs in once where a person opens it', async () => {
    const link = await newLink((await newToken()).token);
    const answer = await get(link, OPENED);
    expect([answer.status, answer.headers.location]).toEqual([303, '/']);
    expect((await get('/api/programmes', cookieOf(answer))).status).toBe(200);
    const again = await get(link, OPENED);
    expect([again.status, setCookie(again)]).toEqual([410, '']);
    expect(again.text).toContain('was used, or is older than 15 minutes');
  });

  it.each<[string, Headers]>([
    ['a client that is no browser', {}],
    ['a page of another site', { ...OPENED, 'sec-fetch-site': 'cross-site' }],
    ['a frame', { ...OPENED, 'sec-fetch-dest': 'iframe' }],
    ['a script', { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' }],
    ['a browser ahead of its user', { ...OPENED, 'sec-purpose': 'prefetch;prerender' }],
    ['an older browser ahead of its user', { ...OPENED, purpose: 'prefetch' }],
  ])('is not used up by %s, which gets a button', async (_, headers) => {
    const link = await newLink((await newToken()).token);
    const shown = await get(link, headers);
    expect([shown.status, setCookie(shown)]).toEqual([200, '']);
    expect(shown.text).toContain(`<form action="${link}" method="post">`);
    const pressed = await sendForm(link, {}, OURS);
    expect(cookieOf(pressed)).toBeDefined();
  });

  it('is not used up by HEAD, nor by a form of another site', async () => {
    const link = await newLink((await newToken()).token);
    expect((await request(server.url).head(link).set(OPENED)).status).toBe(200);
    expect((await sendForm(link, {}, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await get(link, OPENED)).status).toBe(303);
  });

  it('is worth nothing after 15 minutes, and once its token is revoked', async () => {
    const late = await newLink((await newToken()).token);
    inAccess((db) => db.exec("UPDATE sign_in_links SET expires_at = '2018-01-01T00:00:00.000Z'"));
    expect((await get(late, OPENED)).status).toBe(410);
    const { token, reference } = await newToken();
    const link = await newLink(token);
    await taken(server, `/api/tokens/${reference}/revoke`);
    expect((await get(link, OPENED)).status).toBe(410);
  });

  it('speaks for the token that asked for it, and signs in an administrator of the process too', async () => {
    const link = await newLink(ADMIN_TOKEN);
    expect((await get('/api/tokens', cookieOf(await get(link, OPENED)))).status).toBe(200);
    const refused = await request(server.url).post('/api/sign-in-links');
    expect(refused.body.code).toBe('not-authenticated');
  });
});

describe('a session', () => {
  it('ends when it is signed out', async () => {
    const cookie = await signedIn((await newToken()).token);
    const answer = await sendForm('/sign-out', {}, { ...OURS, ...cookie });
    expect([answer.status, answer.headers.location]).toEqual([303, '/sign-in?signed-out=yes']);
    expect(setCookie(answer)).toContain('Max-Age=0');
    expect((await get('/sign-in?signed-out=yes')).text).toContain('You are signed out.');
    expect((await get('/api/programmes', cookie)).status).toBe(401);
  });

  it('ends with its token', async () => {
    const { token, reference } = await newToken();
    const cookie = await signedIn(token);
    await taken(server, `/api/tokens/${reference}/revoke`);
    expect((await get('/api/programmes', cookie)).status).toBe(401);
  });

  it('ends where another process revokes its token', async () => {
    const { token, reference } = await newToken();
    const cookie = await signedIn(token);
    inAccess((db) => db.prepare("UPDATE tokens SET revoked_at = '2018' WHERE reference = ?").run(reference));
    const isOver = async () => (await get('/api/programmes', cookie)).status === 401;
    while (!(await isOver()));
  });

  it('ends after 12 hours without use', async () => {
    const cookie = await signedIn((await newToken()).token);
    const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
    const idleFor = (hours: number) => inAccess((db) => db.prepare('UPDATE sessions SET used_at = ?').run(ago(hours)));
    idleFor(11.9);
    expect((await get('/api/programmes', cookie)).status).toBe(200);
    idleFor(12);
    expect((await get('/api/programmes', cookie)).status).toBe(401);
  });

  it('carries the stream of events, which ends with it and does not keep it alive', async () => {
    const cookie = await signedIn((await newToken()).token);
    const read = async () => inAccess((db) => db.prepare('SELECT max(used_at) FROM sessions').pluck().get());
    inAccess((db) => db.exec("UPDATE sessions SET used_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-1 hour')"));
    const before = await read();
    const headers = { ...cookie, accept: 'text/event-stream' };
    const response = await fetch(`${server.url}/api/events`, { headers });
    expect(response.status).toBe(200);
    expect(await read()).toBe(before);
    await sendForm('/sign-out', {}, { ...OURS, ...cookie });
    expect(await response.text()).toContain(': the audit trail');
  });
});

describe('a change under a session', () => {
  const group = (nth: number) => ({ reference: `G${nth}`, name: 'A group' });
  let cookie: Headers;
  let made = 0;
  beforeAll(async () => {
    cookie = await signedIn((await newToken(['secretary'])).token);
  });
  const change = (headers: Headers) => {
    made += 1;
    return request(server.url)
      .post('/api/groups')
      .set({ ...cookie, ...headers })
      .send(group(made));
  };

  it.each<[Headers, number]>([
    [{ 'sec-fetch-site': 'same-origin' }, 201],
    [{ 'sec-fetch-site': 'same-site' }, 403],
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'none' }, 403],
    [{ origin: 'HERE' }, 201],
    [{ origin: 'https://evil.example' }, 403],
    [{ origin: 'null' }, 403],
    [{ 'sec-fetch-site': 'cross-site', origin: 'HERE' }, 403],
    [{}, 403],
  ])('with the headers %p is answered with %i', async (headers, status) => {
    const answer = await change(headers.origin === 'HERE' ? { ...headers, origin: server.url } : headers);
    expect(answer.status).toBe(status);
    if (status === 403) expect(answer.body.code).toBe('cross-site-request');
  });

  it('needs no such header with a token of its own, which no other site has', async () => {
    const answer = await request(server.url)
      .post('/api/groups')
      .set({ authorization: `Bearer ${ADMIN_TOKEN}`, 'sec-fetch-site': 'cross-site' })
      .send(group(99));
    expect(answer.status).toBe(201);
  });

  /** The hidden field of the sign-out form, as a page shows it. */
  const formTokenFor = async (session: Headers) => {
    const page = await get('/words', { accept: 'text/html', ...session });
    const form = /<form[^>]* action="\/sign-out".*?<\/form>/s.exec(page.text)?.[0] ?? '';
    return /<input type="hidden" name="form-token" value="([\w-]{43})">/.exec(form)?.[1] ?? 'none';
  };

  it('is taken with the form token of its session where the browser says nothing of its origin', async () => {
    const other = await signedIn((await newToken()).token);
    const [own, foreign] = [await formTokenFor(other), await formTokenFor(cookie)];
    expect(own).not.toBe(foreign);
    const wrongs = ['', foreign, own.slice(1), `${own}x`, [own, own]].map((wrong) => ({ 'form-token': wrong }));
    for (const wrong of [{}, ...wrongs]) {
      const { status, text } = await sendForm('/sign-out', wrong, { ...other, accept: 'application/json' });
      expect([status, JSON.parse(text).code]).toEqual([403, 'cross-site-request']);
    }
    expect((await sendForm('/sign-out', { 'form-token': own }, other)).status).toBe(303);
  });

  it('is refused to another site even where that site knows the form token', async () => {
    const other = await signedIn((await newToken()).token);
    const right = { 'form-token': await formTokenFor(other) };
    const sent: Headers[] = [
      { 'sec-fetch-site': 'cross-site' },
      { origin: 'https://evil.example' },
      { origin: 'null' },
    ];
    for (const headers of sent) expect((await sendForm('/sign-out', right, { ...other, ...headers })).status).toBe(403);
  });
});

describe('a form', () => {
  it('is taken by pages alone', async () => {
    const headers = { authorization: `Bearer ${ADMIN_TOKEN}` };
    for (const path of ['/api/groups', '/%61pi/groups', '/api/sign-in-links'])
      expect((await sendForm(path, { name: 'A' }, headers)).body.code).toBe('unsupported-content-type');
  });

  it.each<[string, string, number]>([
    ['a byte that is no UTF-8', 'token=%ff', 400],
    ['half of a character', 'token=%c3', 400],
    ['what is not encoded', 'token=é', 400],
    ['a prototype', '__proto__=1', 400],
    ['a constructor', 'constructor=1', 400],
    ['more than 1,000 fields', 'a=1&'.repeat(1_001), 400],
    ['more than 1 MB', `token=${'x'.repeat(1_048_576)}`, 413],
  ])('with %s is refused', async (_, body, status) => {
    const answer = await request(server.url).post('/sign-in').type('form').set(OURS).send(body);
    expect(answer.status).toBe(status);
    if (status === 400) expect(answer.body.code).toBe('malformed-form');
  });

  it('in another character set is refused', async () => {
    const type = 'application/x-www-form-urlencoded; charset=latin1';
    const answer = await request(server.url)
      .post('/sign-in')
      .set({ ...OURS, 'content-type': type })
      .send('token=a');
    expect(answer.body.code).toBe('malformed-form');
  });
});

describe('the headers of an answer', () => {
  it('let a page load and send nothing but from and to this server, and be kept nowhere', async () => {
    const { headers, text } = await get('/sign-in');
    const [, style = ''] = /<link rel="stylesheet" href="([^"]+)"/.exec(text) ?? [];
    const asset = await get(style);
    expect([asset.status, asset.headers['content-type']]).toEqual([200, 'text/css; charset=utf-8']);
    expect(asset.headers['cache-control']).toContain('immutable');
    expect((await get('/assets/..%2fassets.json')).status).toBe(404);
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; /);
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['content-security-policy']).not.toContain('unsafe');
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'cache-control': 'private, no-store',
    });
    expect(headers['strict-transport-security']).toBeUndefined();
    expect((await get('/api/docs')).headers['content-security-policy']).toContain("style-src 'self' 'unsafe-inline'");
    const cookie = await signedIn((await newToken()).token);
    expect((await get('/api/programmes', cookie)).headers['cache-control']).toBe('private, no-store');
  });

  it('warns of an address at which a browser keeps no session', async () => {
    expect((await get('/sign-in')).text).not.toContain('will not keep you signed in');
    expect((await get('/sign-in', { host: 'ledger.example' })).text).toContain('will not keep you signed in');
  });
});

describe('a path that cannot be decoded', () => {
  it.each([
    ['/%zz', 400, 'bad-request'],
    ['/actions/%c3%28', 400, 'bad-request'],
    [`/actions/${'W'.repeat(101)}`, 414, 'uri-too-long'],
  ])('%s answers a page to a browser, under the headers of every page', async (path, status, code) => {
    const page = await get(path, { accept: 'text/html,application/xhtml+xml' });
    expect([page.status, page.headers['content-type']]).toEqual([status, 'text/html; charset=utf-8']);
    expect(page.text).toMatch(/<h1[^>]*>This address .*<\/h1>\s*<p[^>]*>\S/);
    expect(page.headers['content-security-policy']).toMatch(/^default-src 'none'; /);
    for (const [other, accept] of [
      [path, 'application/json'],
      [`/api${path}`, 'text/html'],
    ] as const)
      expect(JSON.parse((await get(other, { accept })).text)).toMatchObject({ status, code });
  });
});

describe('too many tries', () => {
  it('are answered so, with tokens and with links', async () => {
    const tries = async (attempt: () => request.Test) => {
      for (let count = 0; count < 65; count++) {
        const answer = await attempt();
        if (answer.status === 429) return answer;
      }
      throw new Error('65 tries in at most two minutes were none too many.');
    };
    const answer = await tries(() => sendForm('/sign-in', { token: 'al_wrong' }, OURS));
    expect(answer.text).toContain('too many tries');
    expect(answer.headers['retry-after']).toBe('60');
    expect((await tries(() => get('/sign-in/wrong', OPENED))).text).toContain('too many tries');
  });
});

describe('a first start', () => {
  it('prints one link that signs the administrator in, and a second start says how to get another', async () => {
    const first = await startInProcess({ ADMIN_TOKEN: undefined });
    const [, url = ''] =
      /^Sign in at (http\S+\/sign-in\/[\w-]{43}) \(works once, within 15 minutes/m.exec(first.stdout()) ?? [];
    expect(first.stdout().match(/Sign in at/g)).toHaveLength(1);
    expect(url).toContain(first.url);
    const answer = await request(url).get('').set(OPENED);
    const { cookie } = cookieOf(answer);
    expect((await request(first.url).get('/api/tokens').set({ cookie })).body.items).toHaveLength(1);
    const secret = readFileSync(join(first.folder, 'admin-token'), 'utf8').trim();
    await request(first.url)
      .post('/api/tokens/TOKEN-01/revoke')
      .set({ authorization: `Bearer ${secret}` })
      .send({});
    expect((await request(first.url).get('/api/tokens').set({ cookie })).status).toBe(401);
    await first.stop();
    const again = await startInProcess({ DATA_DIR: first.folder, ADMIN_TOKEN: undefined });
    expect(again.stdout()).toContain('To sign in: action-ledger sign-in-link\n');
    expect(again.stdout()).not.toContain('Sign in at');
    await again.stop();
  });
});
