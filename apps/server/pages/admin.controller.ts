import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { AccessStore } from '#access/index.js';
import type { Queries, StartedLedger, StoreWatch } from '#application/index.js';
import { ADMINISTERS } from '#domain/index.js';
import { adminPage, type Health, tokensPage, webhookPage, webhooksPage } from '#pages/index.js';
import { type Config, lastBackup } from '#platform/index.js';
import { keyChangesIn, publicKeysIn } from '#tree/index.js';
import type { WitnessWatch } from '#witness/index.js';
import { ACCESS } from '../access/access.module.js';
import { Allow, type AuthenticatedRequest } from '../access/policy.guard.js';
import { listTokens } from '../commands/tokens.answers.js';
import { CONFIG } from '../configuration/tokens.js';
import { LEDGER, STORE_WATCH } from '../event-store/event-store.module.js';
import { READINESS, type Readiness } from '../health/health.controller.js';
import { QUERIES } from '../queries/queries.controller.js';
import { WITNESS_WATCH } from '../tree/witnesses.js';
import { listDeliveries, listWebhooks, oneWebhook } from '../webhooks/webhooks.answers.js';
import { onlyTexts } from './only-texts.js';
import { PageSender } from './page-sender.js';

const MOST = '100';

/** The pages of administrators, each from what the API answers. */
@Controller('admin')
export class AdminController {
  constructor(
    @Inject(PageSender) private readonly sender: PageSender,
    @Inject(ACCESS) readonly access: AccessStore,
    @Inject(READINESS) private readonly health: Readiness,
    @Inject(QUERIES) readonly queries: Queries,
    @Inject(STORE_WATCH) private readonly watch: StoreWatch,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LEDGER) private readonly ledger: StartedLedger,
    @Inject(WITNESS_WATCH) private readonly witnesses: WitnessWatch,
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
    const told = await listTokens(this, { limit: MOST, ...(cursor && { cursor }) });
    return this.sender.send(tokensPage(told), request, reply);
  }

  @Get('webhooks')
  @Allow(ADMINISTERS)
  async webhooks(@Req() request: AuthenticatedRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    const { cursor } = onlyTexts(request.query);
    const told = await listWebhooks(this, { ...(cursor && { cursor }) });
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
    const shown = await oneWebhook(this, ref);
    const attempts = await listDeliveries(this, ref, { ...(cursor && { cursor }) });
    return this.sender.send(webhookPage(shown, attempts), request, reply);
  }

  private async found(): Promise<Health> {
    const { items, nextCursor } = await listWebhooks(this, { limit: MOST });
    const head = this.watch.lastSeen()?.head;
    return {
      ...this.readiness(),
      lag: head === undefined ? undefined : Math.max(0, head - this.queries.position()),
      webhooks: items,
      moreWebhooks: nextCursor !== null,
      digests: { schedule: this.config.DIGEST, latest: await this.access.digests.latest() },
      signingKey: await this.signingKey().catch(() => undefined),
      backup: this.backup(),
      witnesses: this.witnesses.statuses(),
    };
  }

  private async signingKey(): Promise<Health['signingKey']> {
    const last = (await keyChangesIn(this.ledger.store)).at(-1);
    if (last) return { key: last.to, since: last.at, isHandedOver: last.isHandedOver };
    return { key: publicKeysIn(this.config.DATA_DIR).at(-1), since: null, isHandedOver: true };
  }

  private backup(): Health['backup'] {
    const { EVENTSTOREDB_URL, DATABASE_URL, DATA_DIR } = this.config;
    const elsewhere = [
      ...(EVENTSTOREDB_URL ? ['the events in EventStoreDB'] : []),
      ...(DATABASE_URL ? ['tokens and names in PostgreSQL'] : []),
    ];
    return { elsewhere, last: EVENTSTOREDB_URL ? undefined : lastBackup(DATA_DIR) };
  }

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
