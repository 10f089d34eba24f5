import { Controller, Get, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { eventTypes, metadataSchema } from '#domain/catalogue/event-types.js';
import { READS } from '#domain/kernel/roles.js';
import { Allow } from '../access/policy.guard.js';
import { refuseQuery } from './commands.controller.js';

@Controller('api/event-types')
export class EventTypesController {
  /** The catalogue of events. */
  @Get()
  @Allow(READS)
  list(@Req() request: FastifyRequest) {
    refuseQuery(request);
    return { items: eventTypes, metadata: metadataSchema };
  }
}
