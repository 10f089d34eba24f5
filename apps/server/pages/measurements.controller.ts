import { randomUUID } from 'node:crypto';
import { Controller, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { problemOf, type Queries } from '#application/index.js';
import { CommandFailure, type Commands, handleEach, type Request } from '#commands/index.js';
import { aggregates, londonDate, REPORTS } from '#domain/index.js';
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
import { readCommand } from '../commands/read-command.js';
import { QUERIES } from '../queries/queries.controller.js';
import { COMMANDS } from '../read-models/read-models.module.js';
import { PageSender } from './page-sender.js';
import { seeOther } from './see-other.js';

const LONGEST_KEY = 50;

/** Rows are commands: one that is refused stops no other. */
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
    const refs = typedRows(typed, MOST_SHEET_ROWS);
    const outcomes = await handleEach(
      this.commands,
      refs.map((ref) => () => requestOf({ typed, ref, period, key }, request)),
    );
    const results = outcomes.flatMap(({ result }) => result ?? []);
    const recorded = refs.filter((_, index) => outcomes[index]?.result);
    const errors = refs.flatMap((ref, index) => errorsOf(typed, ref, outcomes[index]?.failure));
    if (results.length > 0) await this.queries.reached(Math.max(...results.map(({ position }) => position)));
    if (errors.length === 0 && recorded.length > 0) {
      const again = results.every(({ replayed }) => replayed);
      const programme = textIn(typed, 'programme');
      const query = { period, ...(programme && { programme }), recorded: `${recorded.length}-figures` };
      return seeOther(reply, `/measurements?${new URLSearchParams({ ...query, ...(again && { again: 'yes' }) })}`);
    }
    if (errors.length > 0) reply.code(422);
    return this.sender.send(measurementsPage({ key, typed, errors, recorded }), request, reply);
  }
}

interface SheetRow {
  readonly typed: Typed;
  readonly ref: string;
  readonly period: string;
  /** Of the whole sheet. */
  readonly key: string;
}

/** Errors: `validation-failed`. */
function requestOf({ typed, ref, period, key }: SheetRow, { credential }: AuthenticatedRequest): Request {
  const { kind, verb } = figureForm();
  const body = bodyOfRow(typed, ref, period, londonDate(new Date().toISOString()));
  const command = readCommand(aggregates.target, verb, body);
  return { kind, verb, ref, command, principal: credential, idempotencyKey: `${key}.${ref}` };
}

function errorsOf(typed: Typed, ref: string, failure: unknown): readonly SheetError[] {
  if (failure === undefined) return [];
  if (!(failure instanceof CommandFailure) && !(failure instanceof StoreError)) throw failure;
  const problem = problemOf(failure);
  if (problem.errors?.length) return rowErrors(typed, ref, problem.errors);
  const { field } = problem as { readonly field?: unknown };
  const [at] = rowErrors(typed, ref, [{ field: typeof field === 'string' ? field : 'value', message: '' }]);
  return at ? [{ ...at, text: figureForm().words.refusals?.[problem.code] ?? problem.detail }] : [];
}
