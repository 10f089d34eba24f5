import { Controller, Get, HttpCode, HttpStatus, Inject, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CommandFailure } from '#commands/index.js';
import { KEEPS_PARTIES, londonDate } from '#domain/index.js';
import type { Answers, OneImport } from '#imports/index.js';
import {
  answersIn,
  checkImportPage,
  everyQuestion,
  importPath,
  MOST_QUESTIONS,
  markOf,
  openQuestionsPage,
  type SaidError,
  type Typed,
  textIn,
} from '#pages/index.js';
import { Allow, type AuthenticatedRequest } from '../access/policy.guard.js';
import { ImportRunner } from '../imports/import-runner.js';
import { PageSender } from './page-sender.js';
import { seeOther } from './see-other.js';

interface Answering {
  readonly found: OneImport;
  readonly typed: Typed;
  readonly request: AuthenticatedRequest;
  readonly reply: FastifyReply;
}

/** Asks what a document leaves open, shows what will be recorded, and begins to record it. */
@Controller('import/:ref/answer')
export class ImportAnswersController {
  constructor(
    @Inject(ImportRunner) private readonly runner: ImportRunner,
    @Inject(PageSender) private readonly sender: PageSender,
  ) {}

  @Get()
  @Allow(KEEPS_PARTIES)
  async open(
    @Param('ref') ref: string,
    @Req() request: AuthenticatedRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const found = await this.runner.imports.one(ref);
    if (found.started) return this.begun(found, reply);
    const { plan } = await this.runner.imports.preview(found);
    if (plan.questions.length === 0) return this.check({ found, typed: {}, request, reply }, {});
    return this.sender.send(openQuestionsPage(found, plan, { questions: plan.questions, from: 0 }), request, reply);
  }

  @Post()
  @HttpCode(200)
  @Allow(KEEPS_PARTIES)
  async send(
    @Param('ref') ref: string,
    @Req() request: AuthenticatedRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const found = await this.runner.imports.one(ref);
    const typed = (request.body ?? {}) as Typed;
    const answering = { found, typed, request, reply };
    // Sent twice: it is begun once, and both see how far it has come.
    if (found.started) return this.begun(found, reply);
    const step = textIn(typed, 'step');
    const from = Number(/^\d{1,4}$/.exec(textIn(typed, 'from'))?.[0] ?? 0);
    if (step === 'after') return this.ask(answering, from + MOST_QUESTIONS);
    if (step === 'before') return this.ask(answering, Math.max(0, from - MOST_QUESTIONS));
    if (step === 'back') return this.ask(answering, 0);
    const { answers, errors, questions } = await this.read(answering);
    if (errors.length > 0) {
      reply.code(HttpStatus.UNPROCESSABLE_ENTITY);
      const at = questions.findIndex(({ id }) => errors[0]?.name.endsWith(id));
      return this.ask(answering, at - (at % MOST_QUESTIONS), { errors });
    }
    return step === 'record' ? this.record(answering, answers) : this.check(answering, answers);
  }

  private async check(answering: Answering, answers: Answers, says?: string) {
    const { found, request, reply } = answering;
    const { plan, first, questions } = await this.planned(found, answers);
    const page = checkImportPage(found, plan, { questions, answers, first, ...(says !== undefined && { says }) });
    return this.sender.send(page, request, reply);
  }

  private async record(answering: Answering, answers: Answers) {
    const { found, typed, request, reply } = answering;
    const { plan } = await this.runner.imports.preview(found, answers);
    if (textIn(typed, 'mark') !== markOf(plan)) {
      reply.code(HttpStatus.CONFLICT);
      return this.check(answering, answers, 'Since you looked, something else was recorded. Look at this once more');
    }
    try {
      this.runner.queue(await this.runner.imports.start(found.id, answers, request.credential));
    } catch (failure) {
      if (!(failure instanceof CommandFailure) || failure.code !== 'import-in-another-state') throw failure;
    }
    return this.begun(found, reply);
  }

  /** The questions, with those that came of the answers. */
  private async ask(answering: Answering, from: number, state: { readonly errors?: readonly SaidError[] } = {}) {
    const { found, typed, request, reply } = answering;
    const { questions, first } = await this.read(answering);
    const start = from < questions.length ? from : 0;
    return this.sender.send(
      openQuestionsPage(found, first, { ...state, questions, from: start, typed }),
      request,
      reply,
    );
  }

  private async read({ found, typed }: Answering) {
    const today = londonDate(new Date().toISOString());
    const { plan: first } = await this.runner.imports.preview(found);
    const { answers } = answersIn(first.questions, typed, today);
    const { questions } = await this.planned(found, answers);
    return { first, questions, ...answersIn(questions, typed, today) };
  }

  private async planned(found: OneImport, answers: Answers) {
    const { plan: first } = await this.runner.imports.preview(found);
    const { plan } = await this.runner.imports.preview(found, answers);
    return { plan, first, questions: everyQuestion(first, plan) };
  }

  private begun({ state }: OneImport, reply: FastifyReply): string {
    return seeOther(reply, importPath(state.reference));
  }
}
