import { Controller, Get, Inject, Req, Res, type Type } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Instant } from '#domain/kernel/calendar.js';
import { AUDITS, type Role, SEES_EVERYTHING } from '#domain/kernel/roles.js';
import type { Credential } from '#platform/access/credential.js';
import type { Reader } from '#projections/read/visible.js';
import { Allow, type AuthenticatedRequest } from '../policy.js';
import { HttpProblem } from '../problem.js';
import { type Asked, ask } from './ask.js';
import type { QueryRoute } from './query-route.js';

export const QUERIES = Symbol('queries');

/** What the routes ask, and what those who listen on wait for. */
export interface Queries extends Asked {
  /** Waits until the read models move on from a position; false when they did not in time, or `ended` first. */
  moved(from: number, withinMs: number, ended: AbortSignal): Promise<boolean>;
  /** Since when the store has not answered, so that what came to be recorded since may be missing. */
  unreachableSince(): Instant | undefined;
}

/** A controller with a GET route for each question. */
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
  const since = queries.unreachableSince();
  if (since && queries.position() <= 0) throw nothingKnown(since);
  const found = await ask(queries, route, request.query, path, readerOf(request.credential));
  if ('revision' in found) reply.header('etag', `"${found.revision}"`);
  return since && !isPinned(request.query) ? withoutStore(found, since) : found;
}

/** What is asked of a position is all there, whatever was recorded after it. */
function isPinned(query: unknown): boolean {
  const { asOfPosition, cursor } = query as { asOfPosition?: unknown; cursor?: unknown };
  return asOfPosition !== undefined || cursor !== undefined;
}

function withoutStore(found: object, storeUnreachableSince: Instant): object {
  return { ...found, asOf: { ...(found as { asOf?: object }).asOf, storeUnreachableSince } };
}

/** Read models that hold nothing say nothing of a ledger that cannot be reached, not even that something is not there. */
function nothingKnown(since: Instant): HttpProblem {
  const detail = `The event store has not answered since ${since}, and the read models hold nothing yet; ask again.`;
  return new HttpProblem('no-read-models', detail, { storeUnreachableSince: since });
}

/** What a credential may see: auditors and secretaries everything, others what is not another group's. */
export function readerOf({ actor, groups }: Credential): Reader {
  const has = (roles: readonly Role[]) => actor.roles.some((role) => roles.includes(role));
  return { everything: has(SEES_EVERYTHING), groups, seesAccess: has(AUDITS) };
}
