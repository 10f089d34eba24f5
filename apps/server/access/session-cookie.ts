import { createHmac } from 'node:crypto';
import type { FastifyRequest } from 'fastify';

// The prefix __Host- makes browsers refuse the cookie from other hosts, paths and plain HTTP.
const NAME = '__Host-session';
const ATTRIBUTES = 'Path=/; Secure; HttpOnly; SameSite=Lax';
/** Exactly what `newSessionSecret` makes. */
const COOKIE = new RegExp(`(?:^|; *)${NAME}=([\\w-]{43})(?:;|$)`);

export const ENDED_COOKIE = `${NAME}=; ${ATTRIBUTES}; Max-Age=0`;

/** Without an age: the browser forgets it when it closes. */
export function sessionCookie(secret: string): string {
  return `${NAME}=${secret}; ${ATTRIBUTES}`;
}

export function sessionSecretOf({ headers }: Pick<FastifyRequest, 'headers'>): string | undefined {
  return COOKIE.exec(headers.cookie ?? '')?.[1];
}

/** CSRF token of a form: another site cannot know it. */
export function formTokenOf(sessionSecret: string): string {
  return createHmac('sha256', sessionSecret).update('form token').digest('base64url');
}
