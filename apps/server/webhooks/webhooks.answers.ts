import type { AccessStore } from '#access/index.js';
import { notFound, PAGE, type Queries, readParameters } from '#application/index.js';
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
import { type DELIVERY, type ONE_WEBHOOK, presentWebhook, presentWebhooks, type WEBHOOK } from './webhooks.present.js';

interface Asked {
  readonly access: AccessStore;
  readonly queries: Queries;
}

/** Prefix of the list's cursors; those of a delivery log begin with the webhook's id. */
const LIST = 'webhooks';

/** Errors: `bad-cursor` for a cursor of another list. */
function placeIn(cursor: Cursor, list: string): number {
  const [of, place] = sortValues(cursor, ['string', 'number']);
  if (of !== list) throw badCursor(cursor);
  return Number(place);
}

/** Errors: `bad-parameter`, `bad-cursor`. */
export async function listWebhooks(of: Asked, asked: unknown): Promise<Page<AnswerOf<typeof WEBHOOK>>> {
  const { limit = 50, cursor } = readParameters(PAGE, asked);
  const after = cursor ? placeIn(cursor, LIST) : -1;
  return read(of, async (view) => {
    const found = await webhooksAfter(view, after, limit + 1);
    const shown = found.slice(0, limit);
    const last = found.length > limit ? shown.at(-1) : undefined;
    return {
      items: await presentWebhooks(view, shown, of.access),
      nextCursor: last ? cursorAfter(view.moment, [LIST, last.key]) : null,
      asOf: view.moment.asOf,
    };
  });
}

/** Errors: `item-not-found`. */
export function oneWebhook(of: Asked, ref: string): Promise<AnswerOf<typeof ONE_WEBHOOK>> {
  return read(of, async (view) => {
    const { namesOf } = of.queries.directory;
    const shown = await presentWebhook(view, await required(view, ref), of.access, namesOf);
    return { ...shown, asOf: view.moment.asOf };
  });
}

/** The newest attempts first. Errors: `item-not-found`, `bad-parameter`, `bad-cursor`. */
export async function listDeliveries(of: Asked, ref: string, asked: unknown): Promise<Page<AnswerOf<typeof DELIVERY>>> {
  const { limit = 50, cursor } = readParameters(PAGE, asked);
  return read(of, async (view) => {
    const { id } = await required(view, ref);
    const before = cursor && placeIn(cursor, id);
    const found = await of.access.webhooks.attempts(id, limit + 1, before);
    const items = found.slice(0, limit);
    const last = found.length > limit ? items.at(-1) : undefined;
    return {
      items: items.map(({ nth: _, ...attempt }) => attempt),
      nextCursor: last ? cursorAfter(view.moment, [id, last.nth]) : null,
      asOf: view.moment.asOf,
    };
  });
}

const read = <Answer>({ queries }: Asked, answer: (view: QueryContext) => Promise<Answer>): Promise<Answer> =>
  queries.read({ now: new Date().toISOString() }, EVERYTHING, answer);

async function required(view: QueryContext, ref: string): Promise<Webhook> {
  const found = await findWebhook(view, ref);
  if (!found) throw notFound({ path: 'webhooks/:ref' }, { ref });
  return found;
}
