import { Controller, Get, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { IsObject, IsOptional } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { type Queries, readParameters, wrongField } from '#application/index.js';
import { CommandFailure } from '#commands/index.js';
import { COLUMN_ROLES, type ColumnRole } from '#documents/index.js';
import { type CalendarDate, IsText, KEEPS_PARTIES, readBody } from '#domain/index.js';
import { type AnswerOf, parameter } from '#read-store/index.js';
import { Allow, type AuthenticatedRequest } from '../access/policy.guard.js';
import { refuseQuery } from '../http/refuse-query.js';
import { QUERIES } from '../queries/queries.controller.js';
import { bytesOf } from './document-body.js';
import { ImportRunner } from './import-runner.js';
import {
  type IMPORT,
  type IMPORT_PAGE,
  listImports,
  type ONE_IMPORT,
  presentImport,
  presentOne,
} from './imports.answers.js';

export const UPLOAD_PARAMETERS = {
  name: parameter.text('The name of the file, such as plan.docx.'),
  date: parameter.day('The day of the document, where it does not say so itself.'),
};

export class ConfirmImportBody {
  /** The id of each question with the value of a choice. */
  @IsOptional() @IsObject() answers?: Record<string, string>;
}

export class ReadImportAgainBody {
  /** Maps a heading to what its column is; other columns stay as they were read. */
  @IsObject() columns: Record<string, string>;
}

export class UndoImportBody {
  /** Why it is taken back; it stands in every event. */
  @IsText(1000) reason: string;
}

@Controller('api/imports')
export class ImportsController {
  constructor(
    @Inject(ImportRunner) private readonly runner: ImportRunner,
    @Inject(QUERIES) private readonly queries: Queries,
  ) {}

  @Get()
  @Allow(KEEPS_PARTIES)
  async list(@Req() request: FastifyRequest): Promise<AnswerOf<typeof IMPORT_PAGE>> {
    return listImports(await this.runner.imports.all(), this.queries, request.query);
  }

  @Post()
  @HttpCode(201)
  @Allow(KEEPS_PARTIES)
  async upload(@Req() request: AuthenticatedRequest): Promise<AnswerOf<typeof ONE_IMPORT>> {
    const { name, date } = readParameters(UPLOAD_PARAMETERS, request.query);
    if (name === undefined) throw wrongField('bad-parameter', 'name', 'name must be the name of the file');
    const document = {
      bytes: await bytesOf(request.body, request.headers['content-length']),
      name: fileName(name),
      ...(date && { date: date as CalendarDate }),
    };
    const uploaded = await this.runner.imports.upload(document, request.credential);
    return presentOne(await this.runner.imports.one(uploaded.reference), uploaded);
  }

  @Get(':ref')
  @Allow(KEEPS_PARTIES)
  async one(@Req() request: FastifyRequest, @Param('ref') ref: string): Promise<AnswerOf<typeof ONE_IMPORT>> {
    refuseQuery(request);
    const found = await this.runner.imports.one(ref);
    return presentOne(found, await this.runner.imports.preview(found));
  }

  @Post(':ref/read-again')
  @HttpCode(201)
  @Allow(KEEPS_PARTIES)
  async readAgain(
    @Req() request: AuthenticatedRequest,
    @Param('ref') ref: string,
  ): Promise<AnswerOf<typeof ONE_IMPORT>> {
    refuseQuery(request);
    const { columns } = readOwn(ReadImportAgainBody, request.body);
    const uploaded = await this.runner.imports.readAgain(ref, columnsIn(columns), request.credential);
    return presentOne(await this.runner.imports.one(uploaded.reference), uploaded);
  }

  @Post(':ref/confirm')
  @HttpCode(200)
  @Allow(KEEPS_PARTIES)
  async confirm(@Req() request: AuthenticatedRequest, @Param('ref') ref: string): Promise<AnswerOf<typeof IMPORT>> {
    refuseQuery(request);
    const { answers = {} } = readOwn(ConfirmImportBody, request.body);
    const started = await this.runner.imports.start(ref, answers, request.credential);
    this.runner.queue(started);
    return presentImport(started);
  }

  @Post(':ref/undo')
  @HttpCode(200)
  @Allow(KEEPS_PARTIES)
  async undo(@Req() request: AuthenticatedRequest, @Param('ref') ref: string): Promise<AnswerOf<typeof IMPORT>> {
    refuseQuery(request);
    const { reason } = readOwn(UndoImportBody, request.body);
    await this.runner.imports.undo(ref, reason, request.credential);
    return presentImport(await this.runner.imports.one(ref));
  }
}

/** A browser or a script may send the whole path of a file. */
const fileName = (name: string): string => name.split(/[\\/]/).at(-1) || name;

function readOwn<Body extends object>(body: new () => Body, given: unknown): Body {
  const read = readBody(body, given ?? {});
  if ('command' in read) return read.command;
  throw new CommandFailure('validation-failed', 'The body is not what is taken here.', { errors: read.errors });
}

/** Errors: `validation-failed`. */
function columnsIn(given: Readonly<Record<string, string>>): Record<string, ColumnRole> {
  const errors = Object.entries(given)
    .filter(([, role]) => !(COLUMN_ROLES as readonly string[]).includes(role))
    .map(([heading]) => ({ field: `columns.${heading}`, message: `must be one of ${COLUMN_ROLES.join(', ')}` }));
  if (errors.length === 0) return given as Record<string, ColumnRole>;
  throw new CommandFailure('validation-failed', 'A column is said to be what none is.', { errors });
}
