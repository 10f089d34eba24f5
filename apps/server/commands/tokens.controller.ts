import { Controller, Get, Inject, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { AccessStore } from '#access/index.js';
import { PAGE, type Queries, readParameters } from '#application/index.js';
import { ADMINISTERS } from '#domain/index.js';
import {
  type AnswerOf,
  cursorAfter,
  EVERYTHING,
  INSTANT,
  listOf,
  object,
  orNull,
  pageOf,
  sortValues,
  TEXT,
  UUID,
} from '#read-store/index.js';
import { ACCESS } from '../access/access.module.js';
import { Allow } from '../access/policy.guard.js';
import { QUERIES } from '../queries/queries.controller.js';

export const TOKEN_PAGE = pageOf(
  object({
    id: UUID,
    reference: TEXT,
    party: TEXT,
    roles: listOf(TEXT),
    label: orNull(TEXT),
    createdAt: INSTANT,
    revokedAt: orNull(INSTANT),
  }),
);

/** A page of tokens, in the order in which they were made. */
@Controller('api/tokens')
export class TokensController {
  constructor(
    @Inject(ACCESS) private readonly access: AccessStore,
    @Inject(QUERIES) private readonly queries: Queries,
  ) {}

  @Get()
  @Allow(ADMINISTERS)
  list(@Req() request: FastifyRequest): Promise<AnswerOf<typeof TOKEN_PAGE>> {
    return this.page(request.query);
  }

  async page(asked: unknown): Promise<AnswerOf<typeof TOKEN_PAGE>> {
    const { limit = 50, cursor } = readParameters(PAGE, asked);
    const [made = '', reference = ''] = cursor ? sortValues(cursor, ['string', 'string']).map(String) : [];
    const later = (await this.access.tokens()).filter(
      (token) => token.createdAt > made || (token.createdAt === made && token.reference > reference),
    );
    const items = later.slice(0, limit);
    const last = later.length > limit ? items.at(-1) : undefined;
    const now = new Date().toISOString();
    return this.queries.read({ now }, EVERYTHING, async ({ moment }) => ({
      items,
      nextCursor: last ? cursorAfter(moment, [last.createdAt, last.reference]) : null,
      asOf: moment.asOf,
    }));
  }
}
