import type { FastifyRequest } from 'fastify';
import type { Config } from '#platform/index.js';
import { OrganisationFailure } from '../../organisation/failures.js';
import { isLoopbackHost } from './loopback-host.js';

/** The address of a path as browsers know it. Only of the machine itself does the request tell: anybody can send a Host. */
export function addressHere(
  { PUBLIC_URL }: Config,
  { headers }: Pick<FastifyRequest, 'headers'>,
  path: string,
): string {
  if (PUBLIC_URL !== undefined) return new URL(path, PUBLIC_URL).href;
  if (isLoopbackHost(headers.host)) return `http://${headers.host}${path}`;
  throw new OrganisationFailure(
    'misconfigured',
    'PUBLIC_URL is not set, so the provider has no address to come back to.',
  );
}
