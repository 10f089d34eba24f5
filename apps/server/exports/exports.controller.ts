import { Readable } from 'node:stream';
import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { AccessStore } from '#access/index.js';
import { type Queries, readerOf, wrongField } from '#application/index.js';
import { londonDate, READS } from '#domain/index.js';
import { type ExportFile, openExport } from '#exports/index.js';
import { MOMENT_KEYS, momentParameters, readMoment } from '#pages/index.js';
import { ACCESS } from '../access/access.module.js';
import { Allow, type AuthenticatedRequest } from '../access/policy.guard.js';
import { STOPPING } from '../configuration/tokens.js';
import { onlyTexts } from '../pages/only-texts.js';
import { QUERIES } from '../queries/queries.controller.js';

/** Files of lists and reports: at the moment of a page's address, and at that of the API's parameters. */
@Controller()
export class ExportsController {
  constructor(
    @Inject(QUERIES) private readonly queries: Queries,
    @Inject(ACCESS) private readonly access: AccessStore,
    @Inject(STOPPING) private readonly stopping: AbortSignal,
  ) {}

  @Get('exports/:file')
  @Allow(READS)
  ofPage(@Param('file') file: string, @Req() request: AuthenticatedRequest, @Res() reply: FastifyReply): Promise<void> {
    const query = onlyTexts(request.query);
    const { moment, error } = readMoment(query, londonDate(new Date().toISOString()));
    if (error) throw wrongField('bad-moment', error.field, error.message);
    const { of, ...asked } = query;
    const filters = Object.entries(asked).filter(([name, value]) => !MOMENT_KEYS.includes(name) && value !== '');
    // In an address of the pages, `meeting` is the moment that a meeting was shown.
    const meeting = of ? { meeting: of } : {};
    const parameters = { ...Object.fromEntries(filters), ...meeting, ...momentParameters(moment) };
    return this.send(file, parameters, request, reply);
  }

  @Get('api/exports/:file')
  @Allow(READS)
  ofApi(@Param('file') file: string, @Req() request: AuthenticatedRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.send(file, request.query as Record<string, unknown>, request, reply);
  }

  private async send(
    file: string,
    query: Readonly<Record<string, unknown>>,
    request: AuthenticatedRequest,
    reply: FastifyReply,
  ): Promise<void> {
    const [kind, format] = partsOf(file);
    const opened = await openExport(this.queries, { kind, format, query }, readerOf(request.credential));
    reply.headers(headersOf(opened));
    if (request.method === 'HEAD') {
      reply.send('');
      return;
    }
    // Fastify destroys the stream where the client hangs up, which ends the question.
    reply.send(Readable.from(this.whileLive(opened.body, request), { objectMode: false }));
  }

  /** Ends with the token or the session, as every stream does, by an error that cuts the answer. */
  private async *whileLive(body: ExportFile['body'], { credential, session }: AuthenticatedRequest) {
    for await (const piece of body) {
      if (this.stopping.aborted) throw new Error('The server is stopping.');
      const isLive = session
        ? await this.access.sessions.isLive(session.id, new Date())
        : credential.lasting === true || (await this.access.isLive(credential.token));
      if (!isLive) throw new Error('The token has been revoked, or its session has ended.');
      yield piece;
    }
  }
}

/** `action-log.docx` */
function partsOf(file: string): readonly [kind: string, format: string] {
  const dot = file.lastIndexOf('.');
  return dot < 0 ? [file, ''] : [file.slice(0, dot), file.slice(dot + 1)];
}

const headersOf = ({ name, type, asOf }: ExportFile) => ({
  'content-type': type,
  'content-disposition': `attachment; filename="${name}"`,
  'cache-control': 'private, no-store',
  'as-of-event': asOf.number,
  'as-of-position': asOf.position,
  ...(asOf.recordedAt && { 'as-of': asOf.recordedAt }),
});
