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
import { aggregates } from '#domain/aggregates.js';
import type { Config } from '#platform/config.js';
import type { Ledger } from '../ledger/open-ledger.js';
import { AUTHENTICATOR, authenticator } from './authenticator.js';
import { AFTERWARDS, COMMANDS, commandsController } from './commands.controller.js';
import { HealthController } from './health.controller.js';
import { takeOnlyJson } from './json-body.js';
import { PolicyGuard, policyOf } from './policy.js';
import { ProblemsFilter, sendProblem } from './problems.filter.js';
import { QUERIES, type Queries, queriesController } from './queries/queries.controller.js';
import { queryRoutes } from './queries/routes.js';
import { tokenSecrets } from './token-secrets.js';

const REDACTED = ['req.headers.authorization', 'req.headers.cookie', 'res.headers["set-cookie"]'];

/** The HTTP server of a ledger, not yet listening. */
export async function buildApp(config: Config, ledger: Ledger, queries: Queries): Promise<NestFastifyApplication> {
  const { access, administrator } = ledger;
  const admins = config.ADMIN_TOKEN
    ? [{ secret: config.ADMIN_TOKEN, credential: { token: 'admin', actor: administrator, programmes: [], groups: [] } }]
    : [];

  @Module({
    imports: [DiscoveryModule],
    controllers: [
      HealthController,
      queriesController(queryRoutes),
      ...Object.values(aggregates).map((aggregate) => commandsController(aggregate)),
    ],
    providers: [
      { provide: COMMANDS, useValue: ledger.commands },
      { provide: QUERIES, useValue: queries },
      { provide: AFTERWARDS, useValue: tokenSecrets(ledger) },
      { provide: AUTHENTICATOR, useValue: authenticator(access, admins, config.RATE_LIMIT) },
      { provide: APP_GUARD, useClass: PolicyGuard },
      { provide: APP_FILTER, useClass: ProblemsFilter },
    ],
  })
  class AppModule {}

  const adapter = new FastifyAdapter({
    logger: { level: config.LOG_LEVEL, redact: REDACTED },
    disableRequestLogging: true,
    routerOptions: { maxParamLength: 100 },
    frameworkErrors: sendProblem,
    return503OnClosing: true,
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule, adapter, {
    bodyParser: false,
    logger: ['error', 'warn'],
    abortOnError: false,
  });
  takeOnlyJson(app.getHttpAdapter().getInstance());
  await app.init();
  requirePolicies(app);
  return app;
}

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
