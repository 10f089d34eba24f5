import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openAccessStore } from '#access/index.js';
import { readModelsOf, type Whereabouts } from '#apps/server/ledger/locations.js';
import { type Missing, missingFrom } from '#apps/server/ledger/missing.js';
import type { EventStore } from '#event-store/port.js';
import type { AskedStore } from '#projections/read/asked-store.js';
import { liveName } from '#projections/runtime/live.js';

/** What is known to be missing, as a server tells it in its health; nothing where the read models are behind. */
export async function knownMissing(
  where: Whereabouts,
  readModels: AskedStore,
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
