import { once } from 'node:events';
import { messageOf } from '#errors/index.js';
import { type EventStore, openForReading, storeErrorData } from '#event-store/index.js';
import { openReadStore } from '#projector/index.js';
import { type Lease, otherHistory, type Progress, type ReadStore } from '#read-store/index.js';
import { readBatches } from '../batches/rebuild-batches.js';
import { compareAtOnePosition } from '../diff/one-position.js';
import type { RebuildMessage, RebuildProgress, RebuildRequest, Rebuilt } from './messages.js';

// Rebuild process: fills new read models, compares them with the live ones, catches up and switches to them.

const BATCH = 1_000;
const PROGRESS_INTERVAL_MS = 200;

const send = (news: RebuildMessage) => process.send?.(news);

async function rebuild(request: RebuildRequest): Promise<RebuildMessage> {
  const models = await openReadStore(request.readModels);
  try {
    const lease = await models.acquireLease('rebuilding');
    if (!lease) return { kind: 'busy', place: models.place };
    try {
      return { kind: 'rebuilt', rebuilt: await rebuildIn(models, request, lease) };
    } finally {
      await lease.release();
    }
  } finally {
    await models.close();
  }
}

async function rebuildIn(models: ReadStore, { events }: RebuildRequest, { lost }: Lease): Promise<Rebuilt> {
  const started = performance.now();
  const store = await openForReading(events);
  try {
    const current = await currentLive(models);
    const other = current && (await otherHistory(store, await models.progress(current)));
    if (other && other.of !== 'history') throw new Error(other.detail);
    const live = other ? undefined : current;
    await models.dropOthers();
    const name = await models.nextName();
    const report = reporter(started, await store.head());
    const upTo = live === undefined ? undefined : (await models.progress(live)).position;
    await models.fill(name, readBatches({ events, upTo }), report);
    const { compared, progress } = await catchUp(models, name, live, store, report);
    lost.throwIfAborted();
    await models.switchTo(name, other ? 'left' : 'kept');
    // Servers may still read the old ones, so the next rebuild removes them.
    if (!other) await models.dropOthers();
    const seconds = (performance.now() - started) / 1000 - (compared?.seconds ?? 0);
    const { position, number, foreign } = progress;
    return { name, position, events: number, foreign, seconds, compared };
  } finally {
    await store.close();
  }
}

async function currentLive(models: ReadStore): Promise<string | undefined> {
  const live = (await models.pointer())?.live;
  return live !== undefined && (await models.outdated(live)).length === 0 ? live : undefined;
}

async function catchUp(
  models: ReadStore,
  name: string,
  live: string | undefined,
  store: EventStore,
  report: Report,
): Promise<{ readonly compared: Rebuilt['compared']; readonly progress: Progress }> {
  const projecting = await models.startProjecting(name);
  try {
    const compared = live === undefined ? null : await compareWith(live);
    for (let end = false; !end; ) {
      const page = await store.readAll(projecting.progress().checkpoint, BATCH);
      await projecting.apply(page.events);
      report('catching-up', projecting.progress());
      end = page.end;
    }
    return { compared, progress: projecting.progress() };
  } finally {
    await projecting.close();
  }

  async function compareWith(live: string): Promise<NonNullable<Rebuilt['compared']>> {
    const startedAt = performance.now();
    report('comparing', projecting.progress());
    const found = await compareAtOnePosition({ store: models, name: live }, { store: models, name, projecting }, store);
    return { ...found, seconds: (performance.now() - startedAt) / 1000 };
  }
}

type Report = (step: RebuildProgress['step'], progress: Progress) => void;

function reporter(started: number, head: number): Report {
  let reportedAt = 0;
  let first: Pick<Progress, 'position' | 'number'> | undefined;
  let last: RebuildProgress['step'] | undefined;
  return (step, { position, number }) => {
    const now = performance.now();
    if (step === last && now - reportedAt < PROGRESS_INTERVAL_MS) return;
    reportedAt = now;
    last = step;
    const eventsPerSecond = Math.round(number / ((now - started) / 1000));
    // Rates start at the first report: a server's log may be long before the ledger's first event.
    first ??= { position, number };
    const covered = position - first.position;
    const remaining = covered === 0 ? 0 : ((number - first.number) / covered) * Math.max(0, head - position);
    const secondsLeft = eventsPerSecond === 0 ? 0 : Math.round(remaining / eventsPerSecond);
    send({ kind: 'progress', progress: { step, position, head, events: number, eventsPerSecond, secondsLeft } });
  };
}

const [request] = (await once(process, 'message')) as [RebuildRequest];
try {
  send(await rebuild(request));
} catch (error) {
  send({ kind: 'failed', error: messageOf(error), store: storeErrorData(error) });
  process.exitCode = 1;
}
process.disconnect?.();
