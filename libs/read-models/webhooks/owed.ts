import type { QueryContext } from '#read-store/query/query-context.js';
import type { AuditEntry } from '../audit/audit.present.js';
import { auditAfter } from '../audit/audit.queries.js';
import { trail } from '../audit/trail.js';
import type { NamesOf } from '../parties/parties.present.js';
import type { Webhook } from './webhooks.queries.js';

/** How far a webhook has come: the number after which it goes on, and the revision up to which what was requeued is sent. */
export interface Reached {
  readonly number: number;
  readonly requeued: number;
}

/** What a webhook sends next, or passes over. */
export interface PendingEvent {
  /** Absent where the reader may no longer see it: it is passed over. */
  readonly entry?: AuditEntry;
  readonly skipped: boolean;
  /** The revision at which it was requeued; undefined for the next in order. */
  readonly requeued?: number;
}

/** Beyond this many, what waits is not counted out. */
export const MOST_WAITING = 10_000;

/**
 * The event that a webhook owes next to the reader of a view: what was requeued first, then what follows `after`, up to
 * which nothing is wanted. `upTo` is the number to ask after next time where there is none.
 */
export async function nextPending(
  view: QueryContext,
  webhook: Webhook,
  { number, requeued }: Reached,
  namesOf: NamesOf,
  after = number,
): Promise<{ readonly pending?: PendingEvent; readonly upTo: number }> {
  const filter = filterOf(webhook);
  const again = webhook.requeued.find(({ revision }) => revision > requeued);
  if (again) {
    const { items } = await auditAfter(view, again.number - 1, 1, filter, namesOf);
    const entry = items.find(({ eventId }) => eventId === again.eventId);
    return { pending: { entry, skipped: false, requeued: again.revision }, upTo: after };
  }
  const { items, upTo } = await auditAfter(view, after, 1, filter, namesOf);
  const [entry] = items;
  if (!entry) return { upTo };
  return { pending: { entry, skipped: webhook.skipped.some(({ eventId }) => eventId === entry.eventId) }, upTo: after };
}

/** The first that is to be sent indeed, without what is skipped. */
export async function standsAt(
  view: QueryContext,
  webhook: Webhook,
  reached: Reached,
  namesOf: NamesOf,
): Promise<AuditEntry | undefined> {
  const { pending } = await nextPending(view, webhook, reached, namesOf);
  if (!pending) return undefined;
  if (pending.entry && !pending.skipped) return pending.entry;
  const passed =
    pending.requeued === undefined
      ? { ...reached, number: pending.entry?.number ?? reached.number }
      : { ...reached, requeued: pending.requeued };
  return standsAt(view, webhook, passed, namesOf);
}

/** How many events wait to be sent, the one that is tried among them; up to MOST_WAITING are counted. */
export async function countWaiting(
  view: QueryContext,
  webhook: Webhook,
  { number, requeued }: Reached,
): Promise<number> {
  const ahead = trail(view, filterOf(webhook)).where('e.number', '>', number);
  const ids = webhook.skipped.filter((each) => each.number > number).map(({ eventId }) => eventId);
  const wanted = ids.length === 0 ? ahead : ahead.where('e.event_id', 'not in', ids);
  const { count } = await view.db
    .selectFrom(wanted.limit(MOST_WAITING).as('waiting'))
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  const again = webhook.requeued.filter(({ revision }) => revision > requeued).length;
  return Math.min(Number(count) + again, MOST_WAITING);
}

const filterOf = ({ item, type }: Webhook) => ({ reference: item, type });
