import { join } from 'node:path';
import { openReadModels, type ReadModels } from '#projections/read/read-models.js';
import { readyReadModels } from '#projections/rebuild/rebuild.js';
import { startProjector } from '#projections/runtime/projector.js';
import type { Queries } from '../http/queries/queries.controller.js';
import type { Directory } from '../http/queries/query-route.js';

const WAIT_MS = 5_000;

export interface ReadSide extends Queries {
  stop(): Promise<void>;
}

/** The projector of a data folder and the read models that it keeps, as the API asks them. */
export async function openReadSide(dataDir: string, directory: Directory): Promise<ReadSide> {
  const eventsFile = join(dataDir, 'events.db');
  const rebuilt = await readyReadModels({ dataDir, eventsFile });
  if (rebuilt) console.log(`The read models have been made anew from ${rebuilt.events} events.`);
  let models: ReadModels | undefined;
  const projector = await startProjector({
    dataDir,
    eventsFile,
    onLive(file) {
      if (models) models.use(file);
      else models = openReadModels(file);
    },
    onFailed: (error) => console.error(error.message),
    onPoison: (projection, { position, error }) =>
      console.error(`The projection ${projection} has stopped at position ${position}: ${error}`),
  });
  const served = () => models as ReadModels;
  const comesTo = (position: number, withinMs: number) =>
    projector.waitFor(position, withinMs).then(
      () => true,
      () => false,
    );
  return {
    read: (asked, reader, answer) => served().read(asked, reader, answer),
    directory,
    position: () => projector.position(),
    reached: (position) => comesTo(position, WAIT_MS),
    moved: (from, withinMs, ended) => Promise.race([comesTo(from + 1, withinMs), aborted(ended)]),
    async stop() {
      await projector.stop();
      await served().close();
    },
  };
}

function aborted(signal: AbortSignal): Promise<false> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(false);
    signal.addEventListener('abort', () => resolve(false), { once: true });
  });
}
