import { setTimeout as delay } from 'node:timers/promises';
import { EVERYTHING } from '#projections/read/visible.js';
import { webhooksAfter } from '#projections/webhooks/queries.js';
import { type Delivering, deliverTo } from './line.js';

/** How long another process is left the right to send, and a quiet ledger alone, before it is looked again. */
const LOOK_MS = 5_000;
const MOST_WEBHOOKS = 10_000;

/**
 * Sends webhooks what they are owed until told to stop: each on a line of its own, so that none waits for another. Of
 * several processes on one ledger one sends at a time, and another takes over within seconds when it dies. What a
 * process was sending when it died is sent again.
 */
export async function deliverWebhooks(delivering: Delivering, stopping: AbortSignal): Promise<void> {
  while (!stopping.aborted) {
    try {
      const held = await delivering.access.holdWebhooks();
      if (held) {
        await deliverToAll(delivering, AbortSignal.any([stopping, held.lost]));
        await held.release();
        continue;
      }
    } catch (error) {
      delivering.complain(`The webhooks wait: ${error instanceof Error ? error.message : error}`);
    }
    await delay(LOOK_MS, undefined, { signal: stopping }).catch(() => {});
  }
}

async function deliverToAll(delivering: Delivering, ended: AbortSignal): Promise<void> {
  const { readSide, complain } = delivering;
  const lines = new Map<string, Promise<void>>();
  while (!ended.aborted) {
    const stood = readSide.position();
    try {
      const now = new Date().toISOString();
      for (const webhook of await readSide.read({ now }, EVERYTHING, (view) => webhooksAfter(view, -1, MOST_WEBHOOKS)))
        if (webhook.status !== 'withdrawn' && !lines.has(webhook.id))
          lines.set(webhook.id, deliverTo(webhook, delivering, ended));
    } catch (error) {
      if (!ended.aborted) complain(`The webhooks could not be looked at: ${(error as Error).message}`);
    }
    await readSide.moved(stood, LOOK_MS, ended);
  }
  await Promise.all(lines.values());
}
