import { setTimeout as delay } from 'node:timers/promises';
import type { AccessStore } from '#platform/access/port.js';
import { HALTS } from '#platform/access/webhooks/port.js';

const LOOK_MS = 2_000;

/** What health says of the webhooks that wait for somebody. */
export interface HaltedWatch {
  notices(): readonly string[];
  /** Settles once it has been told to stop. */
  readonly done: Promise<void>;
}

/** Looks again and again which webhooks are halted; while that cannot be asked, what was last known is said. */
export function watchHalted({ webhooks }: Pick<AccessStore, 'webhooks'>, stopping: AbortSignal): HaltedWatch {
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
      await delay(LOOK_MS, undefined, { signal: stopping }).catch(() => {});
    }
  }
  return { notices: () => notices, done: watch() };
}
