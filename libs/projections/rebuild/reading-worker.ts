import { parentPort, workerData } from 'node:worker_threads';
import { openForReading } from '#event-store/location.js';
import { START } from '#event-store/port.js';
import { PROJECTIONS } from '../model/projections.js';
import { BEGINNING, createApplier, type Progress, type Stop } from '../runtime/apply.js';
import { createRegister } from '../runtime/register.js';
import { createRows } from '../runtime/rows.js';
import { underRules } from '../what-if/under-rules.js';
import { keepRowsIn } from './current-rows.js';
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
let progress = BEGINNING;
let after: Progress['checkpoint'] = START;
for (let end = false; !end; ) {
  const page = await store.readAll(after, PORTION);
  const within = page.events.filter(({ position }) => position <= upTo);
  const applied = applier.apply(replayed ? replayed.of(within) : within, progress);
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
