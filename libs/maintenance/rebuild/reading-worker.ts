import { parentPort, workerData } from 'node:worker_threads';
import { openForReading } from '#event-store/location.js';
import { START } from '#event-store/port.js';
import { PROJECTIONS } from '#read-models/projections.js';
import { BEGINNING, createApplier, type Progress, type Stop } from '#read-store/runtime/apply.js';
import { isForeign } from '#read-store/runtime/foreign.js';
import { createRegister } from '#read-store/runtime/key-registry.js';
import { createRows } from '#read-store/runtime/rows.js';
import { underRules } from '../what-if/under-rules.js';
import { keepRowsIn } from '#read-store/sqlite/spill-file.js';
import type { Portion, Reading } from './messages.js';

// The reading half of a rebuild: reads and applies the events, keeps the current rows in memory or in a file beside, and
// hands the rows of the past over to be written. It stays at most a few portions ahead of the writer.

/** Events at a time: few enough that a portion is still in the processor's cache when it is applied. */
const PORTION = 500;
const AHEAD = 16;

const { events, upTo = Number.POSITIVE_INFINITY, rules, rowsBeside } = workerData as Reading;
const replayed = rules && underRules(rules);
const store = await openForReading(events);
const register = createRegister({ items: [], actors: [] });
const beside = rowsBeside === undefined ? undefined : keepRowsIn(rowsBeside);
const rows = createRows(beside?.load ?? (() => undefined));
const applier = createApplier(PROJECTIONS, rows, register);

let ahead = 0;
let written = () => {};
parentPort?.on('message', () => {
  ahead -= 1;
  written();
});

const hand = (portion: Portion) => parentPort?.postMessage(portion);
const stops: Stop[] = [];
let progress: Progress = BEGINNING;
let after: Progress['checkpoint'] = START;
for (let end = false; !end; ) {
  const page = await store.readAll(after, PORTION);
  const within = page.events.filter(({ position }) => position <= upTo);
  const applied = applier.apply(replayed ? replayed.of(within.filter((event) => !isForeign(event))) : within, progress);
  progress = applied.progress;
  after = page.checkpoint;
  stops.push(...applied.stops);
  end = page.end || within.length < page.events.length;
  hand({ kind: 'past', past: rows.takePast(), progress });
  beside?.portionTaken(rows, register);
  ahead += 1;
  while (ahead >= AHEAD) await new Promise<void>((resolve) => (written = resolve));
}
beside?.end(rows, register);
hand({
  kind: 'end',
  current: rows.takeCurrent(),
  register: register.take(),
  stops,
  progress,
  matched: replayed?.matched(),
});
await store.close();
parentPort?.close();
