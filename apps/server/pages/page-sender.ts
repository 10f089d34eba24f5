import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Problem, type Queries, readerOf } from '#application/index.js';
import type { Commands, OfferedVerb } from '#commands/index.js';
import type { Kind } from '#domain/index.js';
import {
  answerPage,
  forms,
  isPast,
  keptInForm,
  type LedgerFrame,
  ledgerFrame,
  problemPage,
  type Render,
  readMoment,
  renderer,
  SIGN_IN_TEMPLATE,
  type SignedIn,
  sectionsOf,
  signedInAs,
  signInModel,
  type Typed,
  type WebPage,
} from '#pages/index.js';
import type { Config } from '#platform/index.js';
import type { AuthenticatedRequest } from '../access/policy.guard.js';
import { FORM_TOKEN_FIELD } from '../access/same-origin.js';
import { localPath } from '../access/to-sign-in.js';
import { CONFIG } from '../configuration/tokens.js';
import { organisationButton } from '../organisation/organisation-button.js';
import { QUERIES } from '../queries/queries.controller.js';
import { COMMANDS } from '../read-models/read-models.module.js';
import { EventProofs } from '../tree/event-proofs.js';
import { onlyTexts } from './only-texts.js';
import { seeOther } from './see-other.js';

const compress = promisify(gzip);
type Html = Buffer | string;

/** Answers pages as HTML. */
@Injectable()
export class PageSender {
  private readonly render: Render = renderer();
  private readonly frame: () => Promise<LedgerFrame>;
  private readonly signedIn: (request: AuthenticatedRequest) => Promise<SignedIn>;

  constructor(
    @Inject(QUERIES) private readonly queries: Queries,
    @Inject(COMMANDS) private readonly commands: Commands,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(EventProofs) private readonly proofs: EventProofs,
  ) {
    this.frame = ledgerFrame(queries);
    const named = signedInAs(queries);
    this.signedIn = ({ credential }) => named(credential);
  }

  async send(page: WebPage, request: AuthenticatedRequest, reply: FastifyReply): Promise<Html> {
    const [frame, signedIn] = await Promise.all([this.frame(), this.signedIn(request)]);
    const address = addressOf(request);
    const answer = await answerPage(page, this.queries, frame, {
      address,
      path: request.params as Record<string, string>,
      query: onlyTexts(request.query),
      reader: readerOf(request.credential),
      signedIn,
      offered: (kind, ref) => this.offered(kind, ref, request),
      proofOf: (number) => this.proofs.of(number),
    });
    if ('redirect' in answer) return seeOther(reply, answer.redirect);
    const { model } = answer;
    const board = typeof model.board === 'string' ? model.board : undefined;
    const sections = sectionsOf(frame, signedIn, model.moment, page.section, board);
    if (model.momentError) reply.code(400);
    reply.header('questions', model.questions);
    const formToken = formTokenOf(request);
    return this.html(request, reply, model.template, { ...model, sections, path: address, formToken });
  }

  /** Asks the event store, which a page can do without; readers who may record nothing cost it no question. */
  private async offered(
    kind: Kind,
    ref: string,
    { credential, log }: AuthenticatedRequest,
  ): Promise<readonly OfferedVerb[]> {
    const mayRecord = forms.some(
      (form) => form.kind === kind && form.rule.roles.some((role) => credential.actor.roles.includes(role)),
    );
    if (!mayRecord || this.queries.unreachableSince()) return [];
    return this.commands.offered(kind, ref, credential).catch((err: unknown) => {
      log.warn({ err, kind, ref }, 'The page of an item offers no commands: its stream could not be read.');
      return [];
    });
  }

  /** A page that no session is needed for. */
  async sendSignedOut(request: FastifyRequest, reply: FastifyReply, template: string, model: object): Promise<void> {
    reply.send(await this.html(request, reply, template, { ...model, frame: await this.frameIfAny() }));
  }

  /** Asks whoever sent a form without a session to sign in, and keeps what was typed. */
  async sendSignInKeeping(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const kept = keptInForm(request.body as Typed);
    const to = localPath(request.url);
    // Signing in at the organisation happens in another tab: a redirect would lose what was typed.
    const organisation = organisationButton(this.config, '/');
    const model = signInModel({ to, says: 'ended', keepsNoCookie: false, kept, organisation });
    await this.sendSignedOut(request, reply.code(401), SIGN_IN_TEMPLATE, model);
  }

  async sendProblem(problem: Problem, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const frame = await this.frameIfAny();
    const address = addressOf(request);
    const { moment } = readMoment(onlyTexts(request.query), '9999-12-31');
    const { ref } = (request.params ?? {}) as { readonly ref?: string };
    const model = problemPage(problem, ref?.slice(0, 40), { id: randomUUID().slice(0, 8), address, moment });
    if (model.quote) request.log.error({ quote: model.quote }, 'page failed');
    const isSignedIn = 'credential' in request && frame !== undefined;
    const signedIn = isSignedIn
      ? await this.signedIn(request as AuthenticatedRequest).catch(() => undefined)
      : undefined;
    const sections = signedIn && frame ? sectionsOf(frame, signedIn, {}, undefined, undefined) : [];
    const around = { frame, signedIn, sections, moment: {}, past: isPast(moment), formToken: formTokenOf(request) };
    reply.code(problem.status);
    reply.send(await this.html(request, reply, 'problem', { ...model, ...around }));
  }

  private frameIfAny(): Promise<LedgerFrame | undefined> {
    return this.frame().catch(() => undefined);
  }

  /** Compressed where the browser takes it. */
  private async html({ headers }: FastifyRequest, reply: FastifyReply, template: string, model: object): Promise<Html> {
    const html = await this.render(template, model);
    reply.type('text/html; charset=utf-8').header('cache-control', 'private, no-store');
    reply.header('vary', 'accept-encoding, cookie');
    if (!/\bgzip\b/.test(String(headers['accept-encoding']))) return html;
    reply.header('content-encoding', 'gzip');
    return compress(html);
  }
}

/** Proves to the server that its own page sent a form, where a browser sends no Origin (CSRF). */
function formTokenOf(request: FastifyRequest) {
  const { session } = request as Partial<AuthenticatedRequest>;
  return session && { field: FORM_TOKEN_FIELD, value: session.formToken };
}

const addressOf = ({ url }: FastifyRequest): string => url.split('?')[0] ?? '/';
