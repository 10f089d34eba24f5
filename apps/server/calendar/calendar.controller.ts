import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type Queries, readerOf, readParameters, wrongField } from '#application/index.js';
import { CALENDAR_PARAMETERS, CALENDAR_TYPE, type CalendarScope, calendarFile } from '#calendar/index.js';
import { londonDate, READS } from '#domain/index.js';
import { addressAt, momentParameters, type PageMoment, readMoment } from '#pages/index.js';
import type { Config } from '#platform/index.js';
import { Allow, type AuthenticatedRequest } from '../access/policy.guard.js';
import { CONFIG } from '../configuration/tokens.js';
import { onlyTexts } from '../pages/only-texts.js';
import { QUERIES } from '../queries/queries.controller.js';

/** The calendar as a file: at the moment of a page's address, and at that of the API's parameters. */
@Controller()
export class CalendarController {
  constructor(
    @Inject(QUERIES) private readonly queries: Queries,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('calendar.ics')
  @Allow(READS)
  async ofPage(@Req() request: AuthenticatedRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const { programme, group, days, ...query } = onlyTexts(request.query);
    const { moment, error } = readMoment(query, londonDate(new Date().toISOString()));
    if (error) throw wrongField('bad-moment', error.field, error.message);
    return this.file(momentParameters(moment), { programme, group, days }, moment, request, reply);
  }

  @Get('api/exports/calendar.ics')
  @Allow(READS)
  async ofApi(@Req() request: AuthenticatedRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    readParameters(CALENDAR_PARAMETERS, request.query);
    const { programme, group, days, party, ...moment } = onlyTexts(request.query);
    const owner = party === 'me' ? request.credential.actor.party : party;
    return this.file(moment, { programme, group, days, owner }, {}, request, reply);
  }

  private async file(
    moment: object,
    scope: CalendarScope,
    shownAt: PageMoment,
    { credential }: AuthenticatedRequest,
    reply: FastifyReply,
  ): Promise<string> {
    const { PUBLIC_URL } = this.config;
    const urlOf = (path: string) => PUBLIC_URL && new URL(addressAt(shownAt, path), PUBLIC_URL).href;
    const { text } = await calendarFile(this.queries, { moment, scope, reader: readerOf(credential), urlOf });
    reply.type(`${CALENDAR_TYPE}; charset=utf-8`).header('cache-control', 'private, no-store');
    reply.header('content-disposition', 'attachment; filename="calendar.ics"');
    return text;
  }
}
