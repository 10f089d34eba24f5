import { Controller, Get, HttpStatus, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AccessStore } from '#access/index.js';
import { SIGN_IN_PATH } from '#application/index.js';
import { READS } from '#domain/index.js';
import {
  keptThrough,
  LEAVE_TEMPLATE,
  leaveModel,
  RESUME_TEMPLATE,
  resumeModel,
  SIGN_IN_TEMPLATE,
  type SignInState,
  signInModel,
  type Typed,
} from '#pages/index.js';
import type { Config } from '#platform/index.js';
import { ACCESS } from '../../access/access.module.js';
import { Allow, type AuthenticatedRequest } from '../../access/policy.guard.js';
import { crossSite, FORM_TOKEN_FIELD, isSameOrigin } from '../../access/same-origin.js';
import { ENDED_COOKIE, formTokenOf, sessionCookie } from '../../access/session-cookie.js';
import { SIGN_IN, type SignIn, type SignInOutcome } from '../../access/sign-in.js';
import { localPath } from '../../access/to-sign-in.js';
import { CONFIG } from '../../configuration/tokens.js';
import { typedIn } from '../../http/form-body.js';
import { failureOf } from '../../organisation/failures.js';
import { organisationButton } from '../../organisation/organisation-button.js';
import { ORGANISATION_SIGN_IN, type OrganisationSignIn } from '../../organisation/organisation-sign-in.js';
import { PageSender } from '../page-sender.js';
import { addressHere } from './address-here.js';
import { isLoopbackHost } from './loopback-host.js';

const LONGEST_TOKEN = 500;
const SIGNED_OUT = `${SIGN_IN_PATH}?signed-out=yes`;

type Shown = Omit<SignInState, 'keepsNoCookie' | 'organisation'>;

@Controller()
export class SignInController {
  constructor(
    @Inject(SIGN_IN) private readonly signIn: SignIn,
    @Inject(ACCESS) private readonly access: AccessStore,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(PageSender) private readonly sender: PageSender,
    @Inject(ORGANISATION_SIGN_IN) private readonly organisation: OrganisationSignIn | undefined,
  ) {}

  @Get('sign-in')
  @Allow('anonymous')
  async form(@Query() query: object, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const isSignedOut = typedIn(query, 'signed-out') === 'yes';
    const says = isSignedOut ? 'signed-out' : undefined;
    await this.show(request, reply, { to: localPath(typedIn(query, 'to')), says });
  }

  @Post('sign-in')
  @Allow('anonymous')
  async withToken(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    this.refuseOtherSites(request);
    const to = localPath(typedIn(request.body, 'to'));
    const kept = keptThrough((request.body ?? {}) as Typed);
    const token = typedIn(request.body, 'token').trim();
    if (token === '') return this.show(request, reply, { to, kept, says: 'no-token' }, HttpStatus.BAD_REQUEST);
    const isToken = token.length <= LONGEST_TOKEN;
    const signedIn = await this.signIn.withToken(request, isToken ? token : token.slice(0, LONGEST_TOKEN));
    if ('secret' in signedIn && kept.length > 0) return this.resume(request, reply, signedIn.secret, to, kept);
    if ('secret' in signedIn) return begin(reply, signedIn.secret, to);
    await this.refuse(request, reply, { to, kept, says: 'wrong-token' }, signedIn, HttpStatus.BAD_REQUEST);
  }

  /** Opening a link signs in where a person opened it. Whatever fetches it ahead gets a button, which uses nothing up. */
  @Get('sign-in/:code')
  @Allow('anonymous')
  async openLink(
    @Param('code') code: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (isOpenedByPerson(request)) return this.useLink(code, request, reply);
    await this.show(request, reply, { to: '/', link: code });
  }

  @Post('sign-in/:code')
  @Allow('anonymous')
  async confirmLink(
    @Param('code') code: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    this.refuseOtherSites(request);
    return this.useLink(code, request, reply);
  }

  @Post('sign-out')
  @Allow(READS)
  async signOut(@Req() request: AuthenticatedRequest, @Res() reply: FastifyReply): Promise<void> {
    const { session } = request;
    const begun = session && (await this.access.sessions.end(session.id));
    reply.header('set-cookie', ENDED_COOKIE);
    const leaving = begun && (await this.leave(begun.idToken, request));
    if (leaving === undefined) return void reply.redirect(SIGNED_OUT, HttpStatus.SEE_OTHER);
    // A redirect after a form would need a form-action that names the provider.
    reply.header('refresh', `0; url=${leaving}`);
    await this.sender.sendSignedOut(request, reply, LEAVE_TEMPLATE, leaveModel(leaving));
  }

  /** Signed out here is signed out, whether or not the provider answers. */
  private async leave(idToken: string | null, request: FastifyRequest): Promise<string | undefined> {
    try {
      return await this.organisation?.leave(idToken, addressHere(this.config, request, SIGNED_OUT));
    } catch (error) {
      const { trouble, code, message } = failureOf(error);
      request.log.warn({ trouble, code, why: message }, 'the organisation was not told of a sign-out');
      return undefined;
    }
  }

  private async resume(
    request: FastifyRequest,
    reply: FastifyReply,
    secret: string,
    to: string,
    kept: ReturnType<typeof keptThrough>,
  ): Promise<void> {
    reply.header('set-cookie', sessionCookie(secret));
    const formToken = { field: FORM_TOKEN_FIELD, value: formTokenOf(secret) };
    await this.sender.sendSignedOut(request, reply, RESUME_TEMPLATE, resumeModel(to, kept, formToken));
  }

  private async useLink(code: string, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const signedIn = await this.signIn.withLink(request, code);
    if ('secret' in signedIn) return begin(reply, signedIn.secret, '/');
    await this.refuse(request, reply, { to: '/', says: 'link-over' }, signedIn, HttpStatus.GONE);
  }

  private async refuse(
    request: FastifyRequest,
    reply: FastifyReply,
    page: Shown,
    { refused }: Extract<SignInOutcome, { refused: string }>,
    status: HttpStatus,
  ): Promise<void> {
    if (refused === 'unknown') await this.show(request, reply, page, status);
    else {
      reply.header('retry-after', '60');
      await this.show(request, reply, { ...page, says: 'too-many' }, HttpStatus.TOO_MANY_REQUESTS);
    }
  }

  private async show(request: FastifyRequest, reply: FastifyReply, page: Shown, status = HttpStatus.OK): Promise<void> {
    const keepsNoCookie = this.config.PUBLIC_URL === undefined && !isLoopbackHost(request.headers.host);
    // What was typed goes on in this tab, so the other leads to the plan.
    const organisation = organisationButton(this.config, page.kept?.length ? '/' : page.to);
    const model = signInModel({ ...page, keepsNoCookie, organisation });
    reply.code(status);
    await this.sender.sendSignedOut(request, reply, SIGN_IN_TEMPLATE, model);
  }

  /** No session exists yet to hold a form token, so only the origin is checked (login CSRF). */
  private refuseOtherSites(request: FastifyRequest): void {
    if (isSameOrigin(request, this.config.PUBLIC_URL) === false) throw crossSite();
  }
}

function begin(reply: FastifyReply, secret: string, to: string): void {
  reply.header('set-cookie', sessionCookie(secret)).redirect(to, HttpStatus.SEE_OTHER);
}

/** A page of another site could open a link of its owner's, and so sign a person in as somebody else. */
function isOpenedByPerson({ method, headers }: FastifyRequest): boolean {
  const isAhead = /prefetch|prerender|preview/i.test(`${headers['sec-purpose']} ${headers.purpose}`);
  const isNavigation = headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';
  const site = headers['sec-fetch-site'];
  return method === 'GET' && isNavigation && !isAhead && (site === 'none' || site === 'same-origin');
}
