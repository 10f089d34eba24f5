import { Controller, Get, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { IsBoolean, IsOptional } from 'class-validator';
import { type Queries, readParameters } from '#application/index.js';
import { CommandFailure } from '#commands/index.js';
import { IsItem, READS, readBody } from '#domain/index.js';
import type { Config } from '#platform/index.js';
import type { AnswerOf } from '#read-store/index.js';
import { Allow, type AuthenticatedRequest } from '../access/policy.guard.js';
import { CONFIG } from '../configuration/tokens.js';
import { refuseQuery } from '../http/refuse-query.js';
import { QUERIES } from '../queries/queries.controller.js';
import {
  type CALENDAR_FEED_PAGE,
  listFeeds,
  type MADE_FEED,
  presentFeeds,
  type REVOKED_FEED,
} from './feeds.answers.js';
import { Feeds } from './feeds.js';

export class MakeCalendarFeedBody {
  /** Only what belongs to this programme and those below it. */
  @IsOptional() @IsItem() programme?: string;
  /** Only what the caller's party leads. */
  @IsOptional() @IsBoolean() mine?: boolean;
}

@Controller('api/calendar-feeds')
export class CalendarFeedsController {
  constructor(
    @Inject(Feeds) private readonly feeds: Feeds,
    @Inject(QUERIES) private readonly queries: Queries,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  @Allow(READS)
  async list(@Req() { credential, query }: AuthenticatedRequest): Promise<AnswerOf<typeof CALENDAR_FEED_PAGE>> {
    return listFeeds(this.queries, await this.feeds.list(credential), credential, query);
  }

  @Post()
  @HttpCode(201)
  @Allow(READS)
  async make(@Req() request: AuthenticatedRequest): Promise<AnswerOf<typeof MADE_FEED>> {
    refuseQuery(request);
    const read = readBody(MakeCalendarFeedBody, request.body ?? {});
    if ('errors' in read)
      throw new CommandFailure('validation-failed', 'The body is not what is taken here.', { errors: read.errors });
    const { programme, mine = false } = read.command;
    const { feed, path } = await this.feeds.make(request, { programme, mine });
    const [shown] = await presentFeeds(this.queries, [feed], request.credential);
    if (!shown) throw new Error('One calendar is presented as one.');
    const { PUBLIC_URL } = this.config;
    return { ...shown, path, url: PUBLIC_URL === undefined ? null : new URL(path, PUBLIC_URL).href };
  }

  @Post(':id/revoke')
  @HttpCode(200)
  @Allow(READS)
  async revoke(@Param('id') id: string, @Req() request: AuthenticatedRequest): Promise<AnswerOf<typeof REVOKED_FEED>> {
    readParameters({}, request.query);
    await this.feeds.revoke(id, request.credential);
    return { id, revoked: true };
  }
}
