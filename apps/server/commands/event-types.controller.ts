import { Controller, Get, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { loadEventCatalogue, READS } from '#domain/index.js';
import { type AnswerOf, listOf, object, schemaOf, TEXT } from '#read-store/index.js';
import { Allow } from '../access/policy.guard.js';
import { refuseQuery } from '../http/refuse-query.js';

const ANY_OBJECT = schemaOf<object>({ type: 'object' });
const EVENT_TYPE = object({
  type: TEXT,
  stream: TEXT,
  version: schemaOf<number>({ type: 'integer', minimum: 1 }),
  schema: ANY_OBJECT,
  example: ANY_OBJECT,
});
export const EVENT_TYPES = object({ items: listOf(EVENT_TYPE), metadata: ANY_OBJECT });

@Controller('api/event-types')
export class EventTypesController {
  @Get()
  @Allow(READS)
  async list(@Req() request: FastifyRequest): Promise<AnswerOf<typeof EVENT_TYPES>> {
    refuseQuery(request);
    const { eventTypes, metadataSchema } = await loadEventCatalogue();
    return { items: eventTypes, metadata: metadataSchema };
  }
}
