import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type Queries, readerOf } from '#application/index.js';
import { READS } from '#domain/index.js';
import { calendarFile } from '#pages/index.js';
import type { Config } from '#platform/index.js';
import { Allow, type AuthenticatedRequest } from '../access/policy.guard.js';
import { CONFIG } from '../configuration/tokens.js';
import { QUERIES } from '../queries/queries.controller.js';
import { onlyTexts } from './only-texts.js';

/** The calendar as a file for other programs (iCalendar). */
@Controller()
export class CalendarController {
  constructor(
    @Inject(QUERIES) private readonly queries: Queries,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('calendar.ics')
  @Allow(READS)
  async file(
    @Query() query: object,
    @Req() { credential }: AuthenticatedRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const file = await calendarFile(this.queries, onlyTexts(query), readerOf(credential), this.config.PUBLIC_URL);
    reply.type('text/calendar; charset=utf-8');
    reply.header('content-disposition', 'attachment; filename="calendar.ics"');
    return file;
  }
}
