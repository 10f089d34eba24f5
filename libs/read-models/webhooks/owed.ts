import type { QueryContext } from '#read-store/index.js';
import type { AuditFilter } from '../audit/audit.filters.js';
import type { AuditEntry } from '../audit/audit.present.js';
import { auditAfter } from '../audit/audit.queries.js';
import { trail } from '../audit/trail.js';
import type { NamesOf } from '../parties/parties.present.js';
import type { Webhook } from './webhooks.queries.js';

/** The last sent number, and the revision up to which requeued events are sent. */
export interface SentUpTo {
  readonly number: number;
  readonly requeued: number;
}

export interface PendingEvent {
  /** Absent when the token may no longer see the event; the dispatcher then skips it. */
  readonly entry?: AuditEntry;
  readonly skipped: boolean;
  /** The revision of the requeue; undefined for the next event in order. */
  readonly requeued?: number;
}

/** Counting stops here, because a long backlog would make each status query slow. */
export const MAX_WAITING = 10_000;

/** Requeued events come first. Without an event, `upTo` is the number to continue from. */
export async function nextPending(
  view: QueryContext,
  webhook: Webhook,
  { number, requeued }: SentUpTo,
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

export async function nextEventToSend(
  view: QueryContext,
  webhook: Webhook,
  reached: SentUpTo,
  namesOf: NamesOf,
): Promise<AuditEntry | undefined> {
  const { pending } = await nextPending(view, webhook, reached, namesOf);
  if (!pending) return undefined;
  if (pending.entry && !pending.skipped) return pending.entry;
  const passed =
    pending.requeued === undefined
      ? { ...reached, number: pending.entry?.number ?? reached.number }
      : { ...reached, requeued: pending.requeued };
  return nextEventToSend(view, webhook, passed, namesOf);
}

export async function countWaiting(
  view: QueryContext,
  webhook: Webhook,
  { number, requeued }: SentUpTo,
): Promise<number> {
  const ahead = trail(view, filterOf(webhook)).where('e.number', '>', number);
  const ids = webhook.skipped.filter((each) => each.number > number).map(({ eventId }) => eventId);
  const wanted = ids.length === 0 ? ahead : ahead.where('e.event_id', 'not in', ids);
  const { count } = await view.db
    .selectFrom(wanted.limit(MAX_WAITING).as('waiting'))
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  const again = webhook.requeued.filter(({ revision }) => revision > requeued).length;
  return Math.min(Number(count) + again, MAX_WAITING);
}

const filterOf = ({ item, type }: Webhook): AuditFilter => ({
  reference: item,
  type: type === undefined ? type : [type],
});
