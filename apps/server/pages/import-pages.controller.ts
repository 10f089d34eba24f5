import { randomUUID } from 'node:crypto';
import { Controller, Get, HttpCode, HttpStatus, Inject, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type Problem, problemOf, type Queries } from '#application/index.js';
import { CommandFailure } from '#commands/index.js';
import { DocumentFailure } from '#documents/index.js';
import { KEEPS_PARTIES, londonDate } from '#domain/index.js';
import type { OneImport } from '#imports/index.js';
import {
  columnsIn,
  columnsPage,
  donePage,
  importPage,
  importPath,
  importsPage,
  type SaidError,
  type Typed,
  textIn,
  type UndoState,
  type UploadState,
  undoPage,
  uploadedIn,
} from '#pages/index.js';
import { Allow, type AuthenticatedRequest } from '../access/policy.guard.js';
import { ImportRunner } from '../imports/import-runner.js';
import { listImports } from '../imports/imports.answers.js';
import { uploadOf } from '../imports/upload-form.js';
import { QUERIES } from '../queries/queries.controller.js';
import { onlyTexts } from './only-texts.js';
import { PageSender } from './page-sender.js';
import { seeOther } from './see-other.js';

const LONGEST_KEY = 100;
const LISTED = '20';

/** Takes a document, shows its plan, and takes it back; ImportAnswersController asks and confirms. */
@Controller('import')
export class ImportPagesController {
  constructor(
    @Inject(ImportRunner) private readonly runner: ImportRunner,
    @Inject(QUERIES) private readonly queries: Queries,
    @Inject(PageSender) private readonly sender: PageSender,
  ) {}

  @Get()
  @Allow(KEEPS_PARTIES)
  open(@Req() request: AuthenticatedRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.list({ key: randomUUID() }, request, reply);
  }

  @Post()
  @HttpCode(200)
  @Allow(KEEPS_PARTIES)
  async upload(@Req() request: AuthenticatedRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    const upload = uploadOf(request.body);
    const bytes = upload?.file && (await upload.file.read());
    const typed = { ...(request.body as Typed) };
    const key = textIn(typed, 'key').slice(0, LONGEST_KEY) || randomUUID();
    const again = (status: number, errors: readonly SaidError[]) => {
      reply.code(status);
      return this.list({ key, typed, errors }, request, reply);
    };
    const today = londonDate(new Date().toISOString());
    const given = uploadedIn({
      typed,
      file: upload?.file && { name: upload.file.name, bytes },
      cut: upload?.cut,
      today,
    });
    if ('errors' in given) return again(given.status, given.errors);
    try {
      const { reference } = await this.runner.imports.upload(given.document, request.credential, key);
      return seeOther(reply, importPath(reference));
    } catch (failure) {
      const { status, detail } = expected(failure);
      const at = given.isPasted ? 'text' : 'file';
      return again(status, [{ name: at, id: at, text: detail }]);
    }
  }

  @Get(':ref')
  @Allow(KEEPS_PARTIES)
  async one(
    @Param('ref') ref: string,
    @Req() request: AuthenticatedRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const found = await this.runner.imports.one(ref);
    if (!found.started)
      return this.sender.send(importPage(found, await this.runner.imports.preview(found)), request, reply);
    return this.sender.send(donePage(found, await this.planOf(found)), request, reply);
  }

  @Get(':ref/columns')
  @Allow(KEEPS_PARTIES)
  async columns(
    @Param('ref') ref: string,
    @Req() request: AuthenticatedRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const found = await this.runner.imports.one(ref);
    const previewed = await this.runner.imports.preview(found);
    return this.sender.send(columnsPage(found, previewed, { key: randomUUID() }), request, reply);
  }

  @Post(':ref/columns')
  @HttpCode(200)
  @Allow(KEEPS_PARTIES)
  async readAgain(
    @Param('ref') ref: string,
    @Req() request: AuthenticatedRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const typed = (request.body ?? {}) as Typed;
    const key = textIn(typed, 'key').slice(0, LONGEST_KEY) || randomUUID();
    const found = await this.runner.imports.one(ref);
    const previewed = await this.runner.imports.preview(found);
    const said = columnsIn(previewed.read.understood.tables, typed);
    if (Object.keys(said).length === 0) {
      const error = { name: 'column.0', id: 'column-1', text: 'Choose what one of the columns is' };
      reply.code(HttpStatus.UNPROCESSABLE_ENTITY);
      return this.sender.send(columnsPage(found, previewed, { key, typed, errors: [error] }), request, reply);
    }
    const { reference } = await this.runner.imports.readAgain(found.id, said, request.credential, key);
    return seeOther(reply, importPath(reference));
  }

  @Get(':ref/undo')
  @Allow(KEEPS_PARTIES)
  async askUndo(
    @Param('ref') ref: string,
    @Req() request: AuthenticatedRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const found = await this.runner.imports.one(ref);
    if (found.state.status !== 'finished') return seeOther(reply, importPath(found.state.reference));
    return this.sender.send(undoPage(found, {}), request, reply);
  }

  @Post(':ref/undo')
  @HttpCode(200)
  @Allow(KEEPS_PARTIES)
  async undo(
    @Param('ref') ref: string,
    @Req() request: AuthenticatedRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const found = await this.runner.imports.one(ref);
    const here = importPath(found.state.reference);
    if (found.state.status !== 'finished') return seeOther(reply, here);
    const reason = textIn((request.body ?? {}) as Typed, 'reason');
    const again = (status: number, state: UndoState) => {
      reply.code(status);
      return this.sender.send(undoPage(found, { reason, ...state }), request, reply);
    };
    const refused = (text: string, name = 'reason') => ({ errors: [{ name, id: name, text }] });
    if (reason === '') return again(HttpStatus.UNPROCESSABLE_ENTITY, refused('Enter why it is taken back'));
    try {
      await this.runner.imports.undo(found.id, reason, request.credential);
      return seeOther(reply, here);
    } catch (failure) {
      const problem = expected(failure);
      const { references } = problem as { readonly references?: readonly string[] };
      if (references) return again(problem.status, { ...refused(problem.detail, 'touched'), touched: references });
      return again(problem.status, refused(problem.errors?.[0]?.message ?? problem.detail));
    }
  }

  private async list(state: UploadState, request: AuthenticatedRequest, reply: FastifyReply) {
    const { cursor } = onlyTexts(request.query);
    const asked = { limit: LISTED, ...(cursor && { cursor }) };
    const told = await listImports(await this.runner.imports.all(), this.queries, asked);
    return this.sender.send(importsPage(told, state), request, reply);
  }

  /** Undefined where the file of the document is no longer there: what came in is shown without its words. */
  private async planOf(found: OneImport) {
    try {
      return (await this.runner.imports.preview(found)).plan;
    } catch (failure) {
      if (failure instanceof CommandFailure || failure instanceof DocumentFailure) return undefined;
      throw failure;
    }
  }
}

/** The problem of whoever sent the form; any other failure is thrown. */
function expected(failure: unknown): Problem {
  if (failure instanceof DocumentFailure || failure instanceof CommandFailure) return problemOf(failure);
  throw failure;
}
