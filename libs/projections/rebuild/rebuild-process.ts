import { join } from 'node:path';
import Database from 'better-sqlite3';
import { openForReading, type StoreLocation } from '#event-store/location.js';
import type { EventStore } from '#event-store/port.js';
import { PROJECTIONS } from '../model/projections.js';
import type { Progress } from '../runtime/apply.js';
import { dropOthers, nextFile, switchTo } from '../runtime/pointer.js';
import { startProjecting } from '../sqlite/projecting.js';
import { fill } from './fill.js';
import type { RebuildNews, RebuildProgress, Rebuilt } from './messages.js';

// The process of a rebuild: fills a new file, catches up with what came meanwhile, and switches to it.

const [, , dataDir = '', location = ''] = process.argv;
const events: StoreLocation = JSON.parse(location);
const BATCH = 1_000;
/** How often progress is told, in milliseconds. */
const TELL_EVERY = 200;

const tell = (news: RebuildNews) => process.send?.(news);

async function rebuild(): Promise<Rebuilt> {
  const lock = onlyRebuild();
  const started = performance.now();
  const store = await openForReading(events);
  dropOthers(dataDir);
  const name = nextFile(dataDir);
  const file = join(dataDir, name);
  const report = reporter(started, await store.head());
  await fill(file, events, report);
  const { position, number } = await catchUp(file, store, report);
  switchTo(dataDir, name);
  dropOthers(dataDir);
  await store.close();
  lock.close();
  return { file, position, events: number, seconds: (performance.now() - started) / 1000 };
}

/** Holds off a second rebuild of the same folder; the lock ends with the process. */
function onlyRebuild(): Database.Database {
  const lock = new Database(join(dataDir, 'rebuild.lock'), { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch {
    throw new Error('another rebuild of this folder is under way');
  }
  return lock;
}

async function catchUp(file: string, store: EventStore, report: Report): Promise<Progress> {
  const projecting = startProjecting(file, PROJECTIONS);
  try {
    for (let end = false; !end; ) {
      const page = await store.readAll(projecting.progress().checkpoint, BATCH);
      projecting.apply(page.events);
      report('catching-up', projecting.progress());
      end = page.end;
    }
    return projecting.progress();
  } finally {
    projecting.close();
  }
}

type Report = (step: RebuildProgress['step'], progress: Progress) => void;

function reporter(started: number, head: number): Report {
  let told = 0;
  let last: RebuildProgress['step'] | undefined;
  return (step, { position, number }) => {
    const now = performance.now();
    if (step === last && now - told < TELL_EVERY) return;
    told = now;
    last = step;
    const eventsPerSecond = Math.round(number / ((now - started) / 1000));
    const left = position === 0 ? 0 : (number / position) * Math.max(0, head - position);
    const secondsLeft = eventsPerSecond === 0 ? 0 : Math.round(left / eventsPerSecond);
    tell({ kind: 'progress', progress: { step, position, head, events: number, eventsPerSecond, secondsLeft } });
  };
}

try {
  tell({ kind: 'rebuilt', rebuilt: await rebuild() });
} catch (error) {
  tell({ kind: 'failed', error: error instanceof Error ? error.message : String(error) });
  process.exitCode = 1;
}
process.disconnect?.();
