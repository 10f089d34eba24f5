import type { StoreLocation } from '#event-store/index.js';
import { ensureReadModels } from '#maintenance/index.js';
import { openReadStore, type Projector, startProjector } from '#projector/index.js';

import {
  describeForeign,
  type Foreign,
  openReadModels,
  type Progress,
  ReadError,
  type ReadLocation,
  type ReadModels,
} from '#read-store/index.js';

import type { Queries } from '../queries/queries.js';
import type { NameDirectory } from '../queries/query-route.js';
import { type BackgroundTask, startBackgroundTask, waitingFor } from './background-task.js';

const WAIT_MS = 5_000;

export interface ReadSideOptions {
  readonly readModels: ReadLocation;
  readonly events: StoreLocation;
  /** Several processes may project on one database: one holds the lease, another takes over within seconds. */
  readonly projects: boolean;
  readonly directory: NameDirectory;
  /** Resolves when the event store is unavailable; startup then continues without read models. */
  readonly unavailable?: Promise<void>;
  readonly stopping: AbortSignal;
}

export interface ReadSide extends Omit<Queries, 'unreachableSince' | 'head' | 'settle'> {
  lastError(): string | undefined;
  foreign(): Foreign;
  served(): Promise<Progress | undefined>;
  /** Resolves once current read models exist; rejects when a rebuild fails. */
  readonly ready: Promise<void>;
  stop(): Promise<void>;
}

/**
 * Rebuilds missing or outdated read models first. Until then `read` fails with `no-read-models` and `position` is -1.
 */
export async function openReadSide(options: ReadSideOptions): Promise<ReadSide> {
  const { readModels, events, projects, directory, stopping } = options;
  const ending = new AbortController();
  const making = projects ? makeReadModels(options, AbortSignal.any([stopping, ending.signal])) : undefined;
  await Promise.race([making?.firstAttempt, ...(options.unavailable ? [options.unavailable] : [])]);
  const store = await openReadStore(readModels);
  let models: ReadModels | undefined;
  let served: string | undefined;
  const starting = startProjector({
    readModels,
    events,
    projects,
    onLive(name) {
      served = name;
      if (models) models.use(name);
      else models = openReadModels(name, store);
    },
    onDegraded: (error) =>
      error === undefined
        ? console.log('Projector recovered: the read models are updated again.')
        : console.error(`Projector cannot update the read models, retrying: ${error}`),
    onForeign: (foreign) => console.error(describeForeign(foreign)),
    onPoison: (projection, { position, error }) =>
      console.error(`Projection ${projection} stopped at position ${position}, the others continue: ${error}`),
  });
  const projector = await starting.catch(async (error) => {
    ending.abort();
    await store.close();
    throw error;
  });
  return {
    async read(asked, reader, answer) {
      if (!models) throw new ReadError('no-read-models', `${store.place} holds no read models yet; ask again.`);
      return models.read(asked, reader, answer);
    },
    directory,
    lastError: () => projector.lastError(),
    foreign: () => projector.foreign(),
    position: () => projector.position(),
    served: async () => (served === undefined ? undefined : store.progress(served)),
    ready: making?.completed ?? Promise.resolve(),
    reached: (position) =>
      projector.waitFor(position, WAIT_MS).then(
        () => true,
        () => false,
      ),
    moved: (from, withinMs, ended) => moved(projector, from, withinMs, ended),
    async stop() {
      ending.abort();
      await making?.completed.catch(() => {});
      await projector.stop();
      await models?.close();
      await store.close();
    },
  };
}

function makeReadModels({ readModels, events }: ReadSideOptions, stopping: AbortSignal): BackgroundTask {
  const make = async () => {
    const rebuilt = await ensureReadModels({ readModels, events, signal: stopping }).catch((error) => {
      if (!stopping.aborted) throw error;
    });
    if (rebuilt) console.log(`Read models rebuilt from ${rebuilt.events} events.`);
  };
  return startBackgroundTask(make, stopping, waitingFor(events, 'Rebuild of the read models'));
}

/** Leaves no listener on `ended`, which outlives many waits (memory leak). */
function moved(
  projector: Pick<Projector, 'waitFor'>,
  from: number,
  withinMs: number,
  ended: AbortSignal,
): Promise<boolean> {
  return new Promise((resolve) => {
    const settle = (has: boolean) => {
      ended.removeEventListener('abort', stop);
      resolve(has);
    };
    const stop = () => settle(false);
    ended.addEventListener('abort', stop);
    if (ended.aborted) stop();
    projector.waitFor(from + 1, withinMs).then(
      () => settle(true),
      () => settle(false),
    );
  });
}
