import { setTimeout as delay } from 'node:timers/promises';

const PAUSE_MS = 50;

/** Waits until something holds; fails where it hangs. */
export async function eventually(holds: () => Promise<boolean>, withinMs = 300_000): Promise<void> {
  const until = Date.now() + withinMs;
  while (!(await holds())) {
    if (Date.now() > until) throw new Error(`What was waited for did not come in ${withinMs} ms.`);
    await delay(PAUSE_MS);
  }
}
