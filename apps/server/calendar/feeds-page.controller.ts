import { Controller, Get, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { problemOf, type Queries } from '#application/index.js';
import { READS } from '#domain/index.js';
import { CALENDAR_FEEDS_PATH, type CalendarFeedsState, calendarFeedsPage, feedAsked } from '#pages/index.js';
import type { Config } from '#platform/index.js';
import { Allow, type AuthenticatedRequest } from '../access/policy.guard.js';
import { CONFIG } from '../configuration/tokens.js';
import { typedIn } from '../http/form-body.js';
import { PageSender } from '../pages/page-sender.js';
import { seeOther } from '../pages/see-other.js';
import { QUERIES } from '../queries/queries.controller.js';
import { presentFeeds } from './feeds.answers.js';
import { Feeds } from './feeds.js';

const REVOKED = 'revoked';
const MOST_SHOWN = 500;

/** The page on which a person puts the plan into their own calendar. */
@Controller('calendar/feeds')
export class FeedsPageController {
  constructor(
    @Inject(Feeds) private readonly feeds: Feeds,
    @Inject(QUERIES) private readonly queries: Queries,
    @Inject(PageSender) private readonly sender: PageSender,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  @Allow(READS)
  open(@Req() request: AuthenticatedRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.show({ revoked: typedIn(request.query, REVOKED) === 'yes' }, request, reply);
  }

  @Post()
  @HttpCode(200)
  @Allow(READS)
  async make(@Req() request: AuthenticatedRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    try {
      const { path } = await this.feeds.make(request, feedAsked(typedIn(request.body, 'of')));
      return await this.show({ made: this.addressOf(path, request) }, request, reply);
    } catch (error) {
      const { status, detail } = problemOf(error);
      if (status >= 500) throw error;
      reply.code(status);
      return this.show({ wrong: detail }, request, reply);
    }
  }

  @Post(':id/revoke')
  @Allow(READS)
  async revoke(
    @Param('id') id: string,
    @Req() { credential }: AuthenticatedRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.feeds.revoke(id, credential);
    seeOther(reply, `${CALENDAR_FEEDS_PATH}?${REVOKED}=yes`);
  }

  private async show(
    state: Omit<CalendarFeedsState, 'feeds'>,
    request: AuthenticatedRequest,
    reply: FastifyReply,
  ): Promise<Buffer | string> {
    const { credential } = request;
    const all = (await this.feeds.list(credential)).slice(0, MOST_SHOWN);
    const feeds = await presentFeeds(this.queries, all, credential);
    return this.sender.send(calendarFeedsPage({ ...state, feeds }), request, reply);
  }

  /** Whoever is shown it came by this host, also where PUBLIC_URL is not set. */
  private addressOf(path: string, { headers, protocol }: AuthenticatedRequest): string {
    return new URL(path, this.config.PUBLIC_URL ?? `${protocol}://${headers.host}`).href;
  }
}
