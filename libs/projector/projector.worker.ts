import { parentPort, workerData } from 'node:worker_threads';
import { messageOf } from '#errors/index.js';
import { mapStackTraces, onMetricSample, poll } from '#platform/index.js';
import { type Lease, type Pointer, type Progress, ReadError } from '#read-store/index.js';
import { trackLiveVersion } from './live-version-tracker.js';
import type { ProjectorData, ProjectorMessage } from './messages.js';
import { openReadStore } from './open-read-store.js';
import { type ProjectorSupervisor, superviseProjectors } from './projector-supervisor.js';

// Worker thread: reports the served position and, while it holds the projection lease, projects the live and previous
// read models.

const LEASE_RETRY_MS = 1_000;

mapStackTraces();
const { readModels, events, projects } = workerData as ProjectorData;
const post = (message: ProjectorMessage) => parentPort?.postMessage(message);
onMetricSample((measurement) => post({ kind: 'measured', measurement }));
const store = await openReadStore(readModels);
const stopping = new AbortController();
const { signal } = stopping;
let pointer: Pointer | undefined;
let supervisor: ProjectorSupervisor | undefined;

const errors = new Map<string, string>();
function setError(what: string, error: unknown): void {
  const before = [...errors.values()][0];
  if (error === undefined) errors.delete(what);
  else errors.set(what, messageOf(error));
  const after = [...errors.values()][0];
  if (before !== after) post({ kind: 'degraded', error: after ?? null });
}

let reported = { name: '', position: -1, events: 0 };
/** A read of the progress may end after a newer batch was reported. */
function reportSkipped(name: string, { position, foreign }: Progress): void {
  if (name === reported.name && position < reported.position) return;
  const known = reported.events;
  reported = { name, position, events: foreign.events };
  if (foreign.events !== known) post({ kind: 'foreign', foreign });
}

const tracker = trackLiveVersion(store, {
  onLive: (name, position) => post({ kind: 'live', name, position }),
  onPosition: (position) => post({ kind: 'position', position }),
});

/** Coalesces refreshes: one runs, at most one waits. */
let refreshing = Promise.resolve();
let refreshQueued = false;
function refresh(): Promise<void> {
  if (refreshQueued) return refreshing;
  refreshQueued = true;
  refreshing = refreshing.then(() => {
    refreshQueued = false;
    return refreshOnce();
  });
  return refreshing;
}

async function refreshOnce(): Promise<void> {
  try {
    pointer = (await tracker.refresh()) ?? pointer;
    if (pointer) supervisor?.switchTo(pointer);
    if (pointer) reportSkipped(pointer.live, await store.progress(pointer.live));
    setError('pointer', undefined);
  } catch (error) {
    setError('pointer', error);
  }
}

async function project(lease: Lease): Promise<void> {
  const ending = new AbortController();
  const ended = AbortSignal.any([ending.signal, lease.lost, signal]);
  supervisor = superviseProjectors(
    store,
    events,
    {
      onMoved(name, progress) {
        tracker.advance(name, progress.position);
        if (name === pointer?.live) reportSkipped(name, progress);
      },
      onPoison: (projection, poison) => post({ kind: 'poison', projection, poison }),
      onDegraded(name, error) {
        if (name !== pointer?.live) return;
        setError('projecting', error);
        if (error instanceof ReadError) ending.abort();
      },
    },
    ended,
  );
  await refresh();
  if (!ended.aborted) await new Promise((resolve) => ended.addEventListener('abort', resolve, { once: true }));
  await supervisor.drain();
  supervisor = undefined;
  await lease.release();
}

async function projectWhileLeased(): Promise<void> {
  try {
    const lease = await acquireProjectorLease();
    if (lease) await project(lease);
    else setError('projecting', undefined);
  } catch (error) {
    setError('projecting', error);
  }
}

/** Outdated read models belong to the version that built them. */
async function acquireProjectorLease(): Promise<Lease | undefined> {
  const current = await store.pointer();
  if (current && (await store.outdated(current.live)).length > 0) return undefined;
  return store.acquireLease('projecting');
}

const watching = await store.watch((what) => {
  if (what) tracker.advance(what.name, what.position);
  else refresh().catch(() => {});
});
await refresh();
post({ kind: 'started' });
const projecting = projects
  ? projectWhileLeased().then(() => poll(projectWhileLeased, LEASE_RETRY_MS, signal))
  : Promise.resolve();
parentPort?.on('message', async () => {
  stopping.abort();
  await watching.close();
  await projecting;
  await refreshing;
  await store.close();
  parentPort?.close();
});
