import type { AccessStore } from '#access/index.js';
import { type Queries, tokenReader } from '#application/index.js';
import { webhooksAfter } from '#read-models/index.js';
import { EVERYTHING } from '#read-store/index.js';
import { queueOf } from '#webhooks/index.js';

/** One figure for all active webhooks: readers of metrics may not know each webhook. */
export interface WebhookBacklog {
  readonly events: number;
  /** Age of the oldest waiting event; 0 if none waits. */
  readonly ageSeconds: number;
}

/** Limit per scrape, because each webhook costs queries. */
const MOST_ASKED = 100;

/** Undefined where the read models or the access store cannot be read, which /health/ready tells. */
export async function webhookBacklog(
  queries: Pick<Queries, 'read' | 'directory'>,
  access: AccessStore,
): Promise<WebhookBacklog | undefined> {
  const now = Date.now();
  const found = queries.read({ now: new Date(now).toISOString() }, EVERYTHING, async (view) => {
    let events = 0;
    let oldest = now;
    for (const webhook of await webhooksAfter(view, -1, MOST_ASKED)) {
      if (webhook.status !== 'active') continue;
      const progress = await access.webhooks.progressOf(webhook.id);
      const queue = await queueOf(view, webhook, progress, tokenReader(access), queries.directory.namesOf);
      events += queue?.waiting ?? 0;
      if (queue?.next) oldest = Math.min(oldest, Date.parse(queue.next.recordedAt));
    }
    return { events, ageSeconds: (now - oldest) / 1_000 };
  });
  return found.catch(() => undefined);
}
