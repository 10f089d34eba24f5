import { Controller, Get, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { IsIn, IsObject, IsOptional } from 'class-validator';
import { CommandFailure, type Commands } from '#commands/index.js';
import { IsItem, IsVerb, KINDS, OPEN_KINDS, type OpenKind, READS, readBody } from '#domain/index.js';
import { type AnswerOf, COUNT, listOf, object, orNull, schemaOf, TEXT } from '#read-store/index.js';
import { Allow, type AuthenticatedRequest } from '../access/policy.guard.js';
import { refuseQuery } from '../http/refuse-query.js';
import { COMMANDS } from '../read-models/read-models.module.js';
import { NO_SUCH_ROUTE, type NoSuchRoute, readNamed } from './read-command.js';

export const PREVIEW = object({
  revision: orNull(COUNT),
  events: listOf(object({ type: TEXT, data: schemaOf<object>({ type: 'object' }) })),
});

export const OFFERED_VERBS = object({
  items: listOf(object({ verb: TEXT, summary: TEXT, refused: orNull(object({ code: TEXT, detail: TEXT })) })),
});

/** A command as in a batch; its body has rules of its own. */
export class PreviewBody {
  @IsIn(OPEN_KINDS) kind: OpenKind;
  @IsOptional() @IsItem() ref?: string;
  /** Left out for a creation. */
  @IsOptional() @IsVerb() verb?: string;
  @IsObject() body: object;
}

/** Asks the deciders before a command is given. */
@Controller('api')
export class PreviewsController {
  constructor(
    @Inject(COMMANDS) private readonly commands: Commands,
    @Inject(NO_SUCH_ROUTE) private readonly noSuchRoute: NoSuchRoute,
  ) {}

  @Post('previews')
  @HttpCode(200)
  @Allow(READS)
  preview(@Req() request: AuthenticatedRequest): Promise<AnswerOf<typeof PREVIEW>> {
    refuseQuery(request);
    const read = readBody(PreviewBody, request.body);
    if ('errors' in read)
      throw new CommandFailure('validation-failed', 'The body is not what a preview takes.', { errors: read.errors });
    const { body, ...named } = read.command;
    const command = readNamed(named, body, this.noSuchRoute);
    return this.commands.preview({ ...named, command, principal: request.credential });
  }

  @Get('references/:ref/verbs')
  @Allow(READS)
  async verbs(
    @Param('ref') ref: string,
    @Req() request: AuthenticatedRequest,
  ): Promise<AnswerOf<typeof OFFERED_VERBS>> {
    refuseQuery(request);
    const found = await this.commands.find(KINDS, ref);
    if (!found) throw new CommandFailure('item-not-found', `There is no item ${ref}.`, { kind: 'item', ref });
    return { items: await this.commands.offered(found.kind, found.id, request.credential) };
  }
}
