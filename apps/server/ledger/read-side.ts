import type { StoreLocation } from '#event-store/location.js';
import { openReadStore, type ReadLocation } from '#projections/location.js';
import { ReadError } from '#projections/read/errors.js';
import { openReadModels, type ReadModels } from '#projections/read/read-models.js';
import { readyReadModels } from '#projections/rebuild/rebuild.js';
import { type Projector, startProjector } from '#projections/runtime/projector.js';
import type { Queries } from '../http/queries/queries.controller.js';
import type { Directory } from '../http/queries/query-route.js';

const WAIT_MS = 5_000;

export interface ReadSideOptions {
  /** Where the read models are kept. */
  readonly readModels: ReadLocation;
  /** Where the events are that they are made from. */
  readonly events: StoreLocation;
  /**
   * Whether this process projects. Of several that do on one database, one does at a time, and another takes over
   * within seconds when it dies; those that do not follow what it has done.
   */
  readonly projects: boolean;
  readonly directory: Directory;
}

export interface ReadSide extends Omit<Queries, 'unreachableSince' | 'head'> {
  /** Why the read models do not get on, which is tried again and again; undefined where all is well. */
  hindrance(): string | undefined;
  stop(): Promise<void>;
}

/**
 * The read models of a ledger, as the API asks them. Where this process projects, those that are missing or that other
 * code has made are made anew first, which fails where the events cannot be read. Until another process has made some,
 * `read` fails with `no-read-models` and `position` is -1.
 */
export async function openReadSide({ readModels, events, projects, directory }: ReadSideOptions): Promise<ReadSide> {
  if (projects) {
    const rebuilt = await readyReadModels({ readModels, events });
    if (rebuilt) console.log(`The read models have been made anew from ${rebuilt.events} events.`);
  }
  const store = await openReadStore(readModels);
  let models: ReadModels | undefined;
  const projector = await startProjector({
    readModels,
    events,
    projects,
    onLive(name) {
      if (models) models.use(name);
      else models = openReadModels(name, store);
    },
    onHindered: (error) =>
      error === undefined
        ? console.log('The read models are followed again.')
        : console.error(`The read models do not get on, which is tried again: ${error}`),
    onPoison: (projection, { position, error }) =>
      console.error(`The projection ${projection} has stopped at position ${position}: ${error}`),
  });
  return {
    async read(asked, reader, answer) {
      if (!models) throw new ReadError('no-read-models', `${store.place} holds no read models yet; ask again.`);
      return models.read(asked, reader, answer);
    },
    directory,
    hindrance: () => projector.hindrance(),
    position: () => projector.position(),
    reached: (position) =>
      projector.waitFor(position, WAIT_MS).then(
        () => true,
        () => false,
      ),
    moved: (from, withinMs, ended) => moved(projector, from, withinMs, ended),
    async stop() {
      await projector.stop();
      await models?.close();
      await store.close();
    },
  };
}

/** Whether the projector moves on from a position in time. Nothing is left on `ended`, which may outlive many waits. */
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
