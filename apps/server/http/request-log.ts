import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Config } from '#platform/index.js';
import type { AuthenticatedRequest } from '../access/policy.guard.js';

const REDACTED = ['req.headers.authorization', 'req.headers.cookie', 'res.headers["set-cookie"]'];
const LEVELS: Readonly<Record<number, string>> = { 30: '', 40: 'warning: ', 50: 'error: ', 60: 'fatal: ' };

export function loggerOf({ LOG_LEVEL, LOG_FORMAT }: Config) {
  const stream = { write: (line: string) => process.stdout.write(pretty(line)) };
  return { level: LOG_LEVEL, redact: REDACTED, ...(LOG_FORMAT === 'pretty' && { stream }) };
}

/** Logs the path without its query, which may hold secrets. */
export function logResponses(fastify: FastifyInstance): void {
  fastify.addHook('onResponse', (request, reply, done) => {
    const { method, ip } = request;
    const token = (request as Partial<AuthenticatedRequest>).credential?.token;
    const ms = Math.round(reply.elapsedTime * 10) / 10;
    request.log.info({ method, path: pathOf(request), status: reply.statusCode, ms, ip, token }, 'request');
    done();
  });
}

/** Paths whose last part is a secret, however they are written. */
const SECRET_PATHS = [
  { route: '/sign-in/:code', written: /^\/+sign-in\/+./i, logged: '/sign-in/[redacted]' },
  { route: '/calendar/:file', written: /^\/+calendar\/+(?!feeds(?:\/|$))./i, logged: '/calendar/[redacted]' },
];

function pathOf({ url, routeOptions }: FastifyRequest): string {
  const path = url.split('?')[0] ?? '';
  const plain = decoded(path);
  const secret = SECRET_PATHS.find(({ route, written }) => routeOptions.url === route || written.test(plain));
  return secret?.logged ?? path;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

interface Entry {
  readonly level: number;
  readonly time: number;
  readonly msg?: string;
  readonly method?: string;
  readonly path?: string;
  readonly status?: number;
  readonly ms?: number;
  readonly err?: { readonly stack?: string };
}

function pretty(line: string): string {
  const { level, time, msg, method, path, status, ms, err } = JSON.parse(line) as Entry;
  const clock = new Date(time).toISOString().slice(11, 23);
  const said = method && status ? `${method} ${path} ${status} in ${ms} ms` : msg;
  return `${clock} ${LEVELS[level] ?? ''}${said ?? ''}${err?.stack ? `\n${err.stack}` : ''}\n`;
}
