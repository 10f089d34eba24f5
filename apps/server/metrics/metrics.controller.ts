import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { AccessStore } from '#access/index.js';
import type { Queries } from '#application/index.js';
import { READS } from '#domain/index.js';
import { ACCESS } from '../access/access.module.js';
import { Allow } from '../access/policy.guard.js';
import { QUERIES } from '../queries/queries.controller.js';
import { MetricsRegistry } from './metrics-registry.js';
import { webhookBacklog } from './webhook-backlog.js';

@Controller('metrics')
export class MetricsController {
  constructor(
    @Inject(MetricsRegistry) private readonly registry: MetricsRegistry,
    @Inject(QUERIES) private readonly queries: Queries,
    @Inject(ACCESS) private readonly access: AccessStore,
  ) {}

  @Get()
  @Allow(READS)
  async metrics(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    reply.type(this.registry.contentType);
    return this.registry.text(await webhookBacklog(this.queries, this.access));
  }
}
