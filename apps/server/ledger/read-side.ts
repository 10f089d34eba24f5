import { openReadModels, type ReadModels } from '#projections/read/read-models.js';
import { readyReadModels } from '#projections/rebuild/rebuild.js';
import { type Projector, startProjector } from '#projections/runtime/projector.js';
import type { Queries } from '../http/queries/queries.controller.js';
import type { Directory } from '../http/queries/query-route.js';
import { eventsOf, type Whereabouts } from './locations.js';

const WAIT_MS = 5_000;

export interface ReadSide extends Omit<Queries, 'unreachableSince'> {
  /** True once the projector has stopped by itself: the read models stay where they are. */
  failed(): boolean;
  stop(): Promise<void>;
}

/** The projector of a data folder and the read models that it keeps, as the API asks them. */
export async function openReadSide(where: Whereabouts, directory: Directory): Promise<ReadSide> {
  const dataDir = where.DATA_DIR;
  const events = eventsOf(where);
  const rebuilt = await readyReadModels({ dataDir, events });
  if (rebuilt) console.log(`The read models have been made anew from ${rebuilt.events} events.`);
  let models: ReadModels | undefined;
  let failed = false;
  const projector = await startProjector({
    dataDir,
    events,
    onLive(file) {
      if (models) models.use(file);
      else models = openReadModels(file);
    },
    onFailed(error) {
      failed = true;
      console.error(error.message);
    },
    onPoison: (projection, { position, error }) =>
      console.error(`The projection ${projection} has stopped at position ${position}: ${error}`),
  });
  const served = () => models as ReadModels;
  return {
    read: (asked, reader, answer) => served().read(asked, reader, answer),
    directory,
    failed: () => failed,
    position: () => projector.position(),
    reached: (position) =>
      projector.waitFor(position, WAIT_MS).then(
        () => true,
        () => false,
      ),
    moved: (from, withinMs, ended) => moved(projector, from, withinMs, ended),
    async stop() {
      await projector.stop();
      await served().close();
    },
  };
}

/**
 * Whether the projector moves on from a position in time. One that has failed refuses at once: the time is waited out
 * all the same, for who asks will ask again. Nothing is left on `ended`, which may outlive a great many waits.
 */
function moved(
  projector: Pick<Projector, 'waitFor'>,
  from: number,
  withinMs: number,
  ended: AbortSignal,
): Promise<boolean> {
  return new Promise((resolve) => {
    const settle = (has: boolean) => {
      clearTimeout(timer);
      ended.removeEventListener('abort', stop);
      resolve(has);
    };
    const stop = () => settle(false);
    const timer = setTimeout(stop, withinMs);
    ended.addEventListener('abort', stop);
    if (ended.aborted) stop();
    projector.waitFor(from + 1, withinMs).then(
      () => settle(true),
      () => {},
    );
  });
}
