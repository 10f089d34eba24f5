import { Controller, Get, Inject, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { AccessStore } from '#access/index.js';
import type { Queries } from '#application/index.js';
import { ADMINISTERS } from '#domain/index.js';
import type { AnswerOf } from '#read-store/index.js';
import { ACCESS } from '../access/access.module.js';
import { Allow } from '../access/policy.guard.js';
import { QUERIES } from '../queries/queries.controller.js';
import { listTokens, type TOKEN_PAGE } from './tokens.answers.js';

@Controller('api/tokens')
export class TokensController {
  constructor(
    @Inject(ACCESS) readonly access: AccessStore,
    @Inject(QUERIES) readonly queries: Queries,
  ) {}

  @Get()
  @Allow(ADMINISTERS)
  list(@Req() request: FastifyRequest): Promise<AnswerOf<typeof TOKEN_PAGE>> {
    return listTokens(this, request.query);
  }
}
