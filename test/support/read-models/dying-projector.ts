import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';
import type { RebuildRequest } from '#maintenance/rebuild/messages.js';
import { startProjector } from '#projector/projector.js';

// A projector whose thread is ended under it: tells what was said of it, and where it stands in the end.

const PATIENCE_MS = 30_000;

const workers: Worker[] = [];
process.on('worker', (worker) => workers.push(worker));
const [order, until] = (await once(process, 'message'))[0] as [RebuildRequest, number];
const told: (string | null)[] = [];
const projector = await startProjector({
  ...order,
  projects: true,
  onLive: () => {},
  onDegraded: (error) => told.push(error ?? null),
});
await workers[0]?.terminate();
await projector.waitFor(until, PATIENCE_MS);
const position = projector.position();
const hindrance = projector.lastError() ?? null;
await projector.stop();
process.send?.({ told, position, hindrance, threads: workers.length });
process.disconnect?.();
