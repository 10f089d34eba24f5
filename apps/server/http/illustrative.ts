import type { FastifyInstance } from 'fastify';

/** What every answer of a ledger of invented data is marked with, besides what its body says. */
export const ILLUSTRATIVE_HEADER = 'Illustrative-Data';

/** Marks every answer, errors and streams included, where the ledger holds invented data. */
export function markIllustrative(fastify: FastifyInstance, illustrative: () => boolean | undefined): void {
  fastify.addHook('onRequest', (_request, reply, done) => {
    // On the raw answer, which a stream writes by itself.
    if (illustrative()) reply.raw.setHeader(ILLUSTRATIVE_HEADER, 'true');
    done();
  });
}
