import { eventIdAt, numberAt, type Webhook } from '#read-models/index.js';
import type { QueryContext } from '#read-store/index.js';
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

/** The progress after restarts (resumed, replayed, enabled) that are not applied yet; undefined where there are none. */
export async function startPosition(
  view: QueryContext,
  webhook: Webhook,
  progress: DeliveryProgress,
): Promise<DeliveryProgress | undefined> {
  const { begins, restarts, revision, key } = webhook;
  const { restart, number, eventId } = progress;
  if (restarts <= restart && number !== null) {
    // Stored before event ids were stored too.
    const isNamed = eventId !== null || number === 0;
    return isNamed ? undefined : placed(view, progress, number);
  }
  // The event that resumed it is not in the read models yet.
  if (number === null && revision <= restart) return undefined;
  const fresh = { ...progress, restart: Math.max(restarts, restart), failures: 0, failingSince: null, nextAt: null };
  if (begins.revision > restart) return placed(view, fresh, begins.after);
  return placed(view, fresh, number ?? (await numberAt(view, key, restart + 1)));
}

async function placed(view: QueryContext, progress: DeliveryProgress, number: number): Promise<DeliveryProgress> {
  return { ...progress, number, eventId: (await eventIdAt(view, number)) ?? null };
}
