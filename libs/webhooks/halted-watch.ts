import { setTimeout as delay } from 'node:timers/promises';
import { HALTS, type WebhookStore } from './webhook-store.js';

const POLL_MS = 2_000;

export interface HaltedWatch {
  notices(): readonly string[];
  readonly done: Promise<void>;
}

/** Keeps the last known notices while the store is unavailable. */
export function watchHalted(webhooks: Pick<WebhookStore, 'halted'>, stopping: AbortSignal): HaltedWatch {
  let notices: readonly string[] = [];
  async function look(): Promise<void> {
    const halted = await webhooks.halted();
    notices = HALTS.flatMap((why) => {
      const count = halted.filter((each) => each.halted === why).length;
      return count === 0 ? [] : [`webhooks halted (${why}): ${count}`];
    });
  }
  async function watch(): Promise<void> {
    while (!stopping.aborted) {
      await look().catch(() => {});
      await delay(POLL_MS, undefined, { signal: stopping }).catch(() => {});
    }
  }
  return { notices: () => notices, done: watch() };
}
