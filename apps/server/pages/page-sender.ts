import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type Queries, readerOf } from '#application/index.js';
import {
  answerPage,
  type LedgerFrame,
  ledgerFrame,
  type Page,
  type Render,
  renderer,
  type SignedIn,
  sectionsOf,
} from '#pages/index.js';
import type { AuthenticatedRequest } from '../access/policy.guard.js';
import { QUERIES } from '../queries/queries.controller.js';

const compress = promisify(gzip);

/** Answers pages as HTML. */
@Injectable()
export class PageSender {
  private readonly render: Render = renderer();
  private readonly frame: () => Promise<LedgerFrame>;

  constructor(@Inject(QUERIES) private readonly queries: Queries) {
    this.frame = ledgerFrame(queries);
  }

  async send(page: Page, request: AuthenticatedRequest, reply: FastifyReply): Promise<Buffer | string> {
    const frame = await this.frame();
    const signedIn = signedInOf(request);
    const [address = '/'] = request.url.split('?');
    const answer = await answerPage(page, this.queries, frame, {
      address,
      path: request.params as Record<string, string>,
      query: onlyTexts(request.query),
      reader: readerOf(request.credential),
      signedIn,
    });
    if ('redirect' in answer) {
      reply.redirect(answer.redirect, 303);
      return '';
    }
    const { model } = answer;
    const board = typeof model.board === 'string' ? model.board : undefined;
    const sections = sectionsOf(frame, signedIn, model.moment, page.section, board);
    return this.sendHtml(request, reply, model.template, { ...model, ...answer, sections, path: address });
  }

  /** Compressed where the browser takes it. */
  async sendHtml(
    { headers }: Pick<AuthenticatedRequest, 'headers'>,
    reply: FastifyReply,
    template: string,
    model: object,
  ): Promise<Buffer | string> {
    const html = await this.render(template, model);
    reply.type('text/html; charset=utf-8').header('cache-control', 'private, no-store');
    reply.header('vary', 'accept-encoding, cookie');
    if (!/\bgzip\b/.test(String(headers['accept-encoding']))) return html;
    reply.header('content-encoding', 'gzip');
    return compress(html);
  }
}

function signedInOf({ credential }: AuthenticatedRequest): SignedIn {
  const { actor, groups } = credential;
  return { name: actor.party, organisation: null, party: actor.party, roles: actor.roles, groups };
}

/** A parameter that is given twice counts once: browsers never send one so. */
function onlyTexts(query: unknown): Record<string, string> {
  const pairs = Object.entries(query as Record<string, string | string[]>);
  return Object.fromEntries(pairs.map(([name, value]) => [name, String(Array.isArray(value) ? value[0] : value)]));
}
