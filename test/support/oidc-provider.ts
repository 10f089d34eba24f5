import { createHmac, generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Context, default as Provider } from 'oidc-provider';

const CLIENT = 'ledger';
const CLIENT_SECRET = 'a-secret-of-the-client-that-nobody-logs';

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;
/** Makes the ID token that is answered from the one that would have been. */
export type Forge = (token: string, made: Making) => string;

export interface Making {
  readonly key: KeyObject;
  readonly publicPem: string;
  readonly secret: string;
  readonly claims: Readonly<Record<string, unknown>>;
  readonly header: Readonly<Record<string, unknown>>;
  signed(header: object, claims: object, key?: KeyObject): string;
  hmac(secret: string): string;
}

/** An organisation's provider: the real oidc-provider on a port of its own, which a test may make lie. */
export interface TestProvider {
  readonly issuer: string;
  readonly client: {
    readonly OIDC_ISSUER: string;
    readonly OIDC_CLIENT_ID: string;
    readonly OIDC_CLIENT_SECRET: string;
  };
  /** Whom it signs in; the claims are those of the account. */
  account: { readonly sub: string; readonly claims: Readonly<Record<string, unknown>> };
  forge: Forge | undefined;
  /** Answers instead of it, by the end of the path. */
  readonly instead: Map<string, Handler>;
  /** The paths that were asked. */
  readonly asked: string[];
  /** Begins anew, with other keys. */
  roll(): void;
  /** Takes a ledger as its client. */
  knows(ledger: string): void;
  stop(): Promise<void>;
}

export async function startProvider(): Promise<TestProvider> {
  const loud = muteProvider();
  const { default: RealProvider } = await import('oidc-provider');
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  let ledger = 'http://127.0.0.1';
  let key = newKey();
  let current: Provider;
  let answer: ReturnType<Provider['callback']>;

  const provider: TestProvider = {
    issuer,
    client: { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: CLIENT, OIDC_CLIENT_SECRET: CLIENT_SECRET },
    account: { sub: 'nobody', claims: {} },
    forge: undefined,
    instead: new Map(),
    asked: [],
    roll() {
      key = newKey();
      begin();
    },
    knows(url) {
      ledger = url;
      begin();
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
      loud();
    },
  };

  function begin(): void {
    current = new RealProvider(issuer, configurationOf(ledger, key.jwk, provider));
    current.use(async (context, next) => {
      await next();
      if (context.oidc?.route === 'token') context.body = forged(context, provider.forge, key);
    });
    answer = current.callback();
  }
  begin();
  server.on('request', (request, response) => {
    const path = request.url?.split('?')[0] ?? '';
    provider.asked.push(path);
    const instead = [...provider.instead].find(([end]) => path.endsWith(end))?.[1];
    if (instead) return instead(request, response);
    // Whoever comes is signed in at once.
    const login = { accountId: provider.account.sub };
    if (path.startsWith('/interaction/')) void current.interactionFinished(request, response, { login });
    else void answer(request, response);
  });
  return provider;
}

function configurationOf(ledger: string, jwk: object, provider: TestProvider): object {
  return {
    clients: [
      {
        client_id: CLIENT,
        client_secret: CLIENT_SECRET,
        redirect_uris: [`${ledger}/sign-in/organisation/back`],
        post_logout_redirect_uris: [`${ledger}/sign-in?signed-out=yes`],
      },
    ],
    jwks: { keys: [jwk] },
    cookies: { keys: ['a key of the test'] },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    claims: { openid: ['sub'], profile: ['name', 'preferred_username', 'post'] },
    interactions: { url: (_: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    findAccount: (_: unknown, accountId: string) => ({
      accountId,
      claims: async () => ({ sub: accountId, ...provider.account.claims }),
    }),
    async loadExistingGrant({ oidc }: Required<Pick<Context, 'oidc'>>) {
      const { clientId } = oidc.client;
      const grant = new oidc.provider.Grant({ clientId, accountId: oidc.session.accountId });
      grant.addOIDCScope('openid profile');
      await grant.save();
      return grant;
    },
  };
}

/** It tells developers on the console what to change before others use it. */
function muteProvider(): () => void {
  const { warn, info } = console;
  const unless =
    (write: typeof warn) =>
    (first: unknown, ...rest: unknown[]) => {
      if (!String(first).startsWith('oidc-provider ')) write(first, ...rest);
    };
  Object.assign(console, { warn: unless(warn), info: unless(info) });
  return () => void Object.assign(console, { warn, info });
}

function newKey() {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  const jwk = { ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), use: 'sig', alg: 'RS256' };
  return { privateKey, publicPem: publicKey.export({ format: 'pem', type: 'spki' }).toString(), jwk };
}

function forged({ body }: Context, forge: Forge | undefined, key: ReturnType<typeof newKey>): unknown {
  const { id_token: token } = (body ?? {}) as { id_token?: string };
  if (!forge || token === undefined) return body;
  const [header = {}, claims = {}] = token
    .split('.', 2)
    .map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()));
  const head = (given: object, told: object) => [given, told].map(encoded).join('.');
  const made: Making = {
    key: key.privateKey,
    publicPem: key.publicPem,
    secret: CLIENT_SECRET,
    claims,
    header,
    signed(given, told, by = key.privateKey) {
      const text = head(given, told);
      return `${text}.${sign('sha256', Buffer.from(text), by).toString('base64url')}`;
    },
    hmac(secret) {
      const text = head({ ...header, alg: 'HS256' }, claims);
      return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
    },
  };
  return { ...(body as object), id_token: forge(token, made) };
}

const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
