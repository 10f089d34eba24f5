import { parentPort, workerData } from 'node:worker_threads';
import { messageOf } from '#errors/index.js';
import { openForReading } from '#event-store/index.js';
import { exponentialBackoff, mapStackTraces, poll, withRetry } from '#platform/index.js';
import { highWaterIn } from '../high-water.js';
import { GATHER_MS, HURRIED_MS, keepTree } from '../keeping.js';
import { openTreeStore } from '../open-tree-store.js';
import { openSigner } from '../signing-key.js';
import { treeLease } from '../tree-lease.js';
import type { TreeKeeperData, TreeMessage, TreeOrder } from './messages.js';

// Worker thread: follows the events beside the command handler and signs the tree over them, where it has the lease.

const FIRST_RETRY_MS = 200;
const LONGEST_RETRY_MS = 10_000;
const LEASE_RETRY_MS = 1_000;

mapStackTraces();
const { events, tree: location, folder, signingKey } = workerData as TreeKeeperData;
const post = (message: TreeMessage) => parentPort?.postMessage(message);
const stopping = new AbortController();
const { signal } = stopping;
const highWater = highWaterIn(folder);
const delayMs = exponentialBackoff(FIRST_RETRY_MS, LONGEST_RETRY_MS);
let failures = 0;
let isHurried = false;

async function keep(): Promise<void> {
  const lease = await treeLease(location);
  if (!lease) return;
  const [store, tree] = await Promise.all([openForReading(events), openTreeStore(location)]);
  try {
    await keepTree({
      store,
      tree,
      signerFor: (origin, inForce) => openSigner({ folder, signingKey }, origin, inForce),
      highWater,
      onGrown(size, position) {
        failures = 0;
        post({ kind: 'grown', size, position });
      },
      gatherMs: () => (isHurried ? HURRIED_MS : GATHER_MS),
      signal: AbortSignal.any([signal, lease.lost]),
    });
  } finally {
    await store.close();
    await tree.close();
    await lease.release();
  }
}

const attempt = async () => {
  await withRetry(keep, {
    work: 'tree',
    delayMs: () => delayMs(++failures),
    onRetry: (error) => post({ kind: 'degraded', error: messageOf(error) }),
    signal,
  });
};

const keeping = attempt().then(() => poll(attempt, LEASE_RETRY_MS, signal));
parentPort?.on('message', async (order: TreeOrder) => {
  if (order.kind === 'hurry') {
    isHurried = order.isAsked;
    return;
  }
  stopping.abort();
  await keeping;
  highWater.flush();
  parentPort?.close();
});
