import { once } from 'node:events';
import type { Server } from 'node:http';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import request from 'supertest';
import type { CreateApp } from '#apps/server/app.js';
import { serve } from '#apps/server/serve.js';
import { readConfig } from '#platform/config.js';
import { type Kept, keepConsole } from './console.js';
import type { Answer } from './declared.js';
import { type Ended, temporaryFolder } from './processes.js';
import { ADMIN_TOKEN, type ApiServer, type Asking, answerOf, clientOf, type Settings } from './server.js';

/** A server in the process of the test. */
export interface ServerInProcess extends ApiServer, Pick<Kept, 'stdout' | 'stderr'> {
  /** Stops it, and answers what it wrote; fails where the process of one would end with another code. */
  stop(): Promise<Ended>;
}

/**
 * Starts the whole server in this process, on a folder of its own: the store, the read models, the guard and the rest
 * are those that a process has. One serves a whole file of tests.
 */
export async function startInProcess(settings: Settings = {}): Promise<ServerInProcess> {
  const folder = settings.DATA_DIR ?? temporaryFolder();
  const defaults = {
    PORT: '0',
    DATA_DIR: folder,
    SEED: 'none',
    ADMIN_TOKEN,
    LOG_LEVEL: 'silent',
    LOG_FORMAT: 'pretty',
  };
  const config = readConfig({ ...defaults, ...settings });
  const stopping = new AbortController();
  const kept = keepConsole();
  let created: (app: NestFastifyApplication) => void;
  const creating = new Promise<NestFastifyApplication>((resolve) => {
    created = resolve;
  });
  const create: CreateApp = async (module, adapter, options) => {
    const testing = await Test.createTestingModule({ imports: [module] }).compile();
    const app = testing.createNestApplication<NestFastifyApplication>(adapter, options);
    created(app);
    return app;
  };
  const serving = serve(config, stopping.signal, create).finally(kept.restore);
  const early = serving.then(() => {
    throw new Error('The server ended before it answered.');
  });
  early.catch(() => {});
  const app = await Promise.race([creating, early]);
  const server = app.getHttpServer();
  await Promise.race([once(server, 'listening'), early]);
  const url = await app.getUrl();
  await Promise.race([kept.says(`Action Ledger is at ${url}\n`), early]);

  return {
    url,
    folder,
    ...clientOf((path, asking) => send(server, path, asking)),
    stdout: kept.stdout,
    stderr: kept.stderr,
    async stop() {
      stopping.abort();
      await serving;
      return { code: 0, stdout: kept.stdout(), stderr: kept.stderr() };
    },
  };
}

/** Sends what `fetch` would send, as it is. */
async function send(server: Server, path: string, { method = 'GET', headers = {}, body }: Asking): Promise<Answer> {
  const asked = new request.Test(server, method, path).set(headers).responseType('blob');
  if (body != null) asked.serialize((bytes) => bytes).send(bytesOf(body));
  const answer = await asked;
  const text = Buffer.isBuffer(answer.body) ? answer.body.toString() : '';
  return answerOf(answer.status, new Headers(answer.headers), text);
}

function bytesOf(body: NonNullable<Asking['body']>): Buffer {
  if (typeof body === 'string') return Buffer.from(body);
  if (ArrayBuffer.isView(body)) return Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  throw new Error('A test sends text or bytes.');
}
