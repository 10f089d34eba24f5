import { join } from 'node:path';
import { PROJECTIONS } from '#projections/model/projections.js';
import { openReadModels, type ReadModels } from '#projections/read/read-models.js';
import { nextFile, readPointer, switchTo } from '#projections/runtime/pointer.js';
import { startProjector } from '#projections/runtime/projector.js';
import { createReadModels } from '#projections/sqlite/database.js';
import type { Queries } from '../http/queries/queries.controller.js';

const WAIT_MS = 5_000;

export interface ReadSide extends Queries {
  stop(): Promise<void>;
}

/** The projector of a data folder and the read models that it keeps, as the API asks them. */
export async function openReadSide(dataDir: string): Promise<ReadSide> {
  if (!readPointer(dataDir)) {
    const file = nextFile(dataDir);
    createReadModels(join(dataDir, file), PROJECTIONS, { indexed: true });
    switchTo(dataDir, file);
  }
  let models: ReadModels | undefined;
  const projector = await startProjector({
    dataDir,
    eventsFile: join(dataDir, 'events.db'),
    onLive(file) {
      if (models) models.use(file);
      else models = openReadModels(file);
    },
    onFailed: (error) => console.error(error.message),
    onPoison: (projection, { position, error }) =>
      console.error(`The projection ${projection} has stopped at position ${position}: ${error}`),
  });
  // startProjector tells of a live file before it resolves.
  const served = models as unknown as ReadModels;
  return {
    models: served,
    position: () => projector.position(),
    reached: (position) =>
      projector.waitFor(position, WAIT_MS).then(
        () => true,
        () => false,
      ),
    async stop() {
      await projector.stop();
      await served.close();
    },
  };
}
