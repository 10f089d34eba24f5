import type { FastifyRequest } from 'fastify';

const NOT_A_PAGE = /^\/(api|health|metrics)(\/|$)/;

/** Whether a request goes to a page, not to the API; by its route, since a path can be written in many ways. */
export function isPage({ routeOptions }: FastifyRequest): boolean {
  return routeOptions.url !== undefined && !NOT_A_PAGE.test(routeOptions.url);
}
