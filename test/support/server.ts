import { join } from 'node:path';
import { type Answer, requireDeclared } from './declared.js';
import { type Ended, ROOT, type Running, start, temporaryFolder } from './processes.js';

export const ADMIN_TOKEN = 'a-token-for-tests-that-is-long-enough';

/** What a test settles of the environment; the rest is a free port, an empty folder and no seed. */
export type Settings = Readonly<Partial<Record<string, string>>>;

/** What is asked besides the path: as `fetch` takes it, and `GET` by the administrator unless stated. */
export type Asking = Omit<RequestInit, 'headers'> & { readonly headers?: Record<string, string> };

/** How a test asks a server, be it a process of its own or in the test's. */
export interface Client {
  /** Asks anything; fails where the answer is none that the OpenAPI document declares. */
  ask(path: string, asking?: Asking): Promise<Answer>;
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  post(path: string, body: object, headers?: Record<string, string>): Promise<Answer>;
}

/** A server that answers. */
export interface ApiServer extends Client {
  readonly url: string;
  readonly folder: string;
  /** Stops it as a user would, and waits until it has gone. */
  stop(): Promise<unknown>;
}

export interface TestServer extends Running, ApiServer {
  stop(): Promise<Ended>;
  /** Ends it without a chance to do anything, and waits until it has gone. */
  kill(): Promise<Ended>;
}

/**
 * Starts the built server, not necessarily one that comes to answer; `limit` is the most KiB that a file of it may
 * grow to.
 */
export function spawnServer(settings: Settings = {}, limit?: number): Running & { readonly folder: string } {
  const folder = settings.DATA_DIR ?? temporaryFolder();
  const defaults = { PORT: '0', DATA_DIR: folder, SEED: 'none', ADMIN_TOKEN, LOG_LEVEL: 'error', LOG_FORMAT: 'pretty' };
  const command = limit ? `trap '' XFSZ; ulimit -f ${limit}; exec "$@"` : 'exec "$@"';
  const program = [process.execPath, join(ROOT, 'dist/run/server.js')];
  const running = start('bash', ['-c', command, 'bash', ...program], { ...defaults, ...settings });
  return { ...running, folder };
}

/** Starts a real server process and waits until it answers. */
export async function startServer(settings: Settings = {}): Promise<TestServer> {
  return answering(spawnServer(settings));
}

/** A server that was started, once it answers. */
export async function answering(running: Running & { readonly folder: string }): Promise<TestServer> {
  const url = (await running.says(/^Action Ledger is at (http\S+)$/m))[1] as string;

  async function send(path: string, { headers, ...init }: Asking): Promise<Answer> {
    const response = await fetch(url + path, { ...init, headers });
    const text = await response.text();
    return answerOf(response.status, response.headers, text);
  }

  function end(signal: NodeJS.Signals): Promise<Ended> {
    running.signal(signal);
    return running.ended;
  }

  return { ...running, url, ...clientOf(send), stop: () => end('SIGTERM'), kill: () => end('SIGKILL') };
}

/** An answer with its body read where it is JSON. */
export function answerOf(status: number, headers: Headers, text: string): Answer {
  const isJson = /json/.test(headers.get('content-type') ?? '') && text !== '';
  return { status, headers, body: isJson ? JSON.parse(text) : undefined, text };
}

/** Asks by the administrator unless stated, and holds each answer against the OpenAPI document. */
export function clientOf(send: (path: string, asking: Asking) => Promise<Answer>): Client {
  const authorization = `Bearer ${ADMIN_TOKEN}`;

  /** A slow machine may need longer than a request waits: who names a position asks until the read models stand there. */
  async function ask(path: string, asking: Asking = {}): Promise<Answer> {
    for (;;) {
      const answer = await askOnce(path, asking);
      if (answer.body?.code !== 'read-models-behind') return answer;
    }
  }

  async function askOnce(path: string, { headers, ...init }: Asking): Promise<Answer> {
    const answer = await send(path, { ...init, headers: { authorization, ...headers } });
    if (init.method !== 'HEAD') requireDeclared(init.method ?? 'GET', path, answer);
    return answer;
  }

  return {
    ask,
    get: (path, headers = {}) => ask(path, { headers }),
    post: (path, body, headers = {}) =>
      ask(path, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json', ...headers },
      }),
  };
}
