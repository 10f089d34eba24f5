import { join } from 'node:path';
import { type Answer, requireDeclared } from './declared.js';
import { type Ended, ROOT, type Running, start, temporaryFolder } from './processes.js';

export const ADMIN_TOKEN = 'a-token-for-tests-that-is-long-enough';

/** What a test settles of the environment; the rest is a free port, an empty folder and no seed. */
export type Settings = Readonly<Partial<Record<string, string>>>;

/** What is asked besides the path: as `fetch` takes it, and `GET` by the administrator unless stated. */
export type Asking = Omit<RequestInit, 'headers'> & { readonly headers?: Record<string, string> };

export interface TestServer extends Running {
  readonly url: string;
  readonly folder: string;
  /** Asks anything; fails where the answer is none that the OpenAPI document declares. */
  ask(path: string, asking?: Asking): Promise<Answer>;
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  post(path: string, body: object, headers?: Record<string, string>): Promise<Answer>;
  /** Stops it as a user would, and waits until it has gone. */
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
  const defaults = { PORT: '0', DATA_DIR: folder, SEED: 'none', ADMIN_TOKEN, LOG_LEVEL: 'error' };
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
  const authorization = `Bearer ${ADMIN_TOKEN}`;

  /** A slow machine may need longer than a request waits: who names a position asks until the read models stand there. */
  async function ask(path: string, asking: Asking = {}): Promise<Answer> {
    for (;;) {
      const answer = await askOnce(path, asking);
      if (answer.body?.code !== 'read-models-behind') return answer;
    }
  }

  async function askOnce(path: string, { headers, ...init }: Asking): Promise<Answer> {
    const response = await fetch(url + path, { ...init, headers: { authorization, ...headers } });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '') && text !== '';
    const body = isJson ? JSON.parse(text) : undefined;
    const answer = { status: response.status, headers: response.headers, body, text };
    if (init.method !== 'HEAD') requireDeclared(init.method ?? 'GET', path, answer);
    return answer;
  }

  function end(signal: NodeJS.Signals): Promise<Ended> {
    running.signal(signal);
    return running.ended;
  }

  return {
    ...running,
    url,
    ask,
    get: (path, headers = {}) => ask(path, { headers }),
    post: (path, body, headers = {}) =>
      ask(path, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json', ...headers },
      }),
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
}
