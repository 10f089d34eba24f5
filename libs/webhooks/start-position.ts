import { eventIdAt, numberAt, type Webhook } from '#read-models/webhooks/webhooks.queries.js';
import type { QueryContext } from '#read-store/query/query-context.js';
import type { DeliveryProgress } from './webhook-store.js';

/**
 * Whether a webhook's place is of another history than the view's: the ledger is shorter than what was sent, has
 * another event there, or has less of the webhook's own stream than was followed.
 */
export async function hasDiverged(view: QueryContext, webhook: Webhook, progress: DeliveryProgress): Promise<boolean> {
  const { number, eventId, restart } = progress;
  if (restart > webhook.revision) return true;
  if (number === null || number === 0) return false;
  if (number > view.moment.asOf.number) return true;
  return eventId !== null && (await eventIdAt(view, number)) !== eventId;
}

/** Where a webhook stands by what the ledger has said of it since; undefined where it has said nothing new. */
export async function startPosition(
  view: QueryContext,
  webhook: Webhook,
  progress: DeliveryProgress,
): Promise<DeliveryProgress | undefined> {
  const { begins, restarts, revision, key } = webhook;
  const { restart, number, eventId } = progress;
  if (restarts <= restart && number !== null) {
    // Kept before the ids of events were kept too.
    const isNamed = eventId !== null || number === 0;
    return isNamed ? undefined : placed(view, progress, number);
  }
  // Resumed by an event that is not in the view yet.
  if (number === null && revision <= restart) return undefined;
  const fresh = { ...progress, restart: Math.max(restarts, restart), failures: 0, failingSince: null, nextAt: null };
  if (begins.revision > restart) return placed(view, fresh, begins.after);
  return placed(view, fresh, number ?? (await numberAt(view, key, restart + 1)));
}

async function placed(view: QueryContext, progress: DeliveryProgress, number: number): Promise<DeliveryProgress> {
  return { ...progress, number, eventId: (await eventIdAt(view, number)) ?? null };
}
