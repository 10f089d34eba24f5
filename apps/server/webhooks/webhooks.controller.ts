import { Controller, Get, Inject, Param, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { AccessStore } from '#access/index.js';
import { notFound, PAGE, type Queries, readParameters } from '#application/index.js';
import { ADMINISTERS } from '#domain/index.js';
import { findWebhook, type Webhook, webhooksAfter } from '#read-models/index.js';
import {
  type AnswerOf,
  badCursor,
  type Cursor,
  cursorAfter,
  EVERYTHING,
  type Page,
  type QueryContext,
  sortValues,
} from '#read-store/index.js';
import { ACCESS } from '../access/access.module.js';
import { Allow } from '../access/policy.guard.js';
import { QUERIES } from '../queries/queries.controller.js';
import { type DELIVERY, type ONE_WEBHOOK, presentWebhook, presentWebhooks, type WEBHOOK } from './webhooks.present.js';

/** Prefix of the list's cursors; those of a delivery log begin with the webhook's id. */
const LIST = 'webhooks';

/** Errors: `bad-cursor` for a cursor of another list. */
function placeIn(cursor: Cursor, list: string): number {
  const [of, place] = sortValues(cursor, ['string', 'number']);
  if (of !== list) throw badCursor(cursor);
  return Number(place);
}

@Controller('api/webhooks')
export class WebhooksController {
  constructor(
    @Inject(ACCESS) private readonly access: AccessStore,
    @Inject(QUERIES) private readonly queries: Queries,
  ) {}

  @Get()
  @Allow(ADMINISTERS)
  list(@Req() request: FastifyRequest): Promise<Page<AnswerOf<typeof WEBHOOK>>> {
    return this.page(request.query);
  }

  async page(asked: unknown): Promise<Page<AnswerOf<typeof WEBHOOK>>> {
    const { limit = 50, cursor } = readParameters(PAGE, asked);
    const after = cursor ? placeIn(cursor, LIST) : -1;
    return this.read(async (view) => {
      const found = await webhooksAfter(view, after, limit + 1);
      const shown = found.slice(0, limit);
      const last = found.length > limit ? shown.at(-1) : undefined;
      return {
        items: await presentWebhooks(view, shown, this.access),
        nextCursor: last ? cursorAfter(view.moment, [LIST, last.key]) : null,
        asOf: view.moment.asOf,
      };
    });
  }

  @Get(':ref')
  @Allow(ADMINISTERS)
  one(@Req() request: FastifyRequest, @Param('ref') ref: string): Promise<AnswerOf<typeof ONE_WEBHOOK>> {
    readParameters({}, request.query);
    return this.shown(ref);
  }

  async shown(ref: string) {
    return this.read(async (view) => {
      const { namesOf } = this.queries.directory;
      const shown = await presentWebhook(view, await required(view, ref), this.access, namesOf);
      return { ...shown, asOf: view.moment.asOf };
    });
  }

  @Get(':ref/deliveries')
  @Allow(ADMINISTERS)
  deliveries(@Req() request: FastifyRequest, @Param('ref') ref: string): Promise<Page<AnswerOf<typeof DELIVERY>>> {
    return this.attempts(ref, request.query);
  }

  async attempts(ref: string, asked: unknown): Promise<Page<AnswerOf<typeof DELIVERY>>> {
    const { limit = 50, cursor } = readParameters(PAGE, asked);
    return this.read(async (view) => {
      const { id } = await required(view, ref);
      const before = cursor && placeIn(cursor, id);
      const found = await this.access.webhooks.attempts(id, limit + 1, before);
      const items = found.slice(0, limit);
      const last = found.length > limit ? items.at(-1) : undefined;
      return {
        items: items.map(({ nth: _, ...attempt }) => attempt),
        nextCursor: last ? cursorAfter(view.moment, [id, last.nth]) : null,
        asOf: view.moment.asOf,
      };
    });
  }

  private read<Answer>(answer: (view: QueryContext) => Promise<Answer>): Promise<Answer> {
    return this.queries.read({ now: new Date().toISOString() }, EVERYTHING, answer);
  }
}

async function required(view: QueryContext, ref: string): Promise<Webhook> {
  const found = await findWebhook(view, ref);
  if (!found) throw notFound({ path: 'webhooks/:ref' }, { ref });
  return found;
}
