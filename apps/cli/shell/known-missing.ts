import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readModelsOf, type StorageConfig } from '#application/ledger/locations.js';
import { type Missing, missingFrom } from '#application/ledger/missing.js';
import type { EventStore } from '#event-store/port/port.js';
import type { QueryStore } from '#read-store/runtime/asked-store.js';
import { liveName } from '#read-store/runtime/live.js';
import { openAccessStore } from '#access/index.js';

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
