import { watch } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { openForReading } from '#event-store/location.js';
import { PROJECTIONS } from '../model/projections.js';
import { startProjecting } from '../sqlite/projecting.js';
import { batches } from './batches.js';
import type { ProjectorData, ProjectorNews } from './messages.js';
import { readPointer } from './pointer.js';

// The projector's thread: it keeps the live read models and the ones before them up with the store, and serves a
// rebuilt file as soon as it stands where the live one stands.

const { dataDir, events } = workerData as ProjectorData;
const tell = (news: ProjectorNews) => parentPort?.postMessage(news);
const store = await openForReading(events);
const stopping = new AbortController();

interface Lane {
  readonly stop: AbortController;
  readonly done: Promise<void>;
}
const lanes = new Map<string, Lane>();
let live: { readonly name: string; position: number } | undefined;

function follow(name: string): void {
  const stop = new AbortController();
  lanes.set(name, { stop, done: keepUp(name, AbortSignal.any([stop.signal, stopping.signal])) });
}

async function keepUp(name: string, signal: AbortSignal): Promise<void> {
  try {
    const projecting = startProjecting(join(dataDir, name), PROJECTIONS);
    const moved = () => reached(name, projecting.progress().position);
    moved();
    try {
      for await (const batch of batches(store, projecting.progress().checkpoint, signal)) {
        for (const { name: projection, poison } of projecting.apply(batch))
          tell({ kind: 'poison', projection, poison });
        moved();
      }
    } finally {
      projecting.close();
    }
  } catch (error) {
    if (wanted()?.live === name) fail(error);
  }
}

function reached(name: string, position: number): void {
  if (wanted()?.live !== name && live?.name !== name) return;
  if (live?.name !== name) {
    if (live && position < live.position) return;
    live = { name, position };
    tell({ kind: 'live', file: join(dataDir, name), position });
  } else {
    live.position = position;
    tell({ kind: 'position', position });
  }
}

const wanted = () => readPointer(dataDir);

/** Follows the files that the pointer names, and no others. */
async function lookAtPointer(): Promise<void> {
  const pointer = wanted();
  const names = [pointer?.live, pointer?.previous].filter((name) => name !== undefined && name !== null);
  for (const name of names) if (!lanes.has(name)) follow(name);
  for (const [name, { stop }] of lanes) {
    if (names.includes(name)) continue;
    stop.abort();
    lanes.delete(name);
  }
}

function fail(error: unknown): void {
  tell({ kind: 'failed', error: error instanceof Error ? error.message : String(error) });
}

const watcher = watch(dataDir, (_change, name) => {
  if (name === 'read-models.json') lookAtPointer().catch(fail);
});
parentPort?.on('message', async () => {
  watcher.close();
  stopping.abort();
  await Promise.all([...lanes.values()].map(({ done }) => done));
  await store.close();
  parentPort?.close();
});
await lookAtPointer();
