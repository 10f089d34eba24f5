import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openAccessStore } from '#access/index.js';
import { type Missing, missingFrom, readModelsOf, type StorageConfig } from '#application/index.js';
import type { EventStore } from '#event-store/index.js';
import { liveName, type QueryStore } from '#read-store/index.js';

/** Returns nothing while the read models lag, because the gap may be temporary. */
export async function knownMissing(
  where: StorageConfig,
  readModels: QueryStore,
  store: EventStore,
): Promise<readonly Missing[]> {
  const location = readModelsOf(where);
  if (location.engine === 'sqlite' && !existsSync(join(location.dataDir, 'access.db'))) return [];
  const access = await openAccessStore(location);
  const live = await liveName(readModels);
  const models = await readModels.models(live);
  try {
    const { position } = await readModels.progress(live);
    return (await missingFrom({ store, access, readSide: { ...models, position: () => position } })) ?? [];
  } finally {
    await models.close();
    await access.close();
  }
}
