import { Worker } from 'node:worker_threads';
import type { Progress, RebuildBatch, RebuildBatches } from '#read-store/index.js';
import type { RebuildInput, RebuildWorkerBatch } from './messages.js';
import type { Matched } from './under-rules.js';

/** Heap limits in MB for a worker with a spill file: a low limit makes garbage collection run sooner. */
const SMALL_HEAP = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 16 };

/**
 * Reads and applies events in a worker thread. `onMatched` gets what the rules changed. Rejects where a batch cannot be
 * read or written.
 */
export function readBatches(input: RebuildInput, onMatched: (matched: Matched) => void = () => {}): RebuildBatches {
  return (write) => {
    const worker = new Worker(new URL('./reading.worker.js', import.meta.url), {
      workerData: input,
      resourceLimits: input.spillFile === undefined ? {} : SMALL_HEAP,
    });
    return consumed(worker, write, onMatched).finally(() => worker.terminate());
  };
}

function consumed(
  worker: Worker,
  write: (batch: RebuildBatch) => void | Promise<void>,
  onMatched: (matched: Matched) => void,
): Promise<Progress> {
  return new Promise<Progress>((resolve, reject) => {
    let before = Promise.resolve();
    worker.on('error', reject);
    worker.on('exit', () => {
      before = before.then(() => reject(new Error('Rebuild worker exited before the last event.')));
      before.catch(reject);
    });
    worker.on('message', ({ batch, matched }: RebuildWorkerBatch) => {
      before = before
        .then(() => write(batch))
        .then(() => {
          worker.postMessage('written');
          if (matched) onMatched(matched);
          if (batch.kind === 'end') resolve(batch.progress);
        });
      before.catch(reject);
    });
  });
}
