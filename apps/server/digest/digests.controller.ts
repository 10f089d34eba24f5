import { Controller, HttpCode, Inject, Post, Req } from '@nestjs/common';
import { IsOptional } from 'class-validator';
import type { AccessStore } from '#access/index.js';
import { executeInSnapshot, HttpProblem, type Queries } from '#application/index.js';
import { CommandFailure } from '#commands/index.js';
import { MAIL_READER, OUTCOMES, openMailer, sendDigests } from '#digest/index.js';
import { IsItem, KEEPS_PARTIES, readBody } from '#domain/index.js';
import { digestWriter, makeDigests } from '#pages/index.js';
import type { Config, Log } from '#platform/index.js';
import { type AnswerOf, listOf, object, oneOf, orNull, TEXT } from '#read-store/index.js';
import { ACCESS } from '../access/access.module.js';
import { Allow, type AuthenticatedRequest } from '../access/policy.guard.js';
import { CONFIG, LOGGER, STOPPING } from '../configuration/tokens.js';
import { refuseQuery } from '../http/refuse-query.js';
import { QUERIES } from '../queries/queries.controller.js';

export const DIGESTS_SENT = object({
  period: TEXT,
  digests: listOf(object({ party: TEXT, outcome: oneOf(OUTCOMES), failure: orNull(TEXT) })),
});

/** A slow mail server keeps a request this long and one message; the answer names what is left for the next. */
const SENDING_MS = 60_000;

export class DigestBody {
  /** The meeting before which it goes out; without one it is the digest of this day. */
  @IsOptional() @IsItem() meeting?: string;
}

/** Sends what was not sent yet for a meeting or a day. */
@Controller('api/digests')
export class DigestsController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(ACCESS) readonly access: AccessStore,
    @Inject(QUERIES) private readonly queries: Queries,
    @Inject(LOGGER) readonly log: Log,
    @Inject(STOPPING) private readonly stopping: AbortSignal,
  ) {}

  @Post()
  @HttpCode(200)
  @Allow(KEEPS_PARTIES)
  async send(@Req() request: AuthenticatedRequest): Promise<AnswerOf<typeof DIGESTS_SENT>> {
    refuseQuery(request);
    const read = readBody(DigestBody, request.body ?? {});
    if ('errors' in read)
      throw new CommandFailure('validation-failed', 'The body is not what a digest takes.', { errors: read.errors });
    const { SMTP_URL, MAIL_FROM = '', PUBLIC_URL } = this.config;
    if (SMTP_URL === undefined)
      throw new HttpProblem('mail-not-set', 'This server sends no mail; start it with SMTP_URL and MAIL_FROM.');
    const { meeting } = read.command;
    const made = await executeInSnapshot(this.queries, {}, MAIL_READER, (ask, day) => makeDigests(ask, day, meeting));
    const mailer = await openMailer(SMTP_URL, MAIL_FROM);
    // The host is that of the request only where no address is set, which is a loopback or plain HTTP server.
    const write = digestWriter(PUBLIC_URL ?? `http://${request.headers.host ?? ''}`);
    const { access, log } = this;
    const sending = { access, log, mailer, from: MAIL_FROM, write, now: () => new Date() };
    const ended = AbortSignal.any([this.stopping, AbortSignal.timeout(SENDING_MS)]);
    const digests = await sendDigests(sending, made, 'any-failed', ended).finally(mailer.close);
    return { period: made.period, digests: [...digests] };
  }
}
