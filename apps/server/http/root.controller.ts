import type { IncomingMessage } from 'node:http';
import { Controller, Get, NotFoundException, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { type AnswerOf, object, TEXT } from '#read-store/index.js';
import { Allow } from '../access/policy.guard.js';

export const ROOT_ANSWER = object({ name: TEXT, docs: TEXT, openapi: TEXT, health: TEXT });
export const ROOT: AnswerOf<typeof ROOT_ANSWER> = {
  name: 'Action Ledger',
  docs: '/api/docs',
  openapi: '/api/openapi.json',
  health: '/health/ready',
};

/** Programs that ask for / get this; browsers, which accept HTML, get the plan. */
@Controller('api')
export class RootController {
  @Get()
  @Allow('anonymous')
  root(@Req() { originalUrl }: FastifyRequest): AnswerOf<typeof ROOT_ANSWER> {
    // Only what was asked as / is sent here.
    if (originalUrl.startsWith('/api')) throw new NotFoundException();
    return ROOT;
  }
}

/** Sends programs that ask for / to what the API says of itself. */
export function rootForPrograms({ url = '', headers }: IncomingMessage): string {
  const asksForPage = headers.accept?.includes('text/html') ?? false;
  return /^\/(\?|$)/.test(url) && !asksForPage ? `/api${url.slice(1)}` : url;
}
