import { randomUUID } from 'node:crypto';
import { Controller, Get, HttpStatus, Inject, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  NOT_LINKED_TEMPLATE,
  notLinkedModel,
  type OrganisationWord,
  SIGN_IN_TEMPLATE,
  signInModel,
} from '#pages/index.js';
import type { Config } from '#platform/index.js';
import { Allow } from '../../access/policy.guard.js';
import { sessionCookie } from '../../access/session-cookie.js';
import { localPath } from '../../access/to-sign-in.js';
import { CONFIG } from '../../configuration/tokens.js';
import { typedIn } from '../../http/form-body.js';
import { failureOf, type OrganisationFailure } from '../../organisation/failures.js';
import { ORGANISATION_PATH, organisationButton } from '../../organisation/organisation-button.js';
import { ORGANISATION_SIGN_IN, type OrganisationSignIn } from '../../organisation/organisation-sign-in.js';
import { startCookie, startSecretOf, USED_START } from '../../organisation/start-cookie.js';
import { PageSender } from '../page-sender.js';
import { addressHere } from './address-here.js';

const BACK = `${ORGANISATION_PATH}/back`;
const STATUS: Readonly<Record<OrganisationWord, HttpStatus>> = {
  away: HttpStatus.SERVICE_UNAVAILABLE,
  misconfigured: HttpStatus.SERVICE_UNAVAILABLE,
  clock: HttpStatus.SERVICE_UNAVAILABLE,
  refused: HttpStatus.FORBIDDEN,
  over: HttpStatus.BAD_REQUEST,
  untrusted: HttpStatus.BAD_REQUEST,
  'too-many': HttpStatus.TOO_MANY_REQUESTS,
};

/** Signing in at the organisation: there, and back. In use only where a provider is set. */
@Controller('sign-in/organisation')
export class OrganisationController {
  constructor(
    @Inject(ORGANISATION_SIGN_IN) private readonly organisation: OrganisationSignIn,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(PageSender) private readonly sender: PageSender,
  ) {}

  @Get()
  @Allow('anonymous')
  async start(@Query() query: object, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const to = localPath(typedIn(query, 'to'));
    try {
      const started = await this.organisation.start(request, to, addressHere(this.config, request, BACK));
      if (!started) return this.say('too-many', to, request, reply);
      reply.header('set-cookie', startCookie(started.secret)).redirect(started.address, HttpStatus.SEE_OTHER);
    } catch (error) {
      await this.explain(failureOf(error), to, request, reply);
    }
  }

  @Get('back')
  @Allow('anonymous')
  async back(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    reply.header('set-cookie', USED_START);
    try {
      const cameTo = new URL(addressHere(this.config, request, BACK));
      cameTo.search = new URL(request.url, cameTo).search;
      const arrived = await this.organisation.arrive(request, startSecretOf(request), cameTo);
      if ('secret' in arrived) {
        reply.header('set-cookie', sessionCookie(arrived.secret)).redirect(arrived.leadsTo, HttpStatus.SEE_OTHER);
        return;
      }
      const model = notLinkedModel(arrived.unlinked, arrived.shown, ORGANISATION_PATH);
      reply.code(HttpStatus.FORBIDDEN);
      await this.sender.sendSignedOut(request, reply, NOT_LINKED_TEMPLATE, model);
    } catch (error) {
      const failure = failureOf(error);
      await this.explain(failure, failure.leadsTo ?? '/', request, reply);
    }
  }

  private async explain(
    { trouble, message, code }: OrganisationFailure,
    to: string,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    const quote = randomUUID().slice(0, 8);
    request.log.warn({ quote, trouble, code, why: message }, 'nobody was signed in at the organisation');
    await this.say(trouble, to, request, reply, quote);
  }

  private async say(
    word: OrganisationWord,
    to: string,
    request: FastifyRequest,
    reply: FastifyReply,
    quote?: string,
  ): Promise<void> {
    const organisation = organisationButton(this.config, to);
    const model = signInModel({ to, keepsNoCookie: false, organisation, trouble: { word, quote } });
    reply.code(STATUS[word]);
    if (reply.statusCode >= 429) reply.header('retry-after', '60');
    await this.sender.sendSignedOut(request, reply, SIGN_IN_TEMPLATE, model);
  }
}
