import { Controller, Get, Inject, Req, Res, type Type } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { executeQuery, HttpProblem, type Queries, type QueryRoute, readerOf } from '#application/index.js';
import type { Instant } from '#domain/index.js';
import { apiAddress, withAddresses } from '#read-store/index.js';
import { Allow, type AuthenticatedRequest } from '../access/policy.guard.js';

export const QUERIES = Symbol('queries');

export function queriesController(routes: readonly QueryRoute[]): Type<unknown> {
  @Controller('api')
  class QueriesController {
    constructor(@Inject(QUERIES) readonly queries: Queries) {}
  }
  const prototype = QueriesController.prototype as object;
  for (const route of routes) {
    const handler = {
      value(this: QueriesController, request: AuthenticatedRequest, reply: FastifyReply) {
        return answer(this.queries, route, request, reply);
      },
      configurable: true,
      writable: true,
    };
    Object.defineProperty(prototype, route.path, handler);
    Get(route.path)(prototype, route.path, handler);
    Allow(route.roles)(prototype, route.path, handler);
    Req()(prototype, route.path, 0);
    Res({ passthrough: true })(prototype, route.path, 1);
  }
  return QueriesController;
}

async function answer(
  queries: Queries,
  route: QueryRoute,
  request: AuthenticatedRequest,
  reply: FastifyReply,
): Promise<object> {
  const path = request.params as Record<string, string>;
  const since = requireSomethingKnown(queries);
  const found = await executeQuery(queries, route, request.query, path, readerOf(request.credential));
  if ('revision' in found) reply.header('etag', `"${found.revision}"`);
  // Only reports lead elsewhere.
  const printed = route.report === undefined ? found : withAddresses(found, apiAddress);
  return since && !isPinned(request.query) ? withoutStore(printed, since) : printed;
}

/** A query pinned to an event is complete, whatever was recorded later. */
const isPinned = (query: unknown) =>
  ['asOfPosition', 'asOfNumber', 'asOfMeeting', 'cursor'].some((name) => Object.hasOwn(query as object, name));

function withoutStore(found: object, storeUnreachableSince: Instant): object {
  return { ...found, asOf: { ...(found as { asOf?: object }).asOf, storeUnreachableSince } };
}

/**
 * Empty read models must not answer as if nothing were there while the store is unavailable. Answers since when it is.
 * Errors: `no-read-models`.
 */
export function requireSomethingKnown(queries: Pick<Queries, 'unreachableSince' | 'position'>): Instant | undefined {
  const since = queries.unreachableSince();
  if (since && queries.position() <= 0) throw nothingKnown(since);
  return since;
}

function nothingKnown(since: Instant): HttpProblem {
  const detail = `The event store has not answered since ${since}, and the read models hold nothing yet; ask again.`;
  return new HttpProblem('no-read-models', detail, { storeUnreachableSince: since });
}
