import { Controller, Get, Inject, Param, Req, Res, StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type Queries, readerOf, wrongField } from '#application/index.js';
import { londonDate, READS } from '#domain/index.js';
import { minutesFile, momentParameters, readMoment } from '#pages/index.js';
import { Allow, type AuthenticatedRequest } from '../access/policy.guard.js';
import { QUERIES } from '../queries/queries.controller.js';
import { onlyTexts } from './only-texts.js';

export const WORD_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** The minutes as a Word file: at the moment of a page's address, and at that of the API's parameters. */
@Controller()
export class MinutesController {
  constructor(@Inject(QUERIES) private readonly queries: Queries) {}

  @Get('meetings/:ref/minutes.docx')
  @Allow(READS)
  ofPage(
    @Param('ref') ref: string,
    @Req() request: AuthenticatedRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const { moment, error } = readMoment(onlyTexts(request.query), londonDate(new Date().toISOString()));
    if (error) throw wrongField('bad-moment', error.field, error.message);
    return this.file(momentParameters(moment), ref, request, reply);
  }

  @Get('api/meetings/:ref/minutes.docx')
  @Allow(READS)
  ofApi(
    @Param('ref') ref: string,
    @Req() request: AuthenticatedRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    return this.file(request.query, ref, request, reply);
  }

  private async file(
    moment: unknown,
    ref: string,
    { credential }: AuthenticatedRequest,
    reply: FastifyReply,
  ): Promise<StreamableFile> {
    const { name, bytes } = await minutesFile(this.queries, moment, ref, readerOf(credential));
    reply.header('cache-control', 'private, no-store');
    return new StreamableFile(bytes, {
      type: WORD_TYPE,
      disposition: `attachment; filename="${name}"`,
      length: bytes.length,
    });
  }
}
