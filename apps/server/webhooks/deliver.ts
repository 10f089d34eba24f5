import { setMaxListeners } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { EVERYTHING } from '#projections/read/visible.js';
import { webhooksAfter } from '#projections/webhooks/queries.js';
import { type Delivering, deliverTo } from './line.js';

/** How long another process is left the right to send, and a quiet ledger alone, before it is looked again. */
const LOOK_MS = 5_000;
/** How many new webhooks are begun at a time. */
const PAGE = 100;

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
  // Every line listens, which Node.js would warn of from the eleventh on.
  setMaxListeners(0, ended);
  const lines: Promise<void>[] = [];
  let newest = -1;
  while (!ended.aborted) {
    const stood = readSide.position();
    try {
      const now = new Date().toISOString();
      const found = await readSide.read({ now }, EVERYTHING, (view) => webhooksAfter(view, newest, PAGE));
      for (const webhook of found) {
        newest = webhook.key;
        if (webhook.status !== 'withdrawn') lines.push(deliverTo(webhook, delivering, ended));
      }
      if (found.length === PAGE) continue;
    } catch (error) {
      if (!ended.aborted) complain(`The webhooks could not be looked at: ${(error as Error).message}`);
    }
    await readSide.moved(stood, LOOK_MS, ended);
  }
  await Promise.all(lines);
}
