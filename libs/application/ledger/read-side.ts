import type { Observable } from 'rxjs';
import type { StoreLocation } from '#event-store/index.js';
import { ensureReadModels, type RebuildProgress } from '#maintenance/index.js';
import { LOG_EVENTS, type Log, measure } from '#platform/index.js';
import { movedFrom, openReadStore, startProjector } from '#projector/index.js';
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
  readonly log: Log;
  /** Resolves when the event store is unavailable; startup then continues without read models. */
  readonly unavailable?: Promise<void>;
  readonly stopping: AbortSignal;
}

export interface ReadSide extends Omit<Queries, 'unreachableSince' | 'head' | 'settle'> {
  lastError(): string | undefined;
  /** The position of the served read models, from the current one on; -1 while none are served. */
  readonly position$: Observable<number>;
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
  const { readModels, events, projects, directory, log, stopping } = options;
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
        ? log.info({ event: LOG_EVENTS.projectorRecovered }, 'Projector recovered: the read models are updated again.')
        : log.error(
            { event: LOG_EVENTS.projectorDegraded, reason: error },
            `Projector cannot update the read models, retrying: ${error}`,
          ),
    onForeign: (foreign) => log.warn({ event: LOG_EVENTS.foreignEvents, foreign }, describeForeign(foreign)),
    onPoison: (projection, { position, error }) =>
      log.error(
        { event: LOG_EVENTS.projectionStopped, projection, position, reason: error },
        `Projection ${projection} stopped at position ${position}, the others continue: ${error}`,
      ),
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
    position$: projector.position$,
    served: async () => (served === undefined ? undefined : store.progress(served)),
    ready: making?.completed ?? Promise.resolve(),
    reached: (position) =>
      projector.waitFor(position, WAIT_MS).then(
        () => true,
        () => false,
      ),
    moved: (from, withinMs, ended) => movedFrom(projector.position$, from, withinMs, ended),
    async stop() {
      ending.abort();
      await making?.completed.catch(() => {});
      await projector.stop();
      await models?.close();
      await store.close();
    },
  };
}

function makeReadModels({ readModels, events, log }: ReadSideOptions, stopping: AbortSignal): BackgroundTask {
  const onProgress = ({ position, head }: RebuildProgress) =>
    measure('rebuildProgress', head === 0 ? 1 : Math.min(position / head, 1), {});
  const make = async () => {
    const rebuilt = await ensureReadModels({ readModels, events, signal: stopping, onProgress }).catch((error) => {
      if (!stopping.aborted) throw error;
    });
    if (rebuilt)
      log.info(
        { event: LOG_EVENTS.readModelsRebuilt, events: rebuilt.events, seconds: rebuilt.seconds },
        `Read models rebuilt from ${rebuilt.events} events.`,
      );
  };
  return startBackgroundTask(make, stopping, waitingFor(events, 'Rebuild of the read models', log));
}
