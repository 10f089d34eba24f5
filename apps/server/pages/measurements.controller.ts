import { randomUUID } from 'node:crypto';
import { Controller, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { executeInSnapshot, problemOf, type Queries, readerOf, routes } from '#application/index.js';
import { CommandFailure, type Commands, type Result } from '#commands/index.js';
import { type CommandBody, londonDate, REPORTS, readBody } from '#domain/index.js';
import { StoreError } from '#event-store/index.js';
import {
  bodyOfRow,
  figureForm,
  MOST_SHEET_ROWS,
  measurementsPage,
  readPeriod,
  rowErrors,
  type SheetError,
  type Typed,
  textIn,
  typedRows,
} from '#pages/index.js';
import { Allow, type AuthenticatedRequest } from '../access/policy.guard.js';
import { QUERIES } from '../queries/queries.controller.js';
import { COMMANDS } from '../read-models/read-models.module.js';
import { PageSender } from './page-sender.js';

const LONGEST_KEY = 50;

/** The sheet of figures of a period: one form, a command a row, each recorded or refused by itself. */
@Controller('measurements')
export class MeasurementsController {
  constructor(
    @Inject(COMMANDS) private readonly commands: Commands,
    @Inject(QUERIES) private readonly queries: Queries,
    @Inject(PageSender) private readonly sender: PageSender,
  ) {}

  @Get()
  @Allow(REPORTS)
  open(@Req() request: AuthenticatedRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.sender.send(measurementsPage({ key: randomUUID() }), request, reply);
  }

  @Post()
  @Allow(REPORTS)
  @HttpCode(200)
  async record(@Req() request: AuthenticatedRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    const typed = (request.body ?? {}) as Typed;
    const key = textIn(typed, 'key').slice(0, LONGEST_KEY) || randomUUID();
    const period = readPeriod(textIn(typed, 'period')) ?? textIn(typed, 'period');
    const results: Result[] = [];
    const recorded: string[] = [];
    const errors: SheetError[] = [];
    for (const ref of typedRows(typed, MOST_SHEET_ROWS)) {
      const outcome = await this.row({ typed, ref, period, key }, request);
      if ('errors' in outcome) errors.push(...outcome.errors);
      else {
        results.push(outcome);
        recorded.push(ref);
      }
    }
    await this.caughtUp(results, request);
    if (errors.length === 0 && recorded.length > 0) {
      const again = results.every(({ replayed }) => replayed);
      const programme = textIn(typed, 'programme');
      const query = { period, ...(programme && { programme }), recorded: `${recorded.length}-figures` };
      reply.redirect(`/measurements?${new URLSearchParams({ ...query, ...(again && { again: 'yes' }) })}`, 303);
      return '';
    }
    if (errors.length > 0) reply.code(422);
    return this.sender.send(measurementsPage({ key, typed, errors, recorded }), request, reply);
  }

  private async row(
    { typed, ref, period, key }: { typed: Typed; ref: string; period: string; key: string },
    { credential }: AuthenticatedRequest,
  ): Promise<Result | { readonly errors: readonly SheetError[] }> {
    const { kind, verb, rule, words } = figureForm();
    const body = bodyOfRow(typed, ref, period, londonDate(new Date().toISOString()));
    const read = readBody(rule.body as new () => CommandBody, body);
    if ('errors' in read) return { errors: rowErrors(typed, ref, read.errors) };
    try {
      const idempotencyKey = `${key}.${ref}`;
      return await this.commands.handle({
        kind,
        verb,
        ref,
        command: read.command,
        principal: credential,
        idempotencyKey,
      });
    } catch (failure) {
      if (!(failure instanceof CommandFailure) && !(failure instanceof StoreError)) throw failure;
      const problem = problemOf(failure);
      const { field } = problem as { readonly field?: unknown };
      const [at] = rowErrors(typed, ref, [{ field: typeof field === 'string' ? field : 'value', message: '' }]);
      return { errors: at ? [{ ...at, text: words.refusals?.[problem.code] ?? problem.detail }] : [] };
    }
  }

  /** The sheet that is shown next has what was recorded. */
  private async caughtUp(results: readonly Result[], { credential }: AuthenticatedRequest): Promise<void> {
    const last = Math.max(...results.map(({ position }) => position));
    if (results.length === 0) return;
    const moment = { minPosition: String(last) };
    await executeInSnapshot(this.queries, moment, readerOf(credential), (ask) => ask(routes.ledger)).catch(() => {});
  }
}
