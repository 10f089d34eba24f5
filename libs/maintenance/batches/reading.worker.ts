import { parentPort, workerData } from 'node:worker_threads';
import { openForReading, START } from '#event-store/index.js';
import { PROJECTIONS } from '#read-models/index.js';
import {
  BEFORE_FIRST_EVENT,
  createApplier,
  createKeyRegistry,
  createUnitOfWork,
  isForeign,
  type Progress,
  type Stop,
} from '#read-store/index.js';
import { openSpillFile } from '#read-store/sqlite/index.js';
import type { RebuildInput, RebuildWorkerBatch } from './messages.js';
import { underRules } from './under-rules.js';

// Worker thread that applies events and posts rows, with back-pressure: at most AHEAD batches before the writer.

/** Events per batch: few enough to stay in the CPU cache. */
const BATCH = 500;
const MAX_AHEAD = 16;

const { events, upTo = Number.POSITIVE_INFINITY, rules, spillFile } = workerData as RebuildInput;
const replayed = rules && underRules(rules);
const store = await openForReading(events);
const keys = createKeyRegistry({ items: [], actors: [] });
const spilled = spillFile === undefined ? undefined : openSpillFile(spillFile, PROJECTIONS);
const rows = createUnitOfWork(spilled?.load ?? (() => undefined));
const applier = createApplier(PROJECTIONS, rows, keys);

let ahead = 0;
let written = () => {};
parentPort?.on('message', () => {
  ahead -= 1;
  written();
});

const post = (message: RebuildWorkerBatch) => parentPort?.postMessage(message);
const stops: Stop[] = [];
let progress: Progress = BEFORE_FIRST_EVENT;
let after: Progress['checkpoint'] = START;
for (let end = false; !end; ) {
  const page = await store.readAll(after, BATCH);
  const within = page.events.filter(({ position }) => position <= upTo);
  const applied = applier.apply(replayed ? replayed.of(within.filter((event) => !isForeign(event))) : within, progress);
  progress = applied.progress;
  after = page.checkpoint;
  stops.push(...applied.stops);
  end = page.end || within.length < page.events.length;
  post({ batch: { kind: 'past', past: rows.drainHistory(), progress } });
  spilled?.batchTaken(rows, keys);
  ahead += 1;
  while (ahead >= MAX_AHEAD) await new Promise<void>((resolve) => (written = resolve));
}
spilled?.end(rows, keys);
post({
  batch: { kind: 'end', current: rows.drainCurrent(), keys: keys.drain(), stops, progress },
  matched: replayed?.matched(),
});
await store.close();
parentPort?.close();
