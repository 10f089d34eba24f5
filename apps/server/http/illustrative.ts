import type { FastifyInstance } from 'fastify';

export const ILLUSTRATIVE_HEADER = 'Illustrative-Data';

export function markIllustrative(fastify: FastifyInstance, illustrative: () => boolean | undefined): void {
  fastify.addHook('onRequest', (_request, reply, done) => {
    // Sets the raw header, because event streams bypass Fastify's reply.
    if (illustrative()) reply.raw.setHeader(ILLUSTRATIVE_HEADER, 'true');
    done();
  });
}
