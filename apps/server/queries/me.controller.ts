import { Controller, Get, Inject, Req } from '@nestjs/common';
import { type ME, type Queries, whoAmI } from '#application/index.js';
import { READS } from '#domain/index.js';
import type { AnswerOf } from '#read-store/index.js';
import { Allow, type AuthenticatedRequest } from '../access/policy.guard.js';
import { refuseQuery } from '../http/refuse-query.js';
import { QUERIES } from './queries.controller.js';

@Controller('api/me')
export class MeController {
  constructor(@Inject(QUERIES) private readonly queries: Queries) {}

  @Get()
  @Allow(READS)
  show(@Req() request: AuthenticatedRequest): Promise<AnswerOf<typeof ME>> {
    refuseQuery(request);
    return whoAmI(this.queries, request.credential);
  }
}
