import { eventIdAt, numberAt, type Webhook } from '#read-models/index.js';
import type { QueryContext } from '#read-store/index.js';
import type { DeliveryProgress } from './webhook-store.js';

/** Detects another history: a shorter ledger, another event at the number, or a shorter webhook stream. */
export async function hasDiverged(view: QueryContext, webhook: Webhook, progress: DeliveryProgress): Promise<boolean> {
  const { number, eventId, restart } = progress;
  if (restart > webhook.revision) return true;
  if (number === null || number === 0) return false;
  if (number > view.moment.asOf.number) return true;
  return eventId !== null && (await eventIdAt(view, number)) !== eventId;
}

/** Undefined when no restart (resume, replay, enable) is pending. */
export async function startPosition(
  view: QueryContext,
  webhook: Webhook,
  progress: DeliveryProgress,
): Promise<DeliveryProgress | undefined> {
  const { begins, restarts, revision, key } = webhook;
  const { restart, number, eventId } = progress;
  if (restarts <= restart && number !== null) {
    // Older versions stored no event ids.
    const isNamed = eventId !== null || number === 0;
    return isNamed ? undefined : placed(view, progress, number);
  }
  if (number === null && revision <= restart) return undefined;
  const fresh = { ...progress, restart: Math.max(restarts, restart), failures: 0, failingSince: null, nextAt: null };
  if (begins.revision > restart) return placed(view, fresh, begins.after);
  return placed(view, fresh, number ?? (await numberAt(view, key, restart + 1)));
}

async function placed(view: QueryContext, progress: DeliveryProgress, number: number): Promise<DeliveryProgress> {
  return { ...progress, number, eventId: (await eventIdAt(view, number)) ?? null };
}
