import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { organisationOf } from '#apps/server/organisation/organisation.js';
import { browserWithCookies, type Visited } from '../support/cookie-jar.js';
import { eventually } from '../support/eventually.js';
import { openForm, sendForm } from '../support/forms.js';
import { type ServerInProcess, startInProcess } from '../support/in-process.js';
import { type Forge, startProvider, type TestProvider } from '../support/oidc-provider.js';
import { bearer, smallPlan, taken } from '../support/small-plan.js';

let provider: TestProvider;
let server: ServerInProcess;
beforeAll(async () => {
  provider = await startProvider();
  server = await startInProcess({ ...provider.client, OIDC_CLAIM: 'post', OIDC_LABEL: 'Sign in with <NHS> & co' });
  provider.knows(server.url);
  await smallPlan(server);
});
afterAll(async () => {
  await server?.stop();
  await provider?.stop();
});

let browser: ReturnType<typeof browserWithCookies>;
beforeEach(() => {
  browser = browserWithCookies();
});
afterEach(() => {
  provider.forge = undefined;
  provider.instead.clear();
});

const START = '/sign-in/organisation';
const SESSION = '__Host-session';
const STARTED = '__Host-sign-in';
let people = 0;
/** Somebody whom the provider has not seen. */
const somebody = (claims: object = {}) => {
  people += 1;
  provider.account = { sub: `subject-${people}`, claims: { name: `Person ${people}`, ...claims } };
};
const signIn = (path = START) => browser.follow(server.url + path);
/** Stops before the browser comes back, and answers to where. */
const almost = async (path = START): Promise<URL> =>
  new URL((await browser.follow(server.url + path, {}, (url) => url.includes('/organisation/back'))).url);
const isSignedIn = async () => (await browser.once(`${server.url}/api/me`)).status === 200;
const idIn = ({ text }: Visited) => /id="sign-in-id">([0-9A-Z]{4}-[0-9A-Z]{4})</.exec(text)?.[1] as string;
const errorIn = ({ text }: Visited) => /nhsuk-error-summary__list[\s\S]*?<a [^>]*>([^<]+)</.exec(text)?.[1];
const newToken = (roles = ['secretary'], party = 'ORG-01'): Promise<{ reference: string }> =>
  taken(server, '/api/tokens', { party, roles });
const link = (reference: string, id: string) => taken(server, `/api/tokens/${reference}/link-sign-in`, { signIn: id });
const unlink = (reference: string, id: string) =>
  taken(server, `/api/tokens/${reference}/unlink-sign-in`, { signIn: id });
/** Somebody linked to a token, and signed in. */
async function linked(roles?: string[]) {
  somebody();
  const id = idIn(await signIn());
  const { reference } = await newToken(roles);
  await link(reference, id);
  await signIn();
  return { id, reference };
}
function inAccess<Row>(work: (db: Database.Database) => Row): Row {
  const db = new Database(join(server.folder, 'access.db'));
  try {
    return work(db);
  } finally {
    db.close();
  }
}

/** Nobody is signed in, no page of ours is an error of the server, and the page says what it is. */
async function expectRefused(page: Visited, status: number, says: RegExp) {
  expect([page.status, errorIn(page)]).toEqual([status, expect.stringMatching(says)]);
  expect(page.text).toMatch(/quote <span class="al-mono">[0-9a-f]{8}</);
  expect(page.text).toContain('name="token"');
  expect([browser.cookie(server.url, SESSION), browser.cookie(server.url, STARTED)]).toEqual([undefined, undefined]);
  expect(await isSignedIn()).toBe(false);
}

describe('whom the organisation signs in', () => {
  it('sees who they are not yet, gets no account, and stands on the page of administrators', async () => {
    somebody({ name: 'Mary <b>Seacole</b>\u202e' });
    await newToken();
    const page = await signIn();
    expect(page.status).toBe(403);
    expect(page.text).toContain('You are not known here yet');
    expect(page.text).toContain('Mary &lt;b&gt;Seacole&lt;/b&gt;<');
    expect(await isSignedIn()).toBe(false);
    const id = idIn(page);
    expect(idIn(await signIn())).toBe(id);
    const { html } = await openForm(server, '/admin/sign-ins');
    expect(html).toContain(`<option value="${id}">${id} Mary &lt;b&gt;Seacole&lt;/b&gt;`);
    expect(html).toContain('Sign in with &lt;NHS&gt; &amp; co');
  });

  it('does what the linked token may, under its party, at the page that was asked for', async () => {
    somebody();
    const id = idIn(await signIn());
    const { reference } = await newToken(['viewer']);
    // By the forms: the list leads to the form of the token, which is checked and sent.
    const chosen = await browser.once(`${server.url}/admin/sign-ins/link?signIn=${id}&token=${reference}`, {
      headers: bearer('a-token-for-tests-that-is-long-enough'),
    });
    const path = chosen.headers.get('location') as string;
    const { hidden, html } = await openForm(server, path);
    expect(html).toContain(`value="${id}"`);
    const sent = await sendForm(server, path.split('?')[0] as string, { ...hidden, signIn: id, step: 'record' });
    expect(sent.to).toMatch(/^\/admin\/tokens\?recorded=/);

    const asked = await browser.follow(`${server.url}/actions?group=BOARD`);
    const button = /href="(\/sign-in\/organisation\?to=[^"]+)"/.exec(asked.text)?.[1] as string;
    const page = await signIn(button);
    expect([page.status, page.url]).toEqual([200, `${server.url}/actions?group=BOARD`]);
    const me = JSON.parse((await browser.once(`${server.url}/api/me`)).text);
    expect([me.party, me.roles]).toEqual([expect.anything(), ['viewer']]);
    expect(browser.cookie(server.url, STARTED)).toBeUndefined();
    expect((await openForm(server, '/admin/sign-ins')).html).toContain(`unlink-sign-in?signIn=${id}`);
    const files = ['events.db', 'events.db-wal']
      .map((file) => readFileSync(join(server.folder, file), 'latin1'))
      .join();
    expect([files.includes(id), files.includes(provider.account.sub)]).toEqual([true, false]);
  });

  it('has roles of the ledger alone, whatever the token of the provider claims', async () => {
    const { reference } = await linked(['viewer']);
    provider.forge = (_, { header, claims, signed }) =>
      signed(header, { ...claims, roles: ['administrator'], role: 'administrator', token: 'TOKEN-01' });
    await signIn();
    expect((await browser.once(`${server.url}/api/tokens`)).status).toBe(403);
    expect(reference).toMatch(/^TOKEN-/);
  });

  it('gets a new session, which takes the place of the one that somebody may have planted', async () => {
    await linked();
    const first = browser.cookie(server.url, SESSION) as string;
    await signIn();
    const second = browser.cookie(server.url, SESSION) as string;
    expect(second).not.toBe(first);
    browser.setCookie(server.url, SESSION, first);
    expect(await isSignedIn()).toBe(false);
    const planted = 'p'.repeat(43);
    browser.setCookie(server.url, SESSION, planted);
    await signIn();
    expect(browser.cookie(server.url, SESSION)).not.toBe(planted);
  });

  it('is not sent on to another site, nor out again', async () => {
    await linked();
    for (const to of ['//evil.example', 'https://evil.example/', '/\\evil.example', '/sign-out']) {
      const page = await signIn(`${START}?to=${encodeURIComponent(to)}`);
      expect([to, page.url]).toEqual([to, `${server.url}/`]);
    }
  });

  it('is out within seconds of being unlinked, and is then forgotten', async () => {
    const { id, reference } = await linked();
    expect(await isSignedIn()).toBe(true);
    await unlink(reference, id);
    expect(await isSignedIn()).toBe(false);
    const { sub } = provider.account;
    expect(JSON.stringify(inAccess((db) => db.prepare('SELECT * FROM sign_ins').all()))).not.toContain(id);
    expect(idIn(await signIn())).not.toBe(id);
    expect(sub).toBe(provider.account.sub);
  });

  it('is out where the token is revoked', async () => {
    const { reference } = await linked();
    await taken(server, `/api/tokens/${reference}/revoke`, { reason: 'Has left' });
    await eventually(async () => !(await isSignedIn()));
    expect((await signIn()).text).toContain('You are not known here yet');
  });

  it('is out and forgotten where the name of the person is erased', async () => {
    const { reference: person } = await taken(server, '/api/parties', {
      kind: 'person',
      name: 'Florence N',
      organisation: 'ORG-01',
    });
    somebody({ name: 'Florence N' });
    const id = idIn(await signIn());
    const { reference } = await newToken(['viewer'], person);
    await link(reference, id);
    await signIn();
    await taken(server, `/api/parties/${person}/erase`, { reason: 'Asked for' });
    expect(await isSignedIn()).toBe(false);
    expect(inAccess((db) => db.prepare('SELECT * FROM sign_ins WHERE id = ?').all(id))).toEqual([]);
  });

  it('is linked to one token, by an id that somebody was shown, and not to one that is revoked', async () => {
    const { id } = await linked();
    const { reference } = await newToken();
    const refusal = async (ref: string, signIn: string) =>
      (await server.post(`/api/tokens/${ref}/link-sign-in`, { signIn })).body.code;
    expect(await refusal(reference, id)).toBe('sign-in-linked');
    expect(await refusal(reference, 'AAAA-0000')).toBe('sign-in-unknown');
    expect(await refusal(reference, provider.account.sub)).toBe('validation-failed');
    await taken(server, `/api/tokens/${reference}/revoke`);
    expect(await refusal(reference, id)).toBe('token-revoked');
  });
});

describe('the claim rule', () => {
  it('leads to the token that an administrator opened to it, and to no other', async () => {
    const { reference: post } = await taken(server, '/api/parties', { kind: 'post', name: 'Health lead' });
    const { reference: wide } = await newToken(['administrator'], post);
    const { reference } = await newToken(['viewer'], post);
    somebody({ post });
    expect((await signIn()).status).toBe(403);
    await link(reference, 'claim');
    expect((await signIn()).url).toBe(`${server.url}/`);
    expect(JSON.parse((await browser.once(`${server.url}/api/me`)).text).roles).toEqual(['viewer']);
    expect((await openForm(server, '/admin/sign-ins')).html).toContain(
      `/tokens/${reference}/unlink-sign-in?signIn=claim`,
    );
    await unlink(reference, 'claim');
    expect(await isSignedIn()).toBe(false);
    expect((await signIn()).status).toBe(403);
    expect(wide).not.toBe(reference);
  });

  it.each(['ORG-99', 'org-01', 'SMI', 'TOKEN-01', '', ['ORG-01'], { is: 'ORG-01' }, 'x'.repeat(5_000)])(
    'lets nobody in whose claim is %p',
    async (post) => {
      const { reference } = await newToken();
      await link(reference, 'claim');
      somebody({ post });
      expect((await signIn()).status).toBe(403);
      await unlink(reference, 'claim');
    },
  );
});

describe('an answer of the provider that is not as it must be', () => {
  const other =
    (claims: object): Forge =>
    (_, made) =>
      made.signed(made.header, { ...made.claims, ...claims });
  const HOUR_S = 3_600;
  const now = () => Math.floor(Date.now() / 1_000);

  it.each<[string, Forge, number, RegExp]>([
    ['another issuer', other({ iss: 'https://evil.example' }), 400, /not as it must be/],
    ['another audience', other({ aud: 'another' }), 400, /not as it must be/],
    ['more audiences', other({ aud: ['ledger', 'another'], azp: 'another' }), 400, /not as it must be/],
    ['another nonce', other({ nonce: 'another' }), 400, /not as it must be/],
    ['no nonce', other({ nonce: undefined }), 400, /not as it must be/],
    ['no subject', other({ sub: undefined }), 400, /not as it must be/],
    ['an endless subject', other({ sub: 'x'.repeat(300) }), 400, /not as it must be/],
    [
      'alg none',
      (_, { header, claims, signed }) =>
        `${signed({ ...header, alg: 'none' }, claims)
          .split('.', 2)
          .join('.')}.`,
      400,
      /not as it must be/,
    ],
    ['HS256 under the client secret', (_, { hmac, secret }) => hmac(secret), 400, /not as it must be/],
    ['HS256 under the public key', (_, { hmac, publicPem }) => hmac(publicPem), 400, /not as it must be/],
    ['a broken signature', (token) => `${token.slice(0, -8)}AAAAAAAA`, 400, /not as it must be/],
    [
      'a key that is not the provider’s',
      (_, { header, claims, signed }) => signed({ ...header, kid: 'other' }, claims),
      400,
      /not as it must be/,
    ],
    ['no token', () => 'rubbish', 400, /not as it must be/],
    [
      'one that ended an hour ago',
      (_, m) => m.signed(m.header, { ...m.claims, exp: now() - HOUR_S, iat: now() - 2 * HOUR_S }),
      503,
      /clocks/,
    ],
    [
      'one of an hour ago that still holds',
      (_, m) => m.signed(m.header, { ...m.claims, iat: now() - HOUR_S }),
      503,
      /clocks/,
    ],
    [
      'one from the future',
      (_, m) => m.signed(m.header, { ...m.claims, iat: now() + HOUR_S, exp: now() + 2 * HOUR_S }),
      503,
      /clocks/,
    ],
    ['one that is not valid yet', (_, m) => m.signed(m.header, { ...m.claims, nbf: now() + HOUR_S }), 503, /clocks/],
  ])('signs nobody in: %s', async (_, forge, status, says) => {
    somebody({ post: 'ORG-01' });
    provider.forge = forge;
    await expectRefused(await signIn(), status, says);
  });

  it('may have clocks that differ by half a minute', async () => {
    await linked();
    provider.forge = (_, m) => m.signed(m.header, { ...m.claims, iat: now() + 30, nbf: now() + 30, exp: now() + 600 });
    expect((await signIn()).status).toBe(200);
    provider.forge = (_, m) => m.signed(m.header, { ...m.claims, iat: now() - 630, exp: now() - 30 });
    await expect(signIn().then(({ status }) => status)).resolves.toBe(503);
    provider.forge = (_, m) => m.signed(m.header, { ...m.claims, iat: now() - 200, exp: now() - 30 });
    expect((await signIn()).status).toBe(200);
  });

  it('is another state', async () => {
    somebody();
    const back = await almost();
    back.searchParams.set('state', 'another');
    await expectRefused(await browser.follow(back.href), 400, /not as it must be/);
  });

  it('is one without a state, or of another issuer', async () => {
    somebody();
    for (const change of [
      (to: URL) => to.searchParams.delete('state'),
      (to: URL) => to.searchParams.set('iss', 'https://evil.example'),
    ]) {
      const back = await almost();
      change(back);
      await expectRefused(await browser.follow(back.href), 400, /not as it must be/);
    }
  });

  it('is a code that was made for another browser: its PKCE verifier is unknown here', async () => {
    somebody();
    const stolen = await almost();
    browser = browserWithCookies();
    somebody();
    const own = await almost();
    own.searchParams.set('code', stolen.searchParams.get('code') as string);
    await expectRefused(await browser.follow(own.href), 400, /was used, was begun in another window/);
  });

  it('is one that came before, in the same browser and in another', async () => {
    await linked();
    await browser.once(`${server.url}/sign-in`);
    browser.forget(server.url);
    const back = await almost();
    const started = browser.cookie(server.url, STARTED) as string;
    expect((await browser.follow(back.href)).status).toBe(200);
    browser.forget(server.url);
    await expectRefused(await browser.follow(back.href), 400, /was used/);
    browser.setCookie(server.url, STARTED, started);
    await expectRefused(await browser.follow(back.href), 400, /was used/);
  });

  it('is one that took longer than ten minutes', async () => {
    somebody();
    const back = await almost();
    inAccess((db) => db.exec("UPDATE sign_in_starts SET expires_at = '2018-01-01T00:00:00.000Z'"));
    await expectRefused(await browser.follow(back.href), 400, /older than 10 minutes/);
  });

  it.each([
    ['access_denied', 403, /did not sign you in/],
    ['login_required', 403, /did not sign you in/],
    ['temporarily_unavailable', 503, /does not answer/],
    ['unauthorized_client', 503, /does not take this ledger/],
    ['<script>', 403, /did not sign you in/],
  ])('is the error %s', async (error, status, says) => {
    somebody();
    const back = await almost(`${START}?to=/actions`);
    back.searchParams.delete('code');
    back.searchParams.set('error', error);
    back.searchParams.set('error_description', '<script>alert(1)</script>');
    const page = await browser.follow(back.href);
    await expectRefused(page, status, says);
    expect(page.text).not.toContain('<script>alert');
    expect(page.text).toContain('href="/sign-in/organisation?to=%2Factions"');
  });

  it('is nothing at all: a visit without an answer', async () => {
    for (const query of ['', '?code=x', '?state=x&code=y', '?code=a&code=b', `?code=${'x'.repeat(9_000)}`])
      await expectRefused(await browser.follow(`${server.url}${START}/back${query}`), 400, /was used/);
  });
});

describe('a provider that rolls its keys', () => {
  it('signs in with the new ones at once', async () => {
    await linked();
    provider.roll();
    browser.forget(server.url);
    browser.forget(provider.issuer);
    expect((await signIn()).status).toBe(200);
    expect(await isSignedIn()).toBe(true);
  });
});

describe('a provider that is broken or away', () => {
  const rubbish =
    (status: number, type: string, text: string) => (_: unknown, response: import('node:http').ServerResponse) =>
      void response.writeHead(status, { 'content-type': type }).end(text);
  const FAULTS: Readonly<Record<string, Parameters<TestProvider['instead']['set']>[1]>> = {
    rubbish: rubbish(200, 'application/json', '{{{'),
    HTML: rubbish(200, 'text/html', '<h1>Hello</h1>'),
    'another document': rubbish(200, 'application/json', '{"issuer":"https://evil.example"}'),
    'an empty document': rubbish(200, 'application/json', '{}'),
    'a list': rubbish(200, 'application/json', '[]'),
    'a redirect': (_, response) => void response.writeHead(302, { location: 'https://evil.example/' }).end(),
    'an error': rubbish(500, 'text/plain', 'no'),
    megabytes: (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const more = () => {
        while (!response.destroyed && response.write(' '.repeat(65_536)));
      };
      response.on('drain', more);
      more();
    },
    'an end in the middle': (request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' });
      response.write('{');
      request.socket.destroySoon();
    },
    'a reset': (request) => void request.socket.destroy(),
  };

  /** What was discovered lasts for a while, unless something fails. */
  const forgetDiscovered = async () => browser.follow((await almost()).href.replace(/state=[^&]*/, 'state=x'));

  describe.each(['openid-configuration', '/token', '/jwks'])('at %s', (path) => {
    it.each(path === 'openid-configuration' ? Object.keys(FAULTS) : ['rubbish', 'an error', 'megabytes', 'a reset'])(
      'that answers %s is said so, and signs in again once it is well',
      async (fault) => {
        somebody();
        await forgetDiscovered();
        provider.instead.set(path, FAULTS[fault] as Parameters<TestProvider['instead']['set']>[1]);
        const page = await signIn();
        expect(errorIn(page)).toMatch(/does not answer|not as it must be/);
        expect([400, 503]).toContain(page.status);
        await expectRefused(page, page.status, /./);
        provider.instead.clear();
        expect(idIn(await signIn())).toBeDefined();
      },
    );
  });

  it('is away where it says nothing within the limit, when asked who it is and for a token', async () => {
    const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = provider.client;
    const settings = { issuer, clientId, clientSecret, scope: 'openid', timeoutS: 30 };
    const away = { trouble: 'away', code: 'OAUTH_TIMEOUT' };
    const organisation = organisationOf(settings);
    somebody();
    const address = await organisation.begin('a secret', `${server.url}${START}/back`);
    const back = await browser.follow(address, {}, (url) => url.includes('/organisation/back'));
    settings.timeoutS = 0.05;
    provider.instead.set('/token', () => {});
    await expect(organisation.finish('a secret', new URL(back.url))).rejects.toMatchObject(away);
    provider.instead.set('openid-configuration', () => {});
    await expect(organisation.begin('a secret', `${server.url}${START}/back`)).rejects.toMatchObject(away);
  });

  it('sends nobody to an address that is none of the web', async () => {
    await forgetDiscovered();
    provider.instead.set(
      'openid-configuration',
      rubbish(
        200,
        'application/json',
        JSON.stringify({
          issuer: provider.issuer,
          authorization_endpoint: 'javascript:alert(1)',
          token_endpoint: `${provider.issuer}/token`,
          jwks_uri: `${provider.issuer}/jwks`,
        }),
      ),
    );
    const page = await signIn();
    expect([page.status, page.headers.get('location')]).toEqual([400, null]);
  });

  it('stops neither the start nor those who have a token', async () => {
    const gone = createServer().listen(0, '127.0.0.1');
    await once(gone, 'listening');
    const { port } = gone.address() as { port: number };
    gone.close();
    const alone = await startInProcess({ ...provider.client, OIDC_ISSUER: `http://127.0.0.1:${port}` });
    try {
      const page = await browser.follow(`${alone.url}${START}`);
      expect([page.status, errorIn(page)]).toEqual([503, expect.stringContaining('does not answer')]);
      const signedIn = await browser.post(`${alone.url}/sign-in`, { token: 'a-token-for-tests-that-is-long-enough' });
      expect(signedIn.url).toBe(`${alone.url}/`);
    } finally {
      await alone.stop();
    }
  });
});

describe('signing out', () => {
  const signOut = () => browser.post(`${server.url}/sign-out`, {});

  it('ends the session, then goes to the provider, which ends its own and leads back', async () => {
    await linked();
    const session = browser.cookie(server.url, SESSION) as string;
    const page = await signOut();
    const to = /^0; url=(http.+)$/.exec(page.headers.get('refresh') ?? '')?.[1] as string;
    expect(page.headers.get('content-security-policy')).toContain("form-action 'self'");
    expect(page.text).toContain('You are signed out here');
    browser.setCookie(server.url, SESSION, session);
    expect(await isSignedIn()).toBe(false);
    const asks = await browser.follow(to);
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(asks.text)?.[1] as string;
    const back = await browser.post(`${provider.issuer}/session/end/confirm`, { xsrf, logout: 'yes' });
    expect(back.url).toBe(`${server.url}/sign-in?signed-out=yes`);
    expect(back.text).toContain('You are signed out.');
  });

  it('is over at once where the provider does not answer, or has no such page', async () => {
    await linked();
    await browser.once(`${server.url}${START}/back?state=x`);
    provider.forge = () => 'rubbish';
    const { forget } = browser;
    const session = browser.cookie(server.url, SESSION) as string;
    forget(server.url);
    await signIn();
    browser.setCookie(server.url, SESSION, session);
    provider.instead.set('openid-configuration', (request) => void request.socket.destroy());
    expect((await signOut()).url).toBe(`${server.url}/sign-in?signed-out=yes`);
    expect(await isSignedIn()).toBe(false);
  });

  it('of a session that began with a token asks no provider', async () => {
    await browser.post(`${server.url}/sign-in`, { token: 'a-token-for-tests-that-is-long-enough' });
    provider.asked.length = 0;
    expect((await signOut()).url).toBe(`${server.url}/sign-in?signed-out=yes`);
    expect(provider.asked).toEqual([]);
  });
});

describe('a form that was sent when the session had ended', () => {
  it('is kept while its sender signs in at the organisation in another tab', async () => {
    await linked(['secretary']);
    const session = browser.cookie(server.url, SESSION) as string;
    browser.setCookie(server.url, SESSION, 'x'.repeat(43));
    const page = await browser.post(`${server.url}/actions/new`, { title: 'Typed "before"', step: 'continue' });
    expect(page.status).toBe(401);
    expect(page.text).toContain('target="_blank"');
    const kept =
      /<form action="(\/actions\/new)" method="post">\s*<input type="hidden" name="title" value="([^"]+)"/.exec(
        page.text,
      );
    browser.setCookie(server.url, SESSION, session);
    const again = await browser.post(server.url + kept?.[1], { title: 'Typed "before"', step: 'back' });
    expect([again.status, again.text.includes('value="Typed &quot;before&quot;"')]).toEqual([200, true]);
    expect(kept?.[2]).toBe('Typed &quot;before&quot;');
  });
});

describe('what is kept', () => {
  it('of sign-ins that wait and of starts is bounded', async () => {
    inAccess((db) => {
      const add = db.prepare('INSERT INTO sign_ins VALUES (?, ?, NULL, NULL, ?, NULL)');
      const at = (n: number) => new Date(Date.now() - 1_000_000 + n).toISOString();
      db.transaction(() => {
        for (let n = 0; n < 150; n += 1) add.run(`X${n}`, `s${n}`, at(n));
        add.run('OLD', 'old', '2018-01-01T00:00:00.000Z');
      })();
    });
    somebody();
    const id = idIn(await signIn());
    const rows = inAccess((db) => db.prepare('SELECT id FROM sign_ins WHERE token IS NULL').pluck().all());
    expect([rows.length, rows.includes(id), rows.includes('OLD'), rows.includes('X0'), rows.includes('X149')]).toEqual([
      100,
      true,
      false,
      false,
      true,
    ]);
  });

  it('holds neither the subject nor the secret of a start', async () => {
    somebody();
    await almost();
    const secret = browser.cookie(server.url, STARTED) as string;
    const rows = JSON.stringify(
      inAccess((db) => [db.prepare('SELECT * FROM sign_ins').all(), db.prepare('SELECT * FROM sign_in_starts').all()]),
    );
    expect(rows).not.toContain(provider.account.sub);
    expect(rows).not.toContain(secret);
  });

  it('starts of one address are limited', async () => {
    let last = await browser.once(server.url + START);
    for (let n = 0; n < 320 && last.status === 303; n += 1) last = await browser.once(server.url + START);
    expect([last.status, errorIn(last)]).toEqual([429, expect.stringContaining('Wait a minute')]);
  });
});
