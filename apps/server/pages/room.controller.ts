import { randomUUID } from 'node:crypto';
import { Controller, Get, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { problemOf, type Queries } from '#application/index.js';
import { type BatchOutcome, CommandFailure, type Commands, handleEach, type Request } from '#commands/index.js';
import { type Aggregate, aggregates, type OpenKind, PLANS } from '#domain/index.js';
import { StoreError } from '#event-store/index.js';
import { commandsOf, type RoomCommand, roomPage, type Typed, timeNow } from '#pages/index.js';
import { Allow, type AuthenticatedRequest } from '../access/policy.guard.js';
import { readCommand } from '../commands/read-command.js';
import { QUERIES } from '../queries/queries.controller.js';
import { COMMANDS } from '../read-models/read-models.module.js';
import { PageSender } from './page-sender.js';

interface RowResult {
  readonly reference: string;
  readonly error?: string;
  readonly position?: number;
}

/** Rows are commands: one that fails stops no other. */
@Controller('meetings/:ref/room')
export class RoomController {
  constructor(
    @Inject(COMMANDS) private readonly commands: Commands,
    @Inject(QUERIES) private readonly queries: Queries,
    @Inject(PageSender) private readonly sender: PageSender,
  ) {}

  @Get()
  @Allow(PLANS)
  open(@Req() request: AuthenticatedRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.sender.send(roomPage({}), request, reply);
  }

  @Post()
  @HttpCode(200)
  @Allow(PLANS)
  async record(
    @Param('ref') ref: string,
    @Req() request: AuthenticatedRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const typed = (request.body ?? {}) as Typed;
    const rows = commandsOf(typed, ref);
    const outcomes = await handleEach(
      this.commands,
      rows.map((row) => () => requestOf(row, request)),
    );
    const results = rows.map(({ ref: reference }, index) => resultOf(reference, outcomes[index] as BatchOutcome));
    if (/\bjson\b/.test(request.headers.accept ?? '') && !/\bhtml\b/.test(request.headers.accept ?? ''))
      return { rows: results.map((result) => ({ ...result, at: timeNow(), key: randomUUID() })) };
    const last = Math.max(-1, ...results.map(({ position = -1 }) => position));
    if (last >= 0) await this.queries.reached(last);
    const byReference = new Map(results.map((result) => [result.reference, result]));
    return this.sender.send(roomPage({ typed, results: byReference }), request, reply);
  }
}

function requestOf({ kind, ref, verb, key, body }: RoomCommand, { credential }: AuthenticatedRequest): Request {
  const aggregate: Aggregate = aggregates[kind as OpenKind];
  return {
    kind,
    verb,
    ref,
    command: readCommand(aggregate, verb, body),
    principal: credential,
    ...(key !== '' && { idempotencyKey: key }),
  };
}

function resultOf(reference: string, { result, failure }: BatchOutcome): RowResult {
  if (result) return { reference, position: result.position };
  if (!(failure instanceof CommandFailure) && !(failure instanceof StoreError)) throw failure;
  const { detail, errors = [] } = problemOf(failure);
  const said = errors.map(({ field, message }) => MISSING[field] ?? message);
  return { reference, error: said.length > 0 ? said.join('; ') : detail };
}

/** The API's messages name fields that a row does not show. */
const MISSING: Readonly<Record<string, string>> = {
  reason: 'Enter why, in words',
  narrative: 'Enter what was said',
  text: 'Enter what is to stand in the minutes',
  outcome: 'Enter what came of the review',
  timescale: 'Enter the new date',
  due: 'Enter the new date',
};
