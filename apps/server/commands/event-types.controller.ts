import { Controller, Get, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { loadEventCatalogue, READS } from '#domain/index.js';
import { Allow } from '../access/policy.guard.js';
import { refuseQuery } from '../http/refuse-query.js';

@Controller('api/event-types')
export class EventTypesController {
  @Get()
  @Allow(READS)
  async list(@Req() request: FastifyRequest) {
    refuseQuery(request);
    const { eventTypes, metadataSchema } = await loadEventCatalogue();
    return { items: eventTypes, metadata: metadataSchema };
  }
}
