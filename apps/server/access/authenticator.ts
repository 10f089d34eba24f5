import type { FastifyRequest } from 'fastify';
import type { AccessStore, Credential } from '#access/index.js';
import { HttpProblem } from '#application/index.js';
import { type AdminToken, credentialsOf } from './credentials.js';
import { perMinute } from './per-minute.js';
import { requireSameOrigin } from './same-origin.js';
import { formTokenOf, sessionSecretOf } from './session-cookie.js';

export const AUTHENTICATOR = Symbol('authenticator');

export interface Authenticated {
  readonly credential: Credential;
  readonly session?: RequestSession;
}

/** The browser's session that a request came with. */
export interface RequestSession {
  readonly id: string;
  readonly formToken: string;
}

/** Errors: 401; 403 for a change that another site sent; 429 for an address with many failed attempts. */
export type Authenticator = (request: FastifyRequest) => Promise<Authenticated>;

export const FAILURES_A_MINUTE = 30;

interface Limits {
  readonly rateLimit?: number | undefined;
  readonly publicUrl?: string | undefined;
}

/** Rate limits: failed credentials by address (brute force), valid ones by `rateLimit` requests a minute. */
export function authenticator(
  access: AccessStore,
  admins: readonly AdminToken[],
  { rateLimit, publicUrl }: Limits = {},
): Authenticator {
  const failures = perMinute();
  const uses = perMinute();
  const credentials = credentialsOf(access, admins);

  return async (request) => {
    const header = request.headers.authorization;
    const found = header === undefined ? await bySession(request) : { credential: await byToken(header, request.ip) };
    if (rateLimit !== undefined && uses.count(found.credential.token) > rateLimit) {
      throw tooMany(`This token makes more than ${rateLimit} requests a minute.`);
    }
    if (!found.credential.lasting) access.noteUse(found.credential.token, new Date());
    return found;
  };

  async function byToken(header: string, address: string): Promise<Credential> {
    if (!/^Bearer /i.test(header) && failures.count(address) <= FAILURES_A_MINUTE)
      throw unauthenticated('The Authorization header does not begin with Bearer; send Authorization: Bearer <token>.');
    const secret = /^Bearer ([\w\-.~+/]+=*)$/i.exec(header)?.[1];
    const proven = secret && (await credentials.ofSecret(secret));
    if (proven) return proven.credential;
    if (failures.count(address) > FAILURES_A_MINUTE) throw tooMany('Too many failed credentials from this address.');
    throw unauthenticated('The token is unknown or revoked.');
  }

  async function bySession(request: FastifyRequest): Promise<Authenticated> {
    const secret = sessionSecretOf(request);
    if (secret === undefined) throw unauthenticated('There is no credential; send Authorization: Bearer <token>.');
    const session = await access.sessions.find(secret, new Date(), isStream(request) ? 'looks' : 'extends');
    const credential = session && (await credentials.ofSession(session));
    if (!credential) throw unauthenticated('The session has ended; sign in again.');
    const formToken = formTokenOf(secret);
    requireSameOrigin(request, formToken, publicUrl);
    return { credential, session: { id: session.id, formToken } };
  }
}

/** A page left open listens and reconnects by itself: nobody is using the session. */
function isStream({ headers }: FastifyRequest): boolean {
  return headers.accept === 'text/event-stream';
}

function unauthenticated(detail: string): HttpProblem {
  return new HttpProblem('not-authenticated', detail);
}

function tooMany(detail: string): HttpProblem {
  return new HttpProblem('too-many-requests', detail, { retryAfterSeconds: 60 });
}
