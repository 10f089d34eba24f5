import type { FastifyRequest } from 'fastify';
import { wrongField } from '#application/index.js';

export function refuseQuery(request: FastifyRequest): void {
  const [unknown] = Object.keys(request.query as object);
  if (unknown !== undefined) {
    const field = unknown.slice(0, 100);
    throw wrongField('unknown-parameter', field, `${field} is not a parameter here; there are none`);
  }
}
