import { Controller, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type CommandResultEnricher, problemOf } from '#application/index.js';
import {
  type BatchOutcome,
  CommandFailure,
  type Commands,
  handleAllOrNone,
  handleEach,
  keyInBatch,
  type Request,
  type Result,
} from '#commands/index.js';
import { type Aggregate, aggregates, Batch, type BatchCommand, ROLES, type Role, readBody } from '#domain/index.js';
import { readTraceparent } from '#platform/index.js';
import type { AnswerOf } from '#read-store/index.js';
import { Allow, type AuthenticatedRequest } from '../access/policy.guard.js';
import { refuseQuery } from '../http/refuse-query.js';
import { COMMANDS } from '../read-models/read-models.module.js';
import { asksReceipt, CommandReceipts, RECEIPT } from '../tree/command-receipts.js';
import type { BATCH_RESULT } from './command-result.js';
import { APPLIED_HEADER, idempotencyKey } from './commands.controller.js';
import { NO_SUCH_ROUTE, type NoSuchRoute, readNamed } from './read-command.js';
import { RESULT_ENRICHER } from './result-enricher.module.js';

type BatchResult = AnswerOf<typeof BATCH_RESULT>;

const aggregateOf = (kind: BatchCommand['kind']): Aggregate => aggregates[kind];

/** Each command of a batch requires its own role besides. */
const GIVES_COMMANDS: readonly Role[] = ROLES.filter((role) =>
  Object.values<Aggregate>(aggregates).some(({ creation, verbs }) =>
    [...(creation ? [creation] : []), ...Object.values(verbs)].some(({ roles }) => roles.includes(role)),
  ),
);

@Controller('api/batches')
export class BatchesController {
  constructor(
    @Inject(COMMANDS) private readonly commands: Commands,
    @Inject(RESULT_ENRICHER) private readonly enrich: CommandResultEnricher,
    @Inject(CommandReceipts) private readonly receipts: CommandReceipts,
    @Inject(NO_SUCH_ROUTE) private readonly noSuchRoute: NoSuchRoute,
  ) {}

  @Post()
  @HttpCode(200)
  @Allow(GIVES_COMMANDS)
  async give(
    @Req() request: AuthenticatedRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<BatchResult> {
    refuseQuery(request);
    const { atomic, ...batch } = readBatch(request.body);
    const ofBatch = idempotencyKey(request);
    const common = {
      principal: request.credential,
      correlationId: readTraceparent(request.headers.traceparent)?.traceId,
    };
    const reads = batch.commands.map(
      (command, index) => (): Request => ({
        ...common,
        ...this.read(command, batch.meeting),
        idempotencyKey: keyInBatch(command.key, ofBatch, index),
      }),
    );
    const outcomes = await (atomic ? handleAllOrNone(this.commands, reads) : handleEach(this.commands, reads));
    const results: BatchResult['results'][number][] = [];
    for (const [index, outcome] of outcomes.entries())
      results.push(await this.answer(batch.commands[index] as BatchCommand, outcome, request));
    if (asksReceipt(request)) reply.header(APPLIED_HEADER, RECEIPT);
    const positions = outcomes.flatMap(({ result }) => (result ? [result.position] : []));
    return {
      results: asksReceipt(request) ? await this.withReceipts(batch.commands, outcomes, results) : results,
      failed: results.filter((result) => 'problem' in result).length,
      position: positions.length > 0 ? Math.max(...positions) : null,
    };
  }

  /** All at once: they wait for the same checkpoint. */
  private withReceipts(
    commands: readonly BatchCommand[],
    outcomes: readonly BatchOutcome[],
    results: BatchResult['results'],
  ): Promise<BatchResult['results']> {
    const given = results.map(async (answer, index) => {
      const [command, result] = [commands[index], outcomes[index]?.result];
      if (!command || !result || 'problem' in answer) return answer;
      return { ...answer, ...(await this.receipts.of(command.kind, result)) };
    });
    return Promise.all(given);
  }

  /** Errors: those that the command would be answered with by itself. */
  private read({ kind, verb, ref, ifMatch, body }: Given, meeting: string | undefined) {
    const needsMeeting = meeting !== undefined && isObject(body) && body.meeting === undefined;
    const given = needsMeeting ? { ...body, meeting } : body;
    return { kind, verb, ref, ifMatch, command: readNamed({ kind, verb, ref }, given, this.noSuchRoute) };
  }

  private async answer(
    { kind, verb }: BatchCommand,
    { result, failure }: BatchOutcome,
    request: AuthenticatedRequest,
  ): Promise<BatchResult['results'][number]> {
    try {
      if (!result) throw failure;
      return { status: verb === undefined ? 201 : 200, ...result, ...(await this.more(kind, verb, result)) };
    } catch (error) {
      const problem = problemOf(error);
      if (problem.status >= 500) request.log.error({ err: error }, problem.detail);
      return { status: problem.status, problem };
    }
  }

  private more(kind: BatchCommand['kind'], verb: string | undefined, { replayed: _, ...result }: Result) {
    return this.enrich(aggregateOf(kind), verb, result);
  }
}

type Given = BatchCommand & { readonly body: unknown };

/** Reads what is around the commands; their bodies, whose rules are others, are set aside meanwhile. */
function readBatch(body: unknown): Omit<Batch, 'commands'> & { readonly commands: readonly Given[] } {
  const { given, bodies } = setAside(body);
  const read = readBody(Batch, given);
  if ('errors' in read)
    throw new CommandFailure('validation-failed', 'The body is not what a batch takes; nothing was recorded.', {
      errors: read.errors,
    });
  const batch = read.command;
  return { ...batch, commands: batch.commands.map((command, index) => ({ ...command, body: bodies[index] })) };
}

function setAside(body: unknown): { readonly given: unknown; readonly bodies: readonly unknown[] } {
  if (!isObject(body) || !Array.isArray(body.commands)) return { given: body, bodies: [] };
  const commands: unknown[] = body.commands;
  const without = commands.map((command) => {
    if (!isObject(command)) return command;
    const { body: _, ...rest } = command;
    return rest;
  });
  const bodies = commands.map((command) => (isObject(command) && command.body !== undefined ? command.body : {}));
  return { given: { ...body, commands: without }, bodies };
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
