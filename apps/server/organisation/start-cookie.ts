import type { FastifyRequest } from 'fastify';
import { START_MS } from '#access/index.js';

// The provider's answer is a navigation from another site, to which SameSite=Lax sends cookies and Strict does not.
const NAME = '__Host-sign-in';
const ATTRIBUTES = 'Path=/; Secure; HttpOnly; SameSite=Lax';
const COOKIE = new RegExp(`(?:^|; *)${NAME}=([\\w-]{43})(?:;|$)`);

export const USED_START = `${NAME}=; ${ATTRIBUTES}; Max-Age=0`;

export const startCookie = (secret: string): string => `${NAME}=${secret}; ${ATTRIBUTES}; Max-Age=${START_MS / 1_000}`;

export const startSecretOf = ({ headers }: Pick<FastifyRequest, 'headers'>): string | undefined =>
  COOKIE.exec(headers.cookie ?? '')?.[1];
