import { context } from '@opentelemetry/api';
import type { FastifyInstance } from 'fastify';
import { readTraceparent, traceContext } from '#platform/index.js';

/** Continues the trace of a request's `traceparent` header in the spans of its answer. */
export function continueTraces(fastify: FastifyInstance): void {
  // After the body is parsed, whose events would lose the context.
  fastify.addHook('preHandler', (request, _reply, done) => {
    const parent = readTraceparent(request.headers.traceparent);
    if (parent) context.with(traceContext(parent), done);
    else done();
  });
}
