import 'reflect-metadata';
import { Module, type Type } from '@nestjs/common';
import {
  APP_FILTER,
  APP_GUARD,
  DiscoveryModule,
  DiscoveryService,
  MetadataScanner,
  NestFactory,
  Reflector,
} from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type FastifyInstance, LogController } from 'fastify';
import { aggregates } from '#domain/aggregates.js';
import type { Config } from '#platform/config.js';
import type { Ledger } from '../ledger/open-ledger.js';
import type { Attempts } from '../webhooks/deliveries.js';
import { afterwardsOf } from './afterwards.js';
import { type AdminToken, AUTHENTICATOR, authenticator } from './authenticator.js';
import { AFTERWARDS, COMMANDS, commandsController } from './commands.controller.js';
import { EventTypesController } from './event-types.controller.js';
import { EventsController } from './events/events.controller.js';
import { HealthController, READINESS, type Readiness } from './health.controller.js';
import { markIllustrative } from './illustrative.js';
import { takeOnlyJson } from './json-body.js';
import { countResponses, METRICS, MetricsController, metricsRegistry } from './metrics/metrics.controller.js';
import { OpenApiController } from './openapi/openapi.controller.js';
import { PolicyGuard, policyOf } from './policy.js';
import { HttpProblem } from './problem.js';
import { ProblemsFilter, sendProblem } from './problems.filter.js';
import { ACCESS, STOPPING } from './provided.js';
import { QUERIES, type Queries, queriesController } from './queries/queries.controller.js';
import { queryRoutes } from './queries/routes.js';
import { loggerOf, logResponses } from './request-log.js';
import { RootController } from './root.controller.js';
import { TokensController } from './tokens.controller.js';
import { WebhooksController } from './webhooks/webhooks.controller.js';

export interface AppParts {
  readonly config: Config;
  readonly ledger: Ledger;
  readonly queries: Queries;
  /** What came of the attempts to send to webhooks. */
  readonly attempts: Attempts;
  /** Secrets that are never stored. */
  readonly admins: readonly AdminToken[];
  readonly readiness: Readiness;
  /** Whether the ledger holds invented data; undefined while that is not known. */
  illustrative(): boolean | undefined;
  readonly stopping: AbortSignal;
}

/** The HTTP server of a ledger, not yet listening. */
export async function buildApp(parts: AppParts): Promise<NestFastifyApplication> {
  const { config, ledger, queries, attempts, admins, readiness, illustrative, stopping } = parts;
  const metrics = metricsRegistry(queries, attempts);

  @Module({
    imports: [DiscoveryModule],
    controllers: config.ROLE === 'projector' ? [...OF_EVERY_ROLE] : [...OF_EVERY_ROLE, ...apiControllers()],
    providers: [
      { provide: COMMANDS, useValue: ledger.commands },
      { provide: QUERIES, useValue: queries },
      { provide: AFTERWARDS, useValue: afterwardsOf(ledger) },
      { provide: AUTHENTICATOR, useValue: authenticator(ledger.access, admins, config.RATE_LIMIT) },
      { provide: ACCESS, useValue: ledger.access },
      { provide: METRICS, useValue: metrics },
      { provide: READINESS, useValue: readiness },
      { provide: STOPPING, useValue: stopping },
      { provide: APP_GUARD, useClass: PolicyGuard },
      { provide: APP_FILTER, useClass: ProblemsFilter },
    ],
  })
  class AppModule {}

  const adapter = new FastifyAdapter({
    // There is no middleware of Express's kind, so requests need not pass through it.
    skipMiddie: true,
    logger: loggerOf(config),
    logController: new LogController({ disableRequestLogging: true }),
    routerOptions: { maxParamLength: 100 },
    frameworkErrors: sendProblem,
    // Fastify's own answer would be no problem and say nothing of coming back: `refuseWhileClosing` does both.
    return503OnClosing: false,
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule, adapter, {
    bodyParser: false,
    // A failure to start is told in one sentence by main.ts.
    logger: false,
    abortOnError: false,
  });
  const fastify = app.getHttpAdapter().getInstance();
  takeOnlyJson(fastify);
  logResponses(fastify);
  markIllustrative(fastify, illustrative);
  closeConnections(fastify, stopping);
  refuseWhileClosing(fastify);
  countResponses(fastify, metrics);
  await app.init();
  requirePolicies(app);
  return app;
}

/** What a process answers that projects only. */
const OF_EVERY_ROLE: readonly Type[] = [RootController, HealthController, MetricsController];

const apiControllers = (): Type[] => [
  TokensController,
  WebhooksController,
  OpenApiController,
  EventsController,
  EventTypesController,
  queriesController(queryRoutes),
  ...Object.values(aggregates).map((aggregate) => commandsController(aggregate)),
];

/** Refuses to start where a route has no policy. */
function requirePolicies(app: NestFastifyApplication): void {
  const reflector = app.get(Reflector);
  const scanner = new MetadataScanner();
  for (const { instance, metatype } of app.get(DiscoveryService).getControllers()) {
    const prototype = Object.getPrototypeOf(instance) as Record<string, (...args: unknown[]) => unknown>;
    for (const name of scanner.getAllMethodNames(prototype)) {
      const handler = prototype[name] as (...args: unknown[]) => unknown;
      if (Reflect.hasMetadata('path', handler) && policyOf(reflector, handler) === undefined) {
        throw new Error(`The route ${(metatype as Type).name}.${name} has no policy: say who may call it with @Allow.`);
      }
    }
  }
}

/** A request that comes in over an open connection while the server closes goes to another one, or comes back. */
function refuseWhileClosing(fastify: FastifyInstance): void {
  let closing = false;
  fastify.addHook('preClose', (done) => {
    closing = true;
    done();
  });
  fastify.addHook('onRequest', (request, reply, done) => {
    if (!closing) return done();
    sendProblem(new HttpProblem('server-stopping', 'The server is stopping; send it again.'), request, reply);
  });
}

/** A connection whose answer goes out after the stop is not kept: an idle one would keep the server from closing. */
function closeConnections(fastify: FastifyInstance, stopping: AbortSignal): void {
  fastify.addHook('onSend', (_request, reply, payload, done) => {
    if (stopping.aborted) reply.header('connection', 'close');
    done(null, payload);
  });
}
