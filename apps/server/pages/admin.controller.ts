import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Queries, StoreWatch } from '#application/index.js';
import { ADMINISTERS } from '#domain/index.js';
import { adminPage, type Health, tokensPage, webhookPage, webhooksPage } from '#pages/index.js';
import { Allow, type AuthenticatedRequest } from '../access/policy.guard.js';
import { TokensController } from '../commands/tokens.controller.js';
import { STORE_WATCH } from '../event-store/event-store.module.js';
import { READINESS, type Readiness } from '../health/health.controller.js';
import { QUERIES } from '../queries/queries.controller.js';
import { WebhooksController } from '../webhooks/webhooks.controller.js';
import { onlyTexts } from './only-texts.js';
import { PageSender } from './page-sender.js';

const MOST = '100';

/** The pages of administrators, each from what the API answers. */
@Controller('admin')
export class AdminController {
  constructor(
    @Inject(PageSender) private readonly sender: PageSender,
    @Inject(TokensController) private readonly tokenList: TokensController,
    @Inject(WebhooksController) private readonly webhookList: WebhooksController,
    @Inject(READINESS) private readonly health: Readiness,
    @Inject(QUERIES) private readonly queries: Queries,
    @Inject(STORE_WATCH) private readonly watch: StoreWatch,
  ) {}

  @Get()
  @Allow(ADMINISTERS)
  async home(@Req() request: AuthenticatedRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.sender.send(adminPage(await this.found()), request, reply);
  }

  @Get('tokens')
  @Allow(ADMINISTERS)
  async tokens(@Req() request: AuthenticatedRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    const { cursor } = onlyTexts(request.query);
    const told = await this.tokenList.page({ limit: MOST, ...(cursor && { cursor }) });
    return this.sender.send(tokensPage(told), request, reply);
  }

  @Get('webhooks')
  @Allow(ADMINISTERS)
  async webhooks(@Req() request: AuthenticatedRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    const { cursor } = onlyTexts(request.query);
    const told = await this.webhookList.page({ ...(cursor && { cursor }) });
    return this.sender.send(webhooksPage(told), request, reply);
  }

  @Get('webhooks/:ref')
  @Allow(ADMINISTERS)
  async webhook(
    @Param('ref') ref: string,
    @Req() request: AuthenticatedRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { cursor } = onlyTexts(request.query);
    const shown = await this.webhookList.shown(ref);
    const attempts = await this.webhookList.attempts(ref, { ...(cursor && { cursor }) });
    return this.sender.send(webhookPage(shown, attempts), request, reply);
  }

  private async found(): Promise<Health> {
    const { items, nextCursor } = await this.webhookList.page({ limit: MOST });
    const head = this.watch.lastSeen()?.head;
    return {
      ...this.readiness(),
      lag: head === undefined ? undefined : Math.max(0, head - this.queries.position()),
      webhooks: items,
      moreWebhooks: nextCursor !== null,
    };
  }

  /** What /health/ready answers. */
  private readiness(): Pick<Health, 'ready' | 'checks' | 'notices' | 'missing' | 'foreignEvents'> {
    const { checks, foreignEvents, notices, missing } = this.health;
    const told = checks.map((check) => ({
      name: check.name,
      ready: check.isReady(),
      detail: check.reason?.()?.detail,
    }));
    return {
      ready: told.every(({ ready }) => ready),
      checks: told,
      notices: notices(),
      missing: missing(),
      foreignEvents: foreignEvents(),
    };
  }
}
