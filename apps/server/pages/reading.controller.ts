import { Controller, Get, Header, Inject, Query, Req } from '@nestjs/common';
import { type Queries, readerOf } from '#application/index.js';
import { READS } from '#domain/index.js';
import { readingNow } from '#pages/index.js';
import { Allow, type AuthenticatedRequest } from '../access/policy.guard.js';
import { QUERIES } from '../queries/queries.controller.js';
import { onlyTexts } from './only-texts.js';

/** Answers the script of the forms; programs ask `/api/timescales`. */
@Controller()
export class ReadingController {
  constructor(@Inject(QUERIES) private readonly queries: Queries) {}

  @Get('reading')
  @Allow(READS)
  @Header('content-type', 'text/plain; charset=utf-8')
  read(@Query() query: object, @Req() { credential }: AuthenticatedRequest): Promise<string> {
    return readingNow(this.queries, readerOf(credential), onlyTexts(query).text ?? '');
  }
}
