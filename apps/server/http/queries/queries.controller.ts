import { Controller, Get, Inject, Req, Res, type Type } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { AUDITS, type Role, SEES_EVERYTHING } from '#domain/kernel/roles.js';
import type { Credential } from '#platform/access/credential.js';
import { type Cursor, momentOf } from '#projections/read/cursor.js';
import type { MomentAsked } from '#projections/read/moment.js';
import type { ReadModels } from '#projections/read/read-models.js';
import type { Reader } from '#projections/read/visible.js';
import { Allow, type AuthenticatedRequest } from '../policy.js';
import { HttpProblem, wrongField } from '../problem.js';
import { notFound } from './not-found.js';
import { readParameters } from './parameters.js';
import type { Directory, QueryRoute } from './query-route.js';

export const QUERIES = Symbol('queries');

/** What the routes ask: the read models, and how far they have come. */
export interface Queries {
  readonly read: ReadModels['read'];
  readonly directory: Directory;
  /** Waits until the read models stand at a position; false when they did not come to it in time. */
  reached(position: number): Promise<boolean>;
  position(): number;
  /** Waits until the read models move on from a position; false when they did not in time, or `ended` first. */
  moved(from: number, withinMs: number, ended: AbortSignal): Promise<boolean>;
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
  const asked = readParameters(route.parameters, request.query);
  const { minPosition, cursor, ...rest } = asked as MomentAsked & { minPosition?: number; cursor?: Cursor };
  const now = new Date().toISOString();
  refuseFuture(rest, now);
  if (minPosition !== undefined && !(await queries.reached(minPosition))) throw behind(queries, minPosition);
  const path = request.params as Record<string, string>;
  const moment = { ...momentOf(rest, cursor), now };
  const found = await queries.read(moment, readerOf(request.credential), (view) =>
    route.run(view, asked, path, queries.directory),
  );
  if (!found) throw notFound(route, path, asked);
  if ('revision' in found) reply.header('etag', `"${found.revision}"`);
  return found;
}

/** What a credential may see: auditors and secretaries everything, others what is not another group's. */
export function readerOf({ actor, groups }: Credential): Reader {
  const has = (roles: readonly Role[]) => actor.roles.some((role) => roles.includes(role));
  return { everything: has(SEES_EVERYTHING), groups, seesAccess: has(AUDITS) };
}

function refuseFuture(asked: MomentAsked, now: string): void {
  for (const name of ['knownAt', 'effectiveAt'] as const) {
    const value = asked[name];
    // A date stands for the end of its day, which may be still to come on the day itself.
    if (value !== undefined && Date.parse(value) - Date.parse(now) > 86_400_000) {
      const message = `${name} lies in the future, of which nothing is known yet; give a moment that has been`;
      throw wrongField('moment-in-the-future', name, message);
    }
  }
}

function behind(queries: Queries, minPosition: number): HttpProblem {
  const position = queries.position();
  const detail = `The read models stand at ${position}, not yet at ${minPosition}; ask again.`;
  return new HttpProblem(503, 'read-models-behind', detail, { position, minPosition, lag: minPosition - position });
}
