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
import { Test } from '@nestjs/testing';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min, MinLength } from 'class-validator';
import fastify from 'fastify';
import { type AccessStore, openAccessStore } from '#access/index.js';
import { openBegunLedger } from '#application/ledger/begin-ledger.js';
import { REAL_TIME } from '#application/ledger/clock.js';
import type { Ledger } from '#application/ledger/open-ledger.js';
import type { StartedLedger } from '#application/ledger/start-ledger.js';
import { AUTHENTICATOR, authenticator } from '#apps/server/access/authenticator.js';
import { Allow, PolicyGuard } from '#apps/server/access/policy.guard.js';
import { createApp } from '#apps/server/app.js';
import { LEDGER } from '#apps/server/event-store/event-store.module.js';
import { takeOnlyJson } from '#apps/server/http/json-body.js';
import { ProblemsFilter } from '#apps/server/problems/problems.filter.js';
import { CommandHandler } from '#commands/handler.js';
import { recordingClock } from '#commands/recording-clock.js';
import { ReportActionProgress } from '#domain/action/progress.verbs.js';
import { aggregates } from '#domain/aggregates.js';
import { readBody } from '#domain/kernel/body.js';
import { inFile } from '#event-store/index.js';
import { openSqliteStore } from '#event-store/sqlite/store.js';
import { type Config, readConfig } from '#platform/config.js';
import { inDataDir } from '#read-store/index.js';
import { startTreeKeeper } from '#tree/keeper/index.js';
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

/** The product's application on a ledger, with read models that hold nothing. */
function productOn(ledger: Ledger, folder: string): Promise<NestFastifyApplication> {
  const settings = readConfig({ ADMIN_TOKEN: TOKEN, DATA_DIR: folder, LOG_LEVEL: 'warn', SEED: 'none' });
  // No setting has an API alone on files: here nothing is to project.
  const config: Config = { ...settings, ROLE: 'api' };
  const bootstrap = { firstAttempt: Promise.resolve(), completed: Promise.resolve(), isDone: () => true };
  const started: StartedLedger = { ...ledger, bootstrap, beganReadModels: () => false };
  return createApp(config, new AbortController().signal, async (module, adapter, options) => {
    const testing = Test.createTestingModule({ imports: [module] })
      .overrideProvider(LEDGER)
      .useValue(started);
    return (await testing.compile()).createNestApplication<NestFastifyApplication>(adapter, options);
  });
}

/** The product with decisions that go nowhere. */
async function decided(folder: string): Promise<NestFastifyApplication> {
  const access = await accessIn(folder);
  const store = storeWithoutDisk();
  const recording = recordingClock(REAL_TIME);
  const commands = new CommandHandler({ store, aggregates, clock: recording, directory: access.directory });
  const rest = { clock: REAL_TIME, recording, requireSignedHistory: async () => {}, close: async () => {} };
  return productOn({ store, access, commands, ...rest }, folder);
}

/** The product without its projector. */
async function durable(folder: string): Promise<NestFastifyApplication> {
  return productOn(await openBegunLedger({ DATA_DIR: folder }, 'Bench'), folder);
}

/** The same with the tree kept beside it, as the server keeps it. */
async function signed(folder: string): Promise<NestFastifyApplication> {
  const app = await durable(folder);
  const [events, tree] = [inFile(join(folder, 'events.db')), inDataDir(folder)];
  startTreeKeeper({ events, tree, folder, onDegraded: (error) => error !== undefined && console.error(error) });
  return app;
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
  signed,
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
