import { Controller, Get, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { IsIn, IsObject, IsOptional } from 'class-validator';
import { CommandFailure, type Commands, type OfferedVerb, type Preview } from '#commands/index.js';
import { type Aggregate, aggregates, IsItem, KINDS, type Kind, READS, readBody } from '#domain/index.js';
import { COUNT, listOf, object, orNull, schemaOf, TEXT } from '#read-store/index.js';
import { Allow, type AuthenticatedRequest } from '../access/policy.guard.js';
import { refuseQuery } from '../http/refuse-query.js';
import { COMMANDS } from '../read-models/read-models.module.js';
import { readCommand } from './read-command.js';

export const PREVIEW = object({
  revision: orNull(COUNT),
  events: listOf(object({ type: TEXT, data: schemaOf<object>({ type: 'object' }) })),
});

export const OFFERED_VERBS = object({
  items: listOf(object({ verb: TEXT, summary: TEXT, refused: orNull(object({ code: TEXT, detail: TEXT })) })),
});

const KNOWN = Object.keys(aggregates) as (keyof typeof aggregates)[];

export class PreviewBody {
  @IsIn(KNOWN) kind: (typeof KNOWN)[number];
  /** The id or reference of the item; left out for a creation. */
  @IsOptional() @IsItem() ref?: string;
  /** Left out for a creation. */
  @IsOptional() @IsItem() verb?: string;
  /** What the command's own route takes. */
  @IsObject() body: object;
}

/** What a command would record, and which commands an item takes, before one is given. */
@Controller('api')
export class PreviewsController {
  constructor(@Inject(COMMANDS) private readonly commands: Commands) {}

  @Post('previews')
  @HttpCode(200)
  @Allow(READS)
  preview(@Req() request: AuthenticatedRequest): Promise<Preview> {
    refuseQuery(request);
    const read = readBody(PreviewBody, request.body);
    if ('errors' in read)
      throw new CommandFailure('validation-failed', 'The body is not what a preview takes.', { errors: read.errors });
    const { kind, ref, verb, body } = read.command;
    const aggregate: Aggregate = aggregates[kind];
    if (!(verb === undefined ? aggregate.creation : Object.hasOwn(aggregate.verbs, verb))) throw noSuchVerb(aggregate);
    const command = readCommand(aggregate, verb, body);
    return this.commands.preview({ kind, ref, verb, command, principal: request.credential });
  }

  @Get('references/:ref/verbs')
  @Allow(READS)
  async verbs(
    @Param('ref') ref: string,
    @Req() request: AuthenticatedRequest,
  ): Promise<{ readonly items: readonly OfferedVerb[] }> {
    refuseQuery(request);
    const found = await this.commands.find(KINDS, ref);
    if (!found) throw new CommandFailure('item-not-found', `There is no item ${ref}.`, { kind: 'item', ref });
    return { items: await this.commands.offered(found.kind satisfies Kind, found.id, request.credential) };
  }
}

function noSuchVerb({ kind, verbs }: Aggregate): CommandFailure {
  const known = Object.keys(verbs).join(', ');
  const message = `verb must be one of ${known}, or left out to create a ${kind}`;
  return new CommandFailure('validation-failed', 'The body is not what a preview takes.', {
    errors: [{ field: 'verb', message }],
  });
}
