import { createHmac } from 'node:crypto';
import type { Configuration, ServerMetadata } from 'openid-client';
import { boundedFetch } from './bounded-fetch.js';
import { failureOf, OrganisationFailure } from './failures.js';

/** How far the clocks of provider and ledger may differ. */
const SKEW_S = 60;
const METADATA_MS = 10 * 60_000;
/** The oldest age of an ID token, which is made when it is fetched. */
const MOST_AGE_S = 5 * 60;
const LONGEST_ID_TOKEN = 8_000;
const LONGEST_SUBJECT = 255;

export interface OrganisationSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret?: string | undefined;
  readonly scope: string;
  readonly claim?: string | undefined;
  /** Each request to the provider may take so many seconds. */
  readonly timeoutS: number;
}

/** The provider vouches for this person: the ID token is checked. */
export interface Person {
  readonly issuer: string;
  readonly sub: string;
  /** The provider lets some people choose it, so it is shown and never trusted. */
  readonly shown: string | null;
  /** The value of the claim that the settings name. */
  readonly claim: string | null;
  readonly idToken: string | null;
}

/** The organisation's provider of OpenID Connect. Errors: `OrganisationFailure`. */
export interface Organisation {
  /** Answers the address to send a browser to. `finish` checks the provider's answer by the same secret. */
  begin(secret: string, back: string): Promise<string>;
  finish(secret: string, cameTo: URL): Promise<Person>;
  /** Undefined where the provider has no page to sign out at. */
  endAddress(idToken: string | null, back: string): Promise<string | undefined>;
}

/** Asks nothing of the provider until somebody signs in. */
export function organisationOf(settings: OrganisationSettings): Organisation {
  let known: { readonly metadata: ServerMetadata; readonly at: number } | undefined;
  let asking: Promise<ServerMetadata> | undefined;

  /** A configuration of its own, whose key set is empty: a key that the provider has rolled is found at once. */
  async function configuration(): Promise<{ readonly client: typeof import('openid-client'); config: Configuration }> {
    const client = await import('openid-client');
    const config = configurationOf(client, settings, await discovered(client));
    config.timeout = settings.timeoutS;
    config[client.customFetch] = boundedFetch;
    // Without it the signature is not looked at, because the token came over TLS.
    client.enableNonRepudiationChecks(config);
    if (isPlain(settings)) client.allowInsecureRequests(config);
    return { client, config };
  }

  async function discovered(client: typeof import('openid-client')): Promise<ServerMetadata> {
    if (known && performance.now() - known.at < METADATA_MS) return known.metadata;
    asking ??= discover(client).finally(() => {
      asking = undefined;
    });
    return asking;
  }

  async function discover(client: typeof import('openid-client')): Promise<ServerMetadata> {
    const found = await client.discovery(new URL(settings.issuer), settings.clientId, undefined, undefined, {
      timeout: settings.timeoutS,
      [client.customFetch]: boundedFetch,
      ...(isPlain(settings) && { execute: [client.allowInsecureRequests] }),
    });
    const metadata = found.serverMetadata();
    for (const name of ['authorization_endpoint', 'token_endpoint', 'jwks_uri'] as const)
      if (typeof metadata[name] !== 'string' || !URL.canParse(metadata[name]))
        throw new OrganisationFailure('away', `The provider does not state its ${name}.`);
    known = { metadata, at: performance.now() };
    return metadata;
  }

  /** Whatever fails may have changed: discovery is asked again. */
  const attempt = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      known = undefined;
      throw failureOf(error);
    }
  };

  return {
    begin: (secret, back) =>
      attempt(async () => {
        const { client, config } = await configuration();
        const { state, nonce, verifier } = expectedOf(secret);
        const address = client.buildAuthorizationUrl(config, {
          redirect_uri: back,
          scope: settings.scope,
          state,
          nonce,
          code_challenge: await client.calculatePKCECodeChallenge(verifier),
          code_challenge_method: 'S256',
        });
        return webAddress(address, settings);
      }),
    finish: (secret, cameTo) =>
      attempt(async () => {
        const { client, config } = await configuration();
        const { state, nonce, verifier } = expectedOf(secret);
        const tokens = await client.authorizationCodeGrant(config, cameTo, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        });
        const claims = tokens.claims();
        if (!claims?.sub || claims.sub.length > LONGEST_SUBJECT)
          throw new OrganisationFailure('untrusted', 'The ID token names nobody.');
        requireRightClock(claims.iat);
        const more = await moreOf(client, config, tokens.access_token, claims, settings.claim);
        const idToken = tokens.id_token ?? '';
        return {
          issuer: claims.iss,
          sub: claims.sub,
          shown: shownOf(more),
          claim: settings.claim === undefined ? null : textOf(more[settings.claim]),
          idToken: idToken.length > 0 && idToken.length <= LONGEST_ID_TOKEN ? idToken : null,
        };
      }),
    endAddress: (idToken, back) =>
      attempt(async () => {
        const { client, config } = await configuration();
        if (config.serverMetadata().end_session_endpoint === undefined) return undefined;
        const address = client.buildEndSessionUrl(config, {
          post_logout_redirect_uri: back,
          ...(idToken !== null && { id_token_hint: idToken }),
        });
        return webAddress(address, settings);
      }),
  };
}

function configurationOf(
  client: typeof import('openid-client'),
  { clientId, clientSecret }: OrganisationSettings,
  metadata: ServerMetadata,
): Configuration {
  const ways = metadata.token_endpoint_auth_methods_supported;
  const authentication =
    clientSecret === undefined
      ? client.None()
      : Array.isArray(ways) && !ways.includes('client_secret_basic')
        ? client.ClientSecretPost(clientSecret)
        : client.ClientSecretBasic(clientSecret);
  return new client.Configuration(metadata, clientId, { [client.clockTolerance]: SKEW_S }, authentication);
}

/** State, nonce and PKCE verifier, each 256 bits that nobody knows who lacks the secret of the cookie. */
function expectedOf(secret: string) {
  const made = (what: string) => createHmac('sha256', secret).update(what).digest('base64url');
  return { state: made('state'), nonce: made('nonce'), verifier: made('verifier') };
}

/** openid-client looks at `exp` alone, which a provider may set a day ahead. */
function requireRightClock(issuedAt: number): void {
  const age = Date.now() / 1_000 - issuedAt;
  if (age > -SKEW_S && age < MOST_AGE_S + SKEW_S) return;
  throw new OrganisationFailure('clock', `The ID token is ${Math.round(age)} seconds old.`);
}

/** Claims that the ID token lacks, many providers tell at their UserInfo endpoint alone. */
async function moreOf(
  client: typeof import('openid-client'),
  config: Configuration,
  accessToken: string,
  claims: Readonly<Record<string, unknown>> & { readonly sub: string },
  claim: string | undefined,
): Promise<Readonly<Record<string, unknown>>> {
  const isNeeded = claim !== undefined && claims[claim] === undefined;
  if (!isNeeded && shownOf(claims) !== null) return claims;
  if (config.serverMetadata().userinfo_endpoint === undefined) return claims;
  const told = client.fetchUserInfo(config, accessToken, claims.sub);
  const more = await (isNeeded ? told : told.catch(() => ({})));
  return { ...more, ...claims };
}

const shownOf = (claims: Readonly<Record<string, unknown>>): string | null =>
  textOf(claims.name) ?? textOf(claims.preferred_username) ?? textOf(claims.email);

const LONGEST_CLAIM = 100;

/** Without controls, of which some turn the direction of writing. */
function textOf(claim: unknown): string | null {
  const text = typeof claim === 'string' ? claim.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ').trim() : '';
  return text === '' || text.length > LONGEST_CLAIM ? null : text;
}

const isPlain = ({ issuer }: OrganisationSettings): boolean => issuer.startsWith('http:');

/** A provider's document may not send a browser to `javascript:` or plain HTTP. */
function webAddress({ protocol, href }: URL, settings: OrganisationSettings): string {
  if (protocol === 'https:' || (protocol === 'http:' && isPlain(settings))) return href;
  throw new OrganisationFailure('away', `The provider states an address that begins with ${protocol}.`);
}
