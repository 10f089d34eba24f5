import type { DeliveryState } from '#domain/index.js';
import {
  type AuditEntry,
  countWaiting,
  findWebhook,
  type NamesOf,
  nextEventToSend,
  type Webhook,
} from '#read-models/index.js';
import { EVERYTHING, type QueryContext } from '#read-store/index.js';
import { startPosition } from './start-position.js';
import type { DispatcherDeps } from './webhook-dispatcher.js';
import type { DeliveryProgress } from './webhook-store.js';

export interface WebhookQueue {
  readonly next: AuditEntry | undefined;
  readonly waiting: number;
}

/** Undefined when its position or its token's rights are unknown. */
export async function queueOf(
  view: QueryContext,
  webhook: Webhook,
  progress: DeliveryProgress | undefined,
  readerOf: DispatcherDeps['readerOf'],
  namesOf: NamesOf,
): Promise<WebhookQueue | undefined> {
  const reader = await readerOf(webhook.token);
  if (!reader || !progress || progress.halted === 'other-history') return undefined;
  const { number, requeued } = (await startPosition(view, webhook, progress)) ?? progress;
  if (number === null) return undefined;
  const reached = { number, requeued };
  const theirs = { ...view, reader };
  const next = await nextEventToSend(theirs, webhook, reached, namesOf);
  return { next, waiting: next ? await countWaiting(theirs, webhook, reached) : 0 };
}

export async function pendingEventOf(
  { webhooks, readSide, readerOf }: Pick<DispatcherDeps, 'webhooks' | 'readSide' | 'readerOf'>,
  id: string,
): Promise<DeliveryState['pendingEvent']> {
  const progress = await webhooks.progressOf(id);
  return readSide.read({ now: new Date().toISOString() }, EVERYTHING, async (view) => {
    const webhook = await findWebhook(view, id);
    const queue = webhook && (await queueOf(view, webhook, progress, readerOf, readSide.directory.namesOf));
    const next = queue?.next;
    return next && { number: next.number, eventId: next.eventId, eventType: next.type };
  });
}
