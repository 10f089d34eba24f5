import type { NumberedPosition } from '#domain/kernel/decider.js';
import type { WebhookStatus } from '#domain/webhook/transitions.js';
import { findItem, type Item, itemsOf } from '#read-store/query/items.js';
import type { QueryContext } from '#read-store/query/query-context.js';
import { visibleTo } from '#read-store/query/visibility.js';
import type { WebhookView } from './webhooks.projection.js';

/** A webhook as the ledger has it. */
export interface Webhook extends Pick<WebhookView, 'oldSecretUntil' | 'skipped' | 'requeued'> {
  /** Its place among all, in the order in which they were created. */
  readonly key: number;
  readonly id: string;
  readonly reference: string;
  readonly url: string;
  /** The id of the token whose rights it reads with. */
  readonly token: string;
  /** The id of the item whose events alone it sends. */
  readonly item: string | undefined;
  readonly type: string | undefined;
  readonly status: WebhookStatus;
  /** Why it is disabled or withdrawn. */
  readonly reason: string | undefined;
  /** The number of the event that deliveries were last said to begin after: at this revision of its stream. */
  readonly begins: { readonly revision: number; readonly after: number };
  /** The revision since which nothing that failed before counts. */
  readonly restarts: number;
  /** The revision of the last event of its stream. */
  readonly revision: number;
}

/** Webhooks in the order in which they were created, after a key; none for a reader who sees no tokens. */
export async function webhooksAfter(view: QueryContext, key: number, limit: number): Promise<Webhook[]> {
  const found = await view.db
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
    found.map((row) => row.key),
    view.moment,
  );
  return Promise.all(items.map((item) => webhookOf(view, item)));
}

/** A webhook by its id or reference; undefined where there is none that the reader may see. */
export async function findWebhook(view: QueryContext, idOrReference: string): Promise<Webhook | undefined> {
  const item = await findItem<WebhookView>(view, 'webhook', idOrReference);
  return item && webhookOf(view, item);
}

/** The number of an event of an item, by its key and the event's revision. */
export async function numberAt({ db }: QueryContext, key: number, revision: number): Promise<number> {
  const row = await db
    .selectFrom('audit')
    .select('number')
    .where('key', '=', key)
    .where('revision', '=', revision)
    .executeTakeFirstOrThrow();
  return row.number;
}

/** The id of the event of a number; undefined where there is none. */
export async function eventIdAt({ db }: QueryContext, number: number): Promise<string | undefined> {
  const row = await db.selectFrom('audit').select('event_id').where('number', '=', number).executeTakeFirst();
  return row?.event_id;
}

/** Where the event of a number stands, and the number of the last. */
export async function placeOfNumber({ db, moment }: QueryContext, number: number): Promise<NumberedPosition> {
  const { asOf } = moment;
  const row = await db.selectFrom('audit').select('from_position').where('number', '=', number).executeTakeFirst();
  return { last: asOf.number, position: row?.from_position };
}

/** The number of the first event at a position or after it; of the next one to come where there is none. */
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
  const said = { begins: { revision: begins, after }, restarts, revision, oldSecretUntil, skipped, requeued };
  return { key, id, reference, url, token, item, type, status, reason, ...said };
}
