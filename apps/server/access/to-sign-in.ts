import { HttpStatus } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ENDED_COOKIE, sessionSecretOf } from './session-cookie.js';

const HERE = 'http://ledger.invalid';
const LONGEST = 2_000;

/** Sends a browser without a session to sign in and back to the page that it asked for. */
export function sendToSignIn(request: FastifyRequest, reply: FastifyReply): void {
  if (sessionSecretOf(request) !== undefined) reply.header('set-cookie', ENDED_COOKIE);
  const to = localPath(request.url);
  reply.redirect(to === '/' ? '/sign-in' : `/sign-in?to=${encodeURIComponent(to)}`, HttpStatus.SEE_OTHER);
}

/** A path of this server, or `/` for whatever leads elsewhere (open redirect) or back to signing in. */
export function localPath(given: string): string {
  if (given.length > LONGEST || !/^\/(?![/\\])/.test(given) || !URL.canParse(given, HERE)) return '/';
  const { origin, pathname, search } = new URL(given, HERE);
  // A browser reads `//` as another host, also where dots were resolved to it.
  if (origin !== HERE || /^\/[/\\]/.test(pathname) || /^\/sign-(in|out)(\/|$)/.test(pathname)) return '/';
  return pathname + search;
}
