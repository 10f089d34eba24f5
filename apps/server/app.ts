import 'reflect-metadata';
import type { DynamicModule, NestApplicationOptions, Type } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, NestFactory, Reflector } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from 'fastify';
import { HttpProblem, type StoreWatch } from '#application/index.js';
import type { Config } from '#platform/index.js';
import { policyOf } from './access/policy.guard.js';
import { AppModule } from './app.module.js';
import { STORE_WATCH } from './event-store/event-store.module.js';
import { takeForms } from './http/form-body.js';
import { ILLUSTRATIVE_HEADER, markIllustrative } from './http/illustrative.js';
import { takeOnlyJson } from './http/json-body.js';
import { loggerOf, logResponses } from './http/request-log.js';
import { rootForPrograms } from './http/root.controller.js';
import { securityHeaders, setSecurityHeaders } from './http/security-headers.js';
import { continueTraces } from './http/trace.js';
import { takeDocuments } from './imports/document-body.js';
import { takeUploads } from './imports/upload-form.js';
import { countResponses } from './metrics/metrics-registry.js';
import { servePageAssets } from './pages/assets.js';
import { PageSender } from './pages/page-sender.js';
import { answerProblem, sendProblem } from './problems/problems.filter.js';

/** Tests create the application with @nestjs/testing, which may replace providers. */
export type CreateApp = (
  module: DynamicModule,
  adapter: FastifyAdapter,
  options: NestApplicationOptions,
) => Promise<NestFastifyApplication>;

const withNest: CreateApp = (module, adapter, options) =>
  NestFactory.create<NestFastifyApplication>(module, adapter, options);

export async function createApp(
  config: Config,
  stopping: AbortSignal,
  create: CreateApp = withNest,
): Promise<NestFastifyApplication> {
  let unreadAddress: AnswerError = sendProblem;
  const adapter = new FastifyAdapter({
    // No Express middleware is used.
    skipMiddie: true,
    logger: loggerOf(config),
    logController: new LogController({ disableRequestLogging: true }),
    rewriteUrl: rootForPrograms,
    routerOptions: { maxParamLength: 100 },
    frameworkErrors: ((...given) => unreadAddress(...given)) satisfies AnswerError,
    // Fastify's own 503 is no problem+json and lacks Retry-After.
    return503OnClosing: false,
  });
  const app = await create(AppModule.with(config, stopping), adapter, {
    bodyParser: false,
    // main.ts prints the error of a failed start.
    logger: false,
    abortOnError: false,
  });
  const fastify = app.getHttpAdapter().getInstance();
  unreadAddress = answerUnreadAddress(app, config);
  setSecurityHeaders(fastify, config);
  takeOnlyJson(fastify);
  takeForms(fastify);
  takeDocuments(fastify);
  takeUploads(fastify);
  logResponses(fastify);
  continueTraces(fastify);
  markIllustrative(fastify, app.get<StoreWatch>(STORE_WATCH).illustrative);
  closeConnections(fastify, stopping);
  refuseWhileClosing(fastify);
  countResponses(fastify);
  if (config.ROLE !== 'projector') servePageAssets(fastify);
  await app.init();
  requirePolicies(app);
  return app;
}

type AnswerError = (error: unknown, request: FastifyRequest, reply: FastifyReply) => void;

/** Fastify runs no hook where it cannot decode a path, so what hooks set is set here. */
function answerUnreadAddress(app: NestFastifyApplication, config: Config): AnswerError {
  const pages = config.ROLE === 'projector' ? undefined : app.get(PageSender, { strict: false });
  const headers = securityHeaders(config);
  const { illustrative } = app.get<StoreWatch>(STORE_WATCH);
  return (error, request, reply) => {
    reply.headers(headers);
    if (illustrative()) reply.header(ILLUSTRATIVE_HEADER, 'true');
    void answerProblem(pages, error, request, reply);
  };
}

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

/** A request on a keep-alive connection during shutdown gets 503, so that the client retries elsewhere. */
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

/** Closes keep-alive connections after their response: an idle one would block shutdown. */
function closeConnections(fastify: FastifyInstance, stopping: AbortSignal): void {
  fastify.addHook('onSend', (_request, reply, payload, done) => {
    if (stopping.aborted) reply.header('connection', 'close');
    done(null, payload);
  });
}
