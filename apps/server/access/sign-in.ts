import type { FastifyRequest } from 'fastify';
import { type AccessStore, newSessionSecret, type OrganisationSession } from '#access/index.js';
import { FAILURES_A_MINUTE } from './authenticator.js';
import type { Credentials, Proven } from './credentials.js';
import { perMinute } from './per-minute.js';
import { sessionSecretOf } from './session-cookie.js';

export const SIGN_IN = Symbol('sign-in');

/** The secret of a new session, or why there is none. */
export type SignInOutcome = { readonly secret: string } | { readonly refused: 'unknown' | 'too-many' };

/** Exchanges a token or a sign-in link for a session, which takes the place of the browser's last one. */
export interface SignIn {
  withToken(request: FastifyRequest, token: string): Promise<SignInOutcome>;
  withLink(request: FastifyRequest, code: string): Promise<SignInOutcome>;
  /** For somebody for whom the organisation's provider vouches, by the id of a token. */
  asVouched(request: FastifyRequest, token: string, organisation: OrganisationSession): Promise<SignInOutcome>;
}

export function signInOf(access: AccessStore, credentials: Credentials): SignIn {
  const failures = perMinute();

  async function exchanged(
    request: FastifyRequest,
    proven: Proven | undefined,
    organisation?: OrganisationSession,
  ): Promise<SignInOutcome> {
    if (!proven) return { refused: failures.count(request.ip) > FAILURES_A_MINUTE ? 'too-many' : 'unknown' };
    const now = new Date();
    const before = sessionSecretOf(request);
    const last = before && (await access.sessions.find(before, now, 'looks'));
    if (last) await access.sessions.end(last.id);
    const secret = newSessionSecret();
    const { credential, processSecret } = proven;
    await access.sessions.begin({ secret, token: credential.token, processSecret, organisation }, now);
    return { secret };
  }

  return {
    async asVouched(request, token, organisation) {
      const credential = await access.credentialOf(token);
      return exchanged(request, credential && { credential, processSecret: null }, organisation);
    },
    withToken: async (request, token) => exchanged(request, await credentials.ofSecret(token)),
    async withLink(request, code) {
      const token = await access.sessions.useLink(code, new Date());
      return exchanged(request, token === undefined ? undefined : await credentials.ofLink(token));
    },
  };
}
