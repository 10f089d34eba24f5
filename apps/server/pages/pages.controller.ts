import { Controller, Get, Inject, Query, Req, Res, type Type } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { paperStyle, type WebPage } from '#pages/index.js';
import { Allow, type AuthenticatedRequest } from '../access/policy.guard.js';
import { PageSender } from './page-sender.js';

/** One handler a page, with the page's roles as its policy. */
export function pagesController(pages: readonly WebPage[]): Type<unknown> {
  @Controller()
  class PagesController {
    constructor(@Inject(PageSender) readonly sender: PageSender) {}

    /** Anonymous: it holds what its address says and nothing of the ledger. */
    @Get('paper.css')
    @Allow('anonymous')
    paper(
      @Query() { foot = '', on = '', illustrative }: Record<string, string>,
      @Res({ passthrough: true }) reply: FastifyReply,
    ): string {
      reply.type('text/css; charset=utf-8').header('cache-control', 'private, max-age=86400');
      return paperStyle(String(foot).slice(0, 300), String(on).slice(0, 150), illustrative === 'yes');
    }
  }
  const prototype = PagesController.prototype as object;
  for (const page of pages) {
    const name = `/${page.path}`;
    const handler = {
      value(this: PagesController, request: AuthenticatedRequest, reply: FastifyReply) {
        return this.sender.send(page, request, reply);
      },
      configurable: true,
      writable: true,
    };
    Object.defineProperty(prototype, name, handler);
    Get(page.path)(prototype, name, handler);
    Allow(page.roles)(prototype, name, handler);
    Req()(prototype, name, 0);
    Res({ passthrough: true })(prototype, name, 1);
  }
  return PagesController;
}
