import { setTimeout as delay } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { ReadError } from '#read-store/query/errors.js';
import type { Foreign } from '#read-store/runtime/foreign.js';
import type { Lease, Pointer } from '#read-store/runtime/read-store.js';
import { trackLiveVersion } from './live-version-tracker.js';
import type { ProjectorData, ProjectorNews } from './messages.js';
import { openReadStore } from './open-read-store.js';
import { type ProjectorSupervisor, superviseProjectors } from './projector-supervisor.js';

// Worker thread: reports the served position and, while it holds the projection lease, projects the live and previous
// read models.

const ASK_EVERY = 1_000;

const { readModels, events, projects } = workerData as ProjectorData;
const tell = (news: ProjectorNews) => parentPort?.postMessage(news);
const store = await openReadStore(readModels);
const stopping = new AbortController();
const { signal } = stopping;
let pointer: Pointer | undefined;
let lanes: ProjectorSupervisor | undefined;

const hindrances = new Map<string, string>();
function hindered(what: string, error: unknown): void {
  const before = [...hindrances.values()][0];
  if (error === undefined) hindrances.delete(what);
  else hindrances.set(what, error instanceof Error ? error.message : String(error));
  const after = [...hindrances.values()][0];
  if (before !== after) tell({ kind: 'hindered', error: after ?? null });
}

let passed = 0;
function passedOver(foreign: Foreign): void {
  if (foreign.events === passed) return;
  passed = foreign.events;
  tell({ kind: 'foreign', foreign });
}

const following = trackLiveVersion(store, {
  onLive: (name, position) => tell({ kind: 'live', name, position }),
  onPosition: (position) => tell({ kind: 'position', position }),
});

/** Coalesces refreshes: one runs, at most one waits. */
let looking = Promise.resolve();
let asked = false;
function look(): Promise<void> {
  if (asked) return looking;
  asked = true;
  looking = looking.then(() => {
    asked = false;
    return lookOnce();
  });
  return looking;
}

async function lookOnce(): Promise<void> {
  try {
    pointer = (await following.refresh()) ?? pointer;
    if (pointer) lanes?.switchTo(pointer);
    if (pointer) passedOver((await store.progress(pointer.live)).foreign);
    hindered('looking', undefined);
  } catch (error) {
    hindered('looking', error);
  }
}

async function project(held: Lease): Promise<void> {
  const ending = new AbortController();
  const ended = AbortSignal.any([ending.signal, held.lost, signal]);
  lanes = superviseProjectors(
    store,
    events,
    {
      onMoved: following.advance,
      onPoison: (projection, poison) => tell({ kind: 'poison', projection, poison }),
      onForeign: (name, foreign) => name === pointer?.live && passedOver(foreign),
      onHindered(name, error) {
        if (name !== pointer?.live) return;
        hindered('projecting', error);
        if (error instanceof ReadError) ending.abort();
      },
    },
    ended,
  );
  await look();
  if (!ended.aborted) await new Promise((resolve) => ended.addEventListener('abort', resolve, { once: true }));
  await lanes.drain();
  lanes = undefined;
  await held.release();
}

async function projectInTurn(): Promise<void> {
  while (!signal.aborted) {
    try {
      const held = await mayProject();
      if (held) await project(held);
      else hindered('projecting', undefined);
    } catch (error) {
      hindered('projecting', error);
    }
    await delay(ASK_EVERY, undefined, { signal }).catch(() => {});
  }
}

/** Outdated read models belong to the version that built them. */
async function mayProject(): Promise<Lease | undefined> {
  const standing = await store.pointer();
  if (standing && (await store.outdated(standing.live)).length > 0) return undefined;
  return store.acquireLease('projecting');
}

const watching = await store.watch((what) => {
  if (what) following.advance(what.name, what.position);
  else look().catch(() => {});
});
await look();
tell({ kind: 'started' });
const projecting = projects ? projectInTurn() : Promise.resolve();
parentPort?.on('message', async () => {
  stopping.abort();
  await watching.close();
  await projecting;
  await looking;
  await store.close();
  parentPort?.close();
});
