import type { FastifyInstance } from 'fastify';
import type { Config } from '#platform/index.js';
import { sessionSecretOf } from '../access/session-cookie.js';
import { isPage } from './is-page.js';

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const HEADERS = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
};
const YEAR_S = 31_536_000;

export function securityHeaders({ PUBLIC_URL }: Config): Readonly<Record<string, string>> {
  // A setting alone tells of https: a proxy ends it, so no request does.
  return PUBLIC_URL === undefined ? HEADERS : { ...HEADERS, 'strict-transport-security': `max-age=${YEAR_S}` };
}

/** A route may set its own, as /api/docs does. */
export function setSecurityHeaders(fastify: FastifyInstance, config: Config): void {
  const headers = securityHeaders(config);
  fastify.addHook('onRequest', (_request, reply, done) => {
    reply.headers(headers);
    done();
  });
  fastify.addHook('onSend', (request, reply, payload, done) => {
    const isPersonal = isPage(request) || sessionSecretOf(request) !== undefined;
    if (isPersonal && !reply.hasHeader('cache-control')) reply.header('cache-control', 'private, no-store');
    done(null, payload);
  });
}
