import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import {
  Body,
  Controller,
  HttpCode,
  type LogLevel,
  Module,
  Param,
  Post,
  Req,
  type Type,
  ValidationPipe,
} from '@nestjs/common';
import { APP_FILTER, APP_GUARD, NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min, MinLength } from 'class-validator';
import fastify from 'fastify';
import { administrator, openBegunLedger } from '#application/ledger/begin-ledger.js';
import { REAL_TIME } from '#application/ledger/clock.js';
import type { Ledger } from '#application/ledger/open-ledger.js';
import type { Queries } from '#application/queries/queries.js';
import { buildApp } from '#apps/server/app.js';
import { AUTHENTICATOR, authenticator } from '#apps/server/auth/authenticator.js';
import { Allow, PolicyGuard } from '#apps/server/auth/policy.js';
import { onlyChecks } from '#apps/server/health/health.controller.js';
import { type AccessStore, openAccessStore } from '#access/index.js';
import { takeOnlyJson } from '#apps/server/http/json-body.js';
import { ProblemsFilter } from '#apps/server/problems/problems.filter.js';
import { commandHandler } from '#commands/handler.js';
import { recordingClock } from '#commands/recording-clock.js';
import { ReportActionProgress } from '#domain/action/progress.verbs.js';
import { aggregates } from '#domain/aggregates.js';
import { readBody } from '#domain/kernel/body.js';
import { openSqliteStore } from '#event-store/sqlite/store.js';
import { readConfig } from '#platform/config.js';
import { TOKEN } from '../processes.js';
import { actor, answer, metadata } from './samples.js';
import { storeWithoutDisk } from './store-without-disk.js';

// The servers that the product's is measured against, each in its own process: one rung more of the ladder each.

const REPORT = 'api/actions/:ref/report-progress';

/** The body of the command as one would write it in any Nest application. */
class ReportBody {
  @IsString() @MinLength(1) @MaxLength(10_000) narrative: string;
  @IsOptional() @IsInt() @Min(0) @Max(100) percent?: number;
  @IsOptional() @IsString() @MaxLength(2000) reason?: string;
}

@Controller()
class Bare {
  @Post(REPORT)
  @HttpCode(200)
  report(@Param('ref') ref: string, @Body() _body: ReportBody) {
    return answer(ref);
  }
}

/** With a durable append of an event of the command's size. */
async function appending(folder: string): Promise<Type> {
  const store = await openSqliteStore({ file: join(folder, 'events.db') });
  const last = new Map<string, number>();
  @Controller()
  class Appending {
    @Post(REPORT)
    @HttpCode(200)
    async report(@Param('ref') ref: string, @Body() body: ReportBody) {
      const revision = last.get(ref);
      last.set(ref, (revision ?? -1) + 1);
      const event = { id: randomUUID(), type: 'ActionProgressReported', data: { ...body }, metadata };
      await store.append(`action-${ref}`, [event], revision ?? 'noStream');
      return answer(ref);
    }
  }
  return Appending;
}

@Controller()
class Authenticated {
  @Post(REPORT)
  @HttpCode(200)
  @Allow(['secretary'])
  report(@Param('ref') ref: string, @Body() _body: ReportBody) {
    return answer(ref);
  }
}

@Controller()
class Validated {
  @Post(REPORT)
  @HttpCode(200)
  @Allow(['secretary'])
  report(@Param('ref') ref: string, @Req() request: { body: unknown }) {
    const read = readBody(ReportActionProgress, request.body);
    if ('errors' in read) throw new Error(read.errors[0]?.message);
    return answer(ref);
  }
}

/** Bodies taken and validated by Nest itself. */
async function plain(module: Type): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(module, new FastifyAdapter(), { logger: LOGGED });
  app.useGlobalPipes(new ValidationPipe({ whitelist: true, forbidNonWhitelisted: true, transform: true }));
  return app;
}

/** Bodies taken as the product takes them. */
async function onlyJson(module: Type): Promise<NestFastifyApplication> {
  const options = { logger: LOGGED, bodyParser: false };
  const app = await NestFactory.create<NestFastifyApplication>(module, new FastifyAdapter(), options);
  takeOnlyJson(app.getHttpAdapter().getInstance());
  return app;
}

const LOGGED: LogLevel[] = ['error', 'warn'];

function open(controller: Type): Type {
  @Module({ controllers: [controller] })
  class OpenModule {}
  return OpenModule;
}

const credential = { token: 'admin', actor, programmes: [], groups: [] };

/** Behind the product's guard and filter. */
function guarded(controller: Type, access: AccessStore): Type {
  const authenticate = authenticator(access, [{ secret: TOKEN, credential }]);
  @Module({
    controllers: [controller],
    providers: [
      { provide: AUTHENTICATOR, useValue: authenticate },
      { provide: APP_GUARD, useClass: PolicyGuard },
      { provide: APP_FILTER, useClass: ProblemsFilter },
    ],
  })
  class GuardedModule {}
  return GuardedModule;
}

const accessIn = (folder: string) => openAccessStore({ engine: 'sqlite', dataDir: folder });

const unasked = () => {
  throw new Error('This rung answers no questions.');
};
const NO_QUERIES: Queries = {
  read: unasked,
  directory: { namesOf: unasked },
  position: () => 0,
  reached: unasked,
  moved: unasked,
  unreachableSince: unasked,
  head: unasked,
  settle: unasked,
};

/** The product's application on a ledger, without its read models. */
function productOn(ledger: Ledger): Promise<NestFastifyApplication> {
  const config = readConfig({ ADMIN_TOKEN: TOKEN, LOG_LEVEL: 'warn', SEED: 'none' });
  const admins = [{ secret: TOKEN, credential: { ...credential, actor: administrator } }];
  const { signal: stopping } = new AbortController();
  const said = { attempts: new Map(), illustrative: () => false };
  return buildApp({ config, ledger, queries: NO_QUERIES, ...said, admins, readiness: onlyChecks([]), stopping });
}

/** The product with decisions that go nowhere. */
async function decided(folder: string): Promise<NestFastifyApplication> {
  const access = await accessIn(folder);
  const store = storeWithoutDisk();
  const recording = recordingClock(REAL_TIME);
  const commands = commandHandler({ store, aggregates, clock: recording, directory: access.directory });
  return productOn({ store, access, commands, clock: REAL_TIME, recording, close: async () => {} });
}

/** The product without its projector. */
async function durable(folder: string): Promise<NestFastifyApplication> {
  return productOn(await openBegunLedger({ DATA_DIR: folder }, 'Bench'));
}

async function rawFastify(): Promise<string> {
  const server = fastify();
  server.post(`/${REPORT}`, async (request) => answer((request.params as { ref: string }).ref));
  return server.listen({ port: 0 });
}

const RUNGS: Readonly<Record<string, (folder: string) => Promise<NestFastifyApplication>>> = {
  bare: () => plain(open(Bare)),
  append: async (folder) => plain(open(await appending(folder))),
  authenticated: async (folder) => plain(guarded(Authenticated, await accessIn(folder))),
  validated: async (folder) => onlyJson(guarded(Validated, await accessIn(folder))),
  decided,
  durable,
};

const [, , name = '', folder = ''] = process.argv;
if (name === 'fastify') process.send?.(await rawFastify());
else {
  const app = await RUNGS[name]?.(folder);
  if (!app) throw new Error(`There is no rung ${name}.`);
  await app.listen(0, '127.0.0.1');
  process.send?.(await app.getUrl());
}
process.on('disconnect', () => process.exit());
