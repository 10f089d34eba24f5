import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Queries, readerOf } from '#application/index.js';
import { CALENDAR_TYPE, calendarFile } from '#calendar/index.js';
import type { Config } from '#platform/index.js';
import { Allow } from '../access/policy.guard.js';
import { CONFIG } from '../configuration/tokens.js';
import { refuseQuery } from '../http/refuse-query.js';
import { QUERIES, requireSomethingKnown } from '../queries/queries.controller.js';
import { Feeds } from './feeds.js';

const FRESH_S = 300;

/** Read by programs without a token: the address holds its own secret, which is good for this alone. */
@Controller()
export class FeedController {
  constructor(
    @Inject(Feeds) private readonly feeds: Feeds,
    @Inject(QUERIES) private readonly queries: Queries,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('calendar/:file')
  @Allow('anonymous')
  async read(
    @Param('file') file: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { feed, credential } = await this.feeds.open(file, request.ip);
    refuseQuery(request);
    // A program would drop what an empty calendar does not hold.
    requireSomethingKnown(this.queries);
    const { PUBLIC_URL } = this.config;
    const { text, etag } = await calendarFile(this.queries, {
      moment: {},
      scope: { programme: feed.programme ?? undefined, owner: feed.mine ? credential.actor.party : undefined },
      reader: readerOf(credential),
      urlOf: (path) => PUBLIC_URL && new URL(path, PUBLIC_URL).href,
    });
    reply.headers({ etag, 'cache-control': `private, max-age=${FRESH_S}` });
    if (isKnown(request.headers['if-none-match'], etag)) {
      reply.code(304);
      return '';
    }
    reply.type(`${CALENDAR_TYPE}; charset=utf-8`).header('content-disposition', 'inline; filename="calendar.ics"');
    return text;
  }
}

/** A proxy that compresses may have marked or unmarked it as weak. */
function isKnown(header: string | undefined, etag: string): boolean {
  const opaque = (tag: string) => tag.trim().replace(/^W\//, '');
  return (header ?? '').split(',').some((tag) => opaque(tag) === opaque(etag));
}
