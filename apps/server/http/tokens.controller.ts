import { Controller, Get, Inject, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ADMINISTERS } from '#domain/kernel/roles.js';
import type { AccessStore } from '#platform/access/port.js';
import { refuseQuery } from './commands.controller.js';
import { Allow } from './policy.js';
import { ACCESS } from './provided.js';

@Controller('api/tokens')
export class TokensController {
  constructor(@Inject(ACCESS) private readonly access: AccessStore) {}

  /** Every token, live or revoked, without its secret. */
  @Get()
  @Allow(ADMINISTERS)
  async list(@Req() request: FastifyRequest) {
    refuseQuery(request);
    return { items: await this.access.tokens(), nextCursor: null };
  }
}
