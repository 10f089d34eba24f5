import { hash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { HttpProblem } from '#application/index.js';

export const FORM_TOKEN_FIELD = 'form-token';
const SAFE: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Reads Sec-Fetch-Site and Origin, which no script can set; undefined when the browser sends neither. */
export function isSameOrigin({ headers }: Pick<FastifyRequest, 'headers'>, publicUrl?: string): boolean | undefined {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  const { origin, host } = headers;
  if (origin === undefined) return undefined;
  return publicUrl === undefined
    ? [`http://${host}`, `https://${host}`].includes(origin)
    : origin === new URL(publicUrl).origin;
}

/** Refuses a change that another site's page sends with a person's cookie (CSRF). Errors: `cross-site-request`. */
export function requireSameOrigin(request: FastifyRequest, formToken: string, publicUrl?: string): void {
  if (SAFE.has(request.method)) return;
  if (isSameOrigin(request, publicUrl) ?? isEqual(formTokenIn(request.body), formToken)) return;
  throw crossSite();
}

export function crossSite(): HttpProblem {
  return new HttpProblem(
    'cross-site-request',
    'This was not sent by a page of this ledger; open the page again and send the form there.',
  );
}

/** In constant time: hashes have one length whatever was sent. */
function isEqual(given: unknown, formToken: string): boolean {
  const hashed = (text: string) => hash('sha256', text, 'buffer');
  return typeof given === 'string' && timingSafeEqual(hashed(given), hashed(formToken));
}

function formTokenIn(body: unknown): unknown {
  if (typeof body !== 'object' || body === null) return undefined;
  return Object.getOwnPropertyDescriptor(body, FORM_TOKEN_FIELD)?.value;
}
