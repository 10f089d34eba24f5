import type { NumberedPosition, WebhookStatus } from '#domain/index.js';
import { findItem, type Item, itemsOf, type QueryContext, visibleTo } from '#read-store/index.js';
import type { WebhookView } from './webhooks.projection.js';

export interface Webhook extends Pick<WebhookView, 'oldSecretUntil' | 'skipped' | 'requeued'> {
  readonly key: number;
  readonly id: string;
  readonly reference: string;
  readonly url: string;
  /** Deliveries see what this token's role may see. */
  readonly token: string;
  readonly item: string | undefined;
  readonly type: string | undefined;
  readonly status: WebhookStatus;
  readonly reason: string | undefined;
  /** The latest start: the event number before the first delivery, and the webhook's revision that set it. */
  readonly begins: { readonly revision: number; readonly after: number };
  /** The restart revision: failures before it no longer count. */
  readonly restarts: number;
  readonly revision: number;
}

/** Empty for readers who may not see tokens. */
export async function webhooksAfter(view: QueryContext, key: number, limit: number): Promise<Webhook[]> {
  const rows = await view.db
    .selectFrom('items')
    .select('key')
    .where('kind', '=', 'webhook')
    .where('key', '>', key)
    .where(visibleTo(view.reader, 'items.key'))
    .orderBy('key')
    .limit(limit)
    .execute();
  const items = await itemsOf<WebhookView>(
    view.db,
    rows.map((row) => row.key),
    view.moment,
  );
  return Promise.all(items.map((item) => webhookOf(view, item)));
}

export async function findWebhook(view: QueryContext, idOrReference: string): Promise<Webhook | undefined> {
  const item = await findItem<WebhookView>(view, 'webhook', idOrReference);
  return item && webhookOf(view, item);
}

export async function numberAt({ db }: QueryContext, key: number, revision: number): Promise<number> {
  const row = await db
    .selectFrom('audit')
    .select('number')
    .where('key', '=', key)
    .where('revision', '=', revision)
    .executeTakeFirstOrThrow();
  return row.number;
}

export async function eventIdAt({ db }: QueryContext, number: number): Promise<string | undefined> {
  const row = await db.selectFrom('audit').select('event_id').where('number', '=', number).executeTakeFirst();
  return row?.event_id;
}

export async function positionOfNumber({ db, moment }: QueryContext, number: number): Promise<NumberedPosition> {
  const { asOf } = moment;
  const row = await db.selectFrom('audit').select('from_position').where('number', '=', number).executeTakeFirst();
  return { last: asOf.number, position: row?.from_position };
}

export async function numberFrom({ db, moment }: QueryContext, position: number): Promise<number> {
  const row = await db
    .selectFrom('audit')
    .select('number')
    .where('from_position', '>=', position)
    .orderBy('from_position')
    .limit(1)
    .executeTakeFirst();
  return row?.number ?? moment.asOf.number + 1;
}

async function webhookOf(view: QueryContext, { key, head, state }: Item<WebhookView>): Promise<Webhook> {
  const { token, item, type, status, reason, from, begins, restarts, title: url } = state;
  const { oldSecretUntil, skipped, requeued } = state;
  const after = from ? from.number - 1 : await numberAt(view, key, begins);
  const { id, reference, revision } = head;
  const deliveryFields = { begins: { revision: begins, after }, restarts, revision, oldSecretUntil, skipped, requeued };
  return { key, id, reference, url, token, item, type, status, reason, ...deliveryFields };
}
