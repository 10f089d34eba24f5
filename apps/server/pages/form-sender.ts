import { randomUUID } from 'node:crypto';
import { HttpStatus, Inject, Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import {
  type CommandResultEnricher,
  executeInSnapshot,
  historyRoutes,
  type Problem,
  problemOf,
  type Queries,
  readerOf,
} from '#application/index.js';
import { CommandFailure, type Commands, type Preview, type Request, type Result } from '#commands/index.js';
import { type Aggregate, aggregates, type CommandBody, londonDate, readBody } from '#domain/index.js';
import { StoreError } from '#event-store/index.js';
import {
  bodyOf,
  checkPage,
  conflictPage,
  correctedIn,
  type Form,
  formPage,
  idOf,
  inOrder,
  missingIn,
  pageOf,
  type SaidError,
  sayErrors,
  secretPage,
  type Typed,
  textIn,
} from '#pages/index.js';
import type { AuthenticatedRequest } from '../access/policy.guard.js';
import { RESULT_ENRICHER } from '../commands/result-enricher.module.js';
import { QUERIES } from '../queries/queries.controller.js';
import { COMMANDS } from '../read-models/read-models.module.js';
import { PageSender } from './page-sender.js';
import { seeOther } from './see-other.js';

const STALE = 412;
/** Empty rows of a part that repeats, where more were asked for. */
const MORE_ROWS = 7;
const LONGEST_KEY = 100;

interface Sent {
  readonly form: Form;
  readonly typed: Typed;
  readonly key: string;
  readonly ref: string | undefined;
}

/** Opens forms, and turns those that are sent into commands: the API's own, by the same door. */
@Injectable()
export class FormSender {
  constructor(
    @Inject(COMMANDS) private readonly commands: Commands,
    @Inject(RESULT_ENRICHER) private readonly enrich: CommandResultEnricher,
    @Inject(QUERIES) private readonly queries: Queries,
    @Inject(PageSender) private readonly sender: PageSender,
  ) {}

  async open(form: Form, request: AuthenticatedRequest, reply: FastifyReply): Promise<Buffer | string> {
    return this.sender.send(
      formPage(form, { key: randomUUID(), ...(await this.offered(form, request)) }),
      request,
      reply,
    );
  }

  async submit(form: Form, request: AuthenticatedRequest, reply: FastifyReply): Promise<Buffer | string> {
    const typed = (request.body ?? {}) as Typed;
    const key = textIn(typed, 'key').slice(0, LONGEST_KEY) || randomUUID();
    const sent: Sent = { form, typed, key, ref: (request.params as { ref?: string }).ref };
    switch (textIn(typed, 'step')) {
      case 'more':
        return this.again(sent, { spare: MORE_ROWS }, request, reply);
      case 'read':
      case 'back':
        return this.again(sent, {}, request, reply);
      case 'record':
        return this.record(sent, request, reply);
      default:
        return form.words.checks === undefined ? this.record(sent, request, reply) : this.check(sent, request, reply);
    }
  }

  private async check(sent: Sent, request: AuthenticatedRequest, reply: FastifyReply): Promise<Buffer | string> {
    const { form, typed, key } = sent;
    return this.attempt(sent, request, reply, async (command) => {
      const preview: Preview = await this.commands.preview(command);
      return this.sender.send(checkPage(form, { typed, key, preview }), request, reply);
    });
  }

  private record(sent: Sent, request: AuthenticatedRequest, reply: FastifyReply): Promise<Buffer | string> {
    const { form } = sent;
    return this.attempt(sent, request, reply, async (command) => {
      const result = await this.commands.handle(command);
      const aggregate: Aggregate = aggregates[form.kind as keyof typeof aggregates];
      // The access store follows the events of tokens and webhooks here, as it does after the API's commands.
      const more = await this.enrich(aggregate, form.verb, result);
      if (form.rule.secret) return this.showSecret(form, { ...result, ...more }, request, reply);
      const recorded = await this.numberOf(form, result, request);
      const query = new URLSearchParams({ recorded, ...(result.replayed && { again: 'yes' }) });
      return seeOther(reply, `${pageOf(form.kind, result.reference).href}?${query}`);
    });
  }

  /** Runs the command, and shows the form again with what is wrong; what was typed stays. */
  private async attempt(
    sent: Sent,
    request: AuthenticatedRequest,
    reply: FastifyReply,
    work: (command: Request) => Promise<Buffer | string>,
  ): Promise<Buffer | string> {
    const { form, typed, key } = sent;
    const { own, circumstances } = form.fields(typed);
    const fields = [...own, ...circumstances];
    const body = bodyOf(fields, typed, londonDate(new Date().toISOString()));
    const read = readBody(form.rule.body as new () => CommandBody, body);
    const wrong = [...missingIn(own, typed), ...('errors' in read ? read.errors : [])];
    if (wrong.length > 0 || 'errors' in read) {
      reply.code(HttpStatus.UNPROCESSABLE_ENTITY);
      return this.again(sent, { errors: inOrder(fields, sayErrors(fields, typed, wrong)) }, request, reply);
    }
    const opened = Number(textIn(typed, 'revision') || Number.NaN);
    const ifMatch = form.words.adds || !Number.isSafeInteger(opened) ? undefined : opened;
    try {
      return await work({
        kind: form.kind,
        ...(form.verb !== undefined && { verb: form.verb }),
        ...(sent.ref !== undefined && { ref: sent.ref }),
        command: read.command,
        principal: request.credential,
        idempotencyKey: key,
        ...(ifMatch !== undefined && { ifMatch }),
      });
    } catch (failure) {
      if (!(failure instanceof CommandFailure) && !(failure instanceof StoreError)) throw failure;
      if (failure.code === 'stale-revision') {
        reply.code(STALE);
        return this.sender.send(conflictPage(form, { typed, key, opened }), request, reply);
      }
      const problem = problemOf(failure);
      reply.code(problem.status);
      return this.again(sent, { errors: errorsOf(problem, sent) }, request, reply);
    }
  }

  private async again(
    { form, typed, key }: Sent,
    state: { readonly errors?: readonly SaidError[]; readonly spare?: number },
    request: AuthenticatedRequest,
    reply: FastifyReply,
  ): Promise<Buffer | string> {
    const offered = await this.offered(form, request);
    return this.sender.send(formPage(form, { ...state, ...offered, typed, key }), request, reply);
  }

  private async offered({ kind, verb }: Form, request: AuthenticatedRequest) {
    const { ref = kind } = request.params as { ref?: string };
    return verb === undefined ? {} : { offered: await this.commands.offered(kind, ref, request.credential) };
  }

  /** Waits for the read models, so that the next page shows what was written (read your own writes). */
  private async numberOf({ kind }: Form, result: Result, request: AuthenticatedRequest): Promise<string> {
    const last = result.events.at(-1);
    if (!last) return 'nothing';
    const of = { ref: result.id };
    const moment = { minPosition: String(result.position) };
    return executeInSnapshot(this.queries, moment, readerOf(request.credential), async (ask) => {
      const { items } = await ask(historyRoutes[kind], { order: 'newest', limit: '20' }, of);
      const found = items.find(({ commandId }) => commandId === result.commandId);
      return String(found?.number ?? 'yes');
    }).catch(() => 'later');
  }

  /** The one answer that cannot be shown again. */
  private showSecret(form: Form, answer: object, request: AuthenticatedRequest, reply: FastifyReply) {
    const secret: unknown = Reflect.get(answer, form.rule.secret ?? '');
    return this.sender.send(secretPage(form, typeof secret === 'string' ? secret : undefined), request, reply);
  }
}

/** A problem in the form's words: at the field that it names, or above the form. */
function errorsOf(problem: Problem, { form, typed }: Sent): readonly SaidError[] {
  const { field } = problem as { readonly field?: unknown };
  const text =
    problem.code === 'outcome-unknown' ? OUTCOME_UNKNOWN : (form.words.refusals?.[problem.code] ?? problem.detail);
  // A correction's refusal names the field that is put right.
  const corrected = correctedIn(form.words, typed);
  const asTyped = (name: string) => (name.split(/[.[]/)[0] === corrected ? name.replace(/^\w+/, 'value') : name);
  if (problem.errors?.length) {
    const { own, circumstances } = form.fields(typed);
    const errors = problem.errors.map((error) => ({ ...error, field: asTyped(error.field) }));
    return sayErrors([...own, ...circumstances], typed, errors);
  }
  const name = typeof field === 'string' ? asTyped(field) : '';
  return [{ name, id: name ? idOf(name) : 'maincontent', text }];
}

const OUTCOME_UNKNOWN =
  'We do not know whether this was recorded. Send the form again: if it was recorded before, it is not recorded twice.';
