import { poll } from '#platform/index.js';
import { HALTS, type WebhookStore } from './webhook-store.js';

const POLL_MS = 2_000;

export interface HaltedWatch {
  notices(): readonly string[];
  readonly done: Promise<void>;
}

/** Keeps the last known notices while the store is unavailable. */
export function watchHalted(webhooks: Pick<WebhookStore, 'halted'>, stopping: AbortSignal): HaltedWatch {
  let notices: readonly string[] = [];
  async function count(): Promise<void> {
    const halted = await webhooks.halted();
    notices = HALTS.flatMap((why) => {
      const found = halted.filter((each) => each.halted === why).length;
      return found === 0 ? [] : [`webhooks halted (${why}): ${found}`];
    });
  }
  const look = () => count().catch(() => {});
  return { notices: () => notices, done: look().then(() => poll(look, POLL_MS, stopping)) };
}
