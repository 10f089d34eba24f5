import type { AccessStore } from '#access/index.js';
import { type Queries, tokenReader } from '#application/index.js';
import { webhooksAfter } from '#read-models/index.js';
import { EVERYTHING } from '#read-store/index.js';
import { queueOf } from '#webhooks/index.js';

/** What waits for all active webhooks together: whoever may read metrics may not know of each. */
export interface WebhookBacklog {
  readonly events: number;
  /** Since the oldest of them was recorded; 0 where none waits. */
  readonly ageSeconds: number;
}

/** A scrape asks for so many webhooks at most. */
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
