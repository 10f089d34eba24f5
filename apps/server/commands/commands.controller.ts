import { Controller, HttpCode, Inject, Post, Req, Res, type Type } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type CommandResultEnricher, wrongField } from '#application/index.js';
import type { Commands } from '#commands/index.js';
import { type Aggregate, IDEMPOTENCY_KEY_RULE, isIdempotencyKey, type Role } from '#domain/index.js';
import { readTraceparent } from '#platform/index.js';
import type { AnswerOf } from '#read-store/index.js';
import { Allow, type AuthenticatedRequest } from '../access/policy.guard.js';
import { refuseQuery } from '../http/refuse-query.js';
import { COMMANDS } from '../read-models/read-models.module.js';
import { asksReceipt, CommandReceipts, RECEIPT } from '../tree/command-receipts.js';
import type { COMMAND_RESULT } from './command-result.js';
import { readCommand } from './read-command.js';
import { RESULT_ENRICHER } from './result-enricher.module.js';

export const REPLAYED_HEADER = 'Idempotent-Replayed';
export const APPLIED_HEADER = 'Preference-Applied';

type CommandResult = AnswerOf<typeof COMMAND_RESULT>;
type Send = (request: AuthenticatedRequest, reply: FastifyReply) => Promise<CommandResult>;

export function commandsController(aggregate: Aggregate): Type<unknown> {
  @Controller(`api/${aggregate.plural}`)
  class CommandsController {
    constructor(
      @Inject(COMMANDS) readonly commands: Commands,
      @Inject(RESULT_ENRICHER) readonly enrich: CommandResultEnricher,
      @Inject(CommandReceipts) readonly receipts: CommandReceipts,
    ) {}

    async send(verb: string | undefined, request: AuthenticatedRequest, reply: FastifyReply): Promise<CommandResult> {
      const command = readCommand(aggregate, verb, request.body);
      refuseQuery(request);
      const { ref } = request.params as { ref?: string };
      const { replayed, ...result } = await this.commands.handle({
        kind: aggregate.kind,
        verb,
        ref,
        command,
        principal: request.credential,
        idempotencyKey: idempotencyKey(request),
        ifMatch: ifMatch(request),
        correlationId: readTraceparent(request.headers.traceparent)?.traceId,
      });
      reply.header('etag', `"${result.revision}"`);
      if (replayed) reply.header(REPLAYED_HEADER, 'true');
      if (verb === undefined) reply.header('location', `/api/${aggregate.plural}/${result.id}`);
      const answer = { ...result, ...(await this.enrich(aggregate, verb, result)) };
      if (!asksReceipt(request)) return answer;
      reply.header(APPLIED_HEADER, RECEIPT);
      return { ...answer, ...(await this.receipts.of(aggregate.kind, result)) };
    }
  }
  const { creation, verbs } = aggregate;
  if (creation) route(CommandsController, 'create', '', undefined, creation.roles, 201);
  for (const [verb, { roles }] of Object.entries(verbs))
    route(CommandsController, verb, creation ? `:ref/${verb}` : verb, verb, roles, 200);
  return CommandsController;
}

function route(
  controller: Type<{ send(verb: string | undefined, ...rest: Parameters<Send>): Promise<CommandResult> }>,
  name: string,
  path: string,
  verb: string | undefined,
  roles: readonly Role[],
  status: number,
): void {
  const handler = {
    value(
      this: { send(...all: [string | undefined, ...Parameters<Send>]): Promise<CommandResult> },
      ...rest: Parameters<Send>
    ) {
      return this.send(verb, ...rest);
    },
    configurable: true,
    writable: true,
  };
  const prototype = controller.prototype as object;
  Object.defineProperty(prototype, name, handler);
  Post(path)(prototype, name, handler);
  HttpCode(status)(prototype, name, handler);
  Allow(roles)(prototype, name, handler);
  Req()(prototype, name, 0);
  Res({ passthrough: true })(prototype, name, 1);
}

export function idempotencyKey(request: FastifyRequest): string | undefined {
  const key = request.headers['idempotency-key'];
  if (key === undefined || isIdempotencyKey(key)) return key;
  throw wrongField('bad-idempotency-key', 'Idempotency-Key', `Idempotency-Key ${IDEMPOTENCY_KEY_RULE}`);
}

/** Accepts the ETag as a compressing proxy rewrites it: weak, or with the content coding appended. */
const IF_MATCH = /^(?:W\/)?"(\d{1,15})(?:-(?:gzip|br|zstd|deflate))?"$/;

function ifMatch(request: FastifyRequest): number | undefined {
  const header = request.headers['if-match'];
  if (header === undefined || header === '*') return undefined;
  const revision = IF_MATCH.exec(header)?.[1];
  if (revision !== undefined) return Number(revision);
  throw wrongField('bad-if-match', 'If-Match', 'If-Match must be the ETag of the item, such as "3"');
}
