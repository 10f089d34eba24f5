import { existsSync } from 'node:fs';
import { type AccessStore, openAccessStore } from '#access/index.js';
import { eventsOf, noLedger, readModelsOf } from '#application/index.js';
import { LEDGER_STREAM } from '#domain/index.js';
import { openForReading } from '#event-store/index.js';
import type { StoreSettings } from '#platform/index.js';

/** Opens the access store directly, which works while a server runs. Errors: no ledger. */
export async function withAccess<Result>(
  settings: StoreSettings,
  work: (access: AccessStore) => Promise<Result>,
): Promise<Result> {
  await requireLedger(settings);
  const access = await openAccessStore(readModelsOf(settings));
  try {
    return await work(access);
  } finally {
    await access.close();
  }
}

async function requireLedger(settings: StoreSettings): Promise<void> {
  const events = eventsOf(settings);
  if (events.engine === 'sqlite' && !existsSync(events.file)) throw noLedger(settings);
  const store = await openForReading(events);
  try {
    if ((await store.readStream(LEDGER_STREAM, { limit: 1 })).length === 0) throw noLedger(settings);
  } finally {
    await store.close();
  }
}
