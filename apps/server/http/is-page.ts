import type { FastifyRequest } from 'fastify';

const NOT_A_PAGE = /^\/(api|health|metrics)(\/|$)/;

/** Judges by the route: encoding lets one path be written in many ways. */
export function isPage({ routeOptions }: FastifyRequest): boolean {
  return routeOptions.url !== undefined && !NOT_A_PAGE.test(routeOptions.url);
}
