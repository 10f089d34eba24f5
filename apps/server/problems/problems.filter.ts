import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Inject, Optional } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { HttpProblem, type Problem, problem, problemOf } from '#application/index.js';
import { keptInForm, type Typed } from '#pages/index.js';
import { isSameOrigin } from '../access/same-origin.js';
import { sendToSignIn } from '../access/to-sign-in.js';
import { isPage } from '../http/is-page.js';
import { noSuchRoute } from '../openapi/near-routes.js';
import { PageSender } from '../pages/page-sender.js';

/** Statuses with a Retry-After header. */
const COMES_BACK: ReadonlySet<number> = new Set([429, 503]);

/** The only place that turns errors into HTTP responses (RFC 9457). */
@Catch()
export class ProblemsFilter implements ExceptionFilter {
  constructor(@Optional() @Inject(PageSender) private readonly pages?: PageSender) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const http = host.switchToHttp();
    await answerProblem(this.pages, error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }
}

/** A page for a browser, where this process has pages, else problem+json. */
export async function answerProblem(
  pages: PageSender | undefined,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const answer = translate(error, request);
  if (pages && answer.status === 401 && isPage(request) && hasTyped(request))
    return pages.sendSignInKeeping(request, reply);
  if (!pages || !asksForPage(request) || answer.status === 401 || reply.raw.headersSent)
    return sendProblem(error, request, reply);
  if (answer.status >= 500) request.log.error({ err: error }, answer.detail);
  await pages.sendProblem(answer, request, reply).catch((failed) => sendProblem(failed, request, reply));
}

/** A session may end while a form is typed. Another site's form is not kept (CSRF). */
const hasTyped = (request: FastifyRequest): boolean =>
  request.method === 'POST' && isSameOrigin(request) !== false && keptInForm((request.body ?? {}) as Typed).length > 0;

/** A browser that opens a page, or an address that nothing answers. */
function asksForPage(request: FastifyRequest): boolean {
  const isHtml = request.headers.accept?.includes('text/html') ?? false;
  return isHtml && !/^\/(api|health|metrics|assets)(\/|\?|$)/.test(request.url);
}

export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const answer = translate(error, request);
  if (answer.status >= 500) request.log.error({ err: error }, answer.detail);
  if (reply.sent || reply.raw.headersSent) {
    reply.raw.end();
    return;
  }
  if (answer.status === 401 && isPage(request)) {
    sendToSignIn(request, reply);
    return;
  }
  if (answer.status === 401) reply.header('www-authenticate', 'Bearer');
  const { retryAfterSeconds = COMES_BACK.has(answer.status) ? 1 : undefined } = answer;
  if (retryAfterSeconds !== undefined) reply.header('retry-after', String(retryAfterSeconds));
  reply.code(answer.status).type('application/problem+json').send(JSON.stringify(answer));
}

function translate(error: unknown, request: FastifyRequest): Problem {
  const status = statusOf(error);
  if (status === undefined) return problemOf(error);
  if (status === 413) return problem('body-too-large', 'The body may hold at most 1 MB.');
  if (status === 404) return problemOf(noSuchRoute(request.method, request.url.split('?')[0] ?? ''));
  if (status === 414) return problem('uri-too-long', 'A part of the path may have at most 100 characters.');
  if (status === 415) return problem('unsupported-content-type', 'The body must be application/json.');
  if (codeOf(error) === 'FST_ERR_BAD_URL')
    return problem('bad-request', 'The path cannot be decoded (percent-encoding in UTF-8); write a % as %25.');
  return status < 500 ? { ...problem('bad-request', 'The request is malformed.'), status } : problemOf(error);
}

function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  const { statusCode } = error as { statusCode?: unknown };
  if (error instanceof HttpProblem || typeof statusCode !== 'number') return undefined;
  return codeOf(error) === undefined ? undefined : statusCode;
}

function codeOf(error: unknown): string | undefined {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? code : undefined;
}
