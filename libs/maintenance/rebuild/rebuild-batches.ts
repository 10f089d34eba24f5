import { Worker } from 'node:worker_threads';
import type { Progress } from '#read-store/runtime/apply.js';
import type { Portion, Reading } from './messages.js';

/** Megabytes of a reading thread whose rows stand in a file: the nearer the bound, the sooner is collected what is done with. */
const SMALL_HEAP = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 16 };

/**
 * Applies what is read of a store in a thread of its own and takes what it makes, portion after portion, each when the one
 * before it has been taken. Answers where that ends; fails where a portion cannot be made or taken.
 */
export function takePortions(reading: Reading, take: (portion: Portion) => void | Promise<void>): Promise<Progress> {
  const worker = new Worker(new URL('./reading-worker.js', import.meta.url), {
    workerData: reading,
    resourceLimits: reading.rowsBeside === undefined ? {} : SMALL_HEAP,
  });
  const taken = new Promise<Progress>((resolve, reject) => {
    let before = Promise.resolve();
    worker.on('error', reject);
    worker.on('exit', () => {
      before = before.then(() => reject(new Error('The events could not be read to their end.')));
      before.catch(reject);
    });
    worker.on('message', (portion: Portion) => {
      before = before
        .then(() => take(portion))
        .then(() => {
          worker.postMessage('written');
          if (portion.kind === 'end') resolve(portion.progress);
        });
      before.catch(reject);
    });
  });
  return taken.finally(() => worker.terminate());
}
