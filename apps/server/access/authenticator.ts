import { hash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { AccessStore, Credential } from '#access/index.js';
import { HttpProblem } from '#application/index.js';

export const AUTHENTICATOR = Symbol('authenticator');
/** Errors: 401; 429 for an address with many failed attempts. */
export type Authenticator = (request: FastifyRequest) => Promise<Credential>;

const FAILURES_A_MINUTE = 30;

export interface AdminToken {
  readonly secret: string;
  readonly credential: Credential;
}

/** Rate limits: failed credentials by address (brute force), valid ones by `rateLimit` requests a minute. */
export function authenticator(access: AccessStore, admins: readonly AdminToken[], rateLimit?: number): Authenticator {
  const failures = perMinute();
  const uses = perMinute();
  const known = admins.map(({ secret, credential }) => ({ hash: hashOf(secret), credential }));

  return async (request) => {
    const header = request.headers.authorization;
    if (header === undefined) throw unauthenticated('There is no credential; send Authorization: Bearer <token>.');
    if (!/^Bearer /i.test(header) && failures.count(request.ip) <= FAILURES_A_MINUTE)
      throw unauthenticated('The Authorization header does not begin with Bearer; send Authorization: Bearer <token>.');
    const secret = /^Bearer ([\w\-.~+/]+=*)$/i.exec(header)?.[1];
    const credential = secret && (adminOf(secret) ?? (await access.authenticate(secret)));
    if (!credential) {
      if (failures.count(request.ip) > FAILURES_A_MINUTE)
        throw tooMany('Too many failed credentials from this address.');
      throw unauthenticated('The token is unknown or revoked.');
    }
    if (rateLimit !== undefined && uses.count(credential.token) > rateLimit) {
      throw tooMany(`This token makes more than ${rateLimit} requests a minute.`);
    }
    return credential;
  };

  function adminOf(secret: string): Credential | undefined {
    const given = hashOf(secret);
    return known.find(({ hash }) => timingSafeEqual(hash, given))?.credential;
  }
}

function unauthenticated(detail: string): HttpProblem {
  return new HttpProblem('not-authenticated', detail);
}

function tooMany(detail: string): HttpProblem {
  return new HttpProblem('too-many-requests', detail, { retryAfterSeconds: 60 });
}

function hashOf(secret: string): Buffer {
  return hash('sha256', secret, 'buffer');
}

function perMinute() {
  let minute = 0;
  let counts = new Map<string, number>();
  return {
    count(key: string): number {
      const now = Math.floor(Date.now() / 60_000);
      if (now !== minute) {
        minute = now;
        counts = new Map();
      }
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      return count;
    },
  };
}
