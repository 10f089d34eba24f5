import { Controller, Get, Inject, Param, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { AccessStore } from '#access/index.js';
import { type Queries, readParameters } from '#application/index.js';
import { ADMINISTERS } from '#domain/index.js';
import type { AnswerOf, Page } from '#read-store/index.js';
import { ACCESS } from '../access/access.module.js';
import { Allow } from '../access/policy.guard.js';
import { QUERIES } from '../queries/queries.controller.js';
import { listDeliveries, listWebhooks, oneWebhook } from './webhooks.answers.js';
import type { DELIVERY, ONE_WEBHOOK, WEBHOOK } from './webhooks.present.js';

@Controller('api/webhooks')
export class WebhooksController {
  constructor(
    @Inject(ACCESS) readonly access: AccessStore,
    @Inject(QUERIES) readonly queries: Queries,
  ) {}

  @Get()
  @Allow(ADMINISTERS)
  list(@Req() request: FastifyRequest): Promise<Page<AnswerOf<typeof WEBHOOK>>> {
    return listWebhooks(this, request.query);
  }

  @Get(':ref')
  @Allow(ADMINISTERS)
  one(@Req() request: FastifyRequest, @Param('ref') ref: string): Promise<AnswerOf<typeof ONE_WEBHOOK>> {
    readParameters({}, request.query);
    return oneWebhook(this, ref);
  }

  @Get(':ref/deliveries')
  @Allow(ADMINISTERS)
  deliveries(@Req() request: FastifyRequest, @Param('ref') ref: string): Promise<Page<AnswerOf<typeof DELIVERY>>> {
    return listDeliveries(this, ref, request.query);
  }
}
