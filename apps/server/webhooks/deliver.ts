import { setMaxListeners } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { messageOf } from '#errors/index.js';
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
      delivering.complain(`The webhooks wait: ${messageOf(error)}`);
    }
    await delay(LOOK_MS, undefined, { signal: stopping }).catch(() => {});
  }
}

async function deliverToAll(delivering: Delivering, ended: AbortSignal): Promise<void> {
  const { readSide, complain } = delivering;
  await tellRestored(delivering).catch((error: Error) =>
    complain(`The webhooks could not be looked at: ${error.message}`),
  );
  // Every line listens, which Node.js would warn of from the eleventh on.
  setMaxListeners(0, ended);
  const lines: Promise<void>[] = [dropOldSecrets(delivering, ended)];
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

async function tellRestored({ access, complain }: Delivering): Promise<void> {
  const restored = (await access.webhooks.halted()).filter(({ halted }) => halted === 'restored').length;
  if (restored === 0) return;
  complain(
    `${restored === 1 ? 'One webhook is' : `${restored} webhooks are`} halted (restored): this is a copy of the ledger that sent. Take up what is to send from here with: action-ledger webhooks resume`,
  );
}

/** Takes old secrets away when their time is over, also where nothing is sent. */
async function dropOldSecrets({ access, complain }: Delivering, ended: AbortSignal): Promise<void> {
  while (!ended.aborted) {
    await access.webhooks.dropOldSecrets(new Date().toISOString()).catch((error: Error) => {
      if (!ended.aborted) complain(`Old secrets of webhooks could not be taken away: ${error.message}`);
    });
    await delay(LOOK_MS, undefined, { signal: ended }).catch(() => {});
  }
}
