import { join } from 'node:path';
import { START, type StoredEvent } from '#event-store/port/port.js';
import { openSqliteStore } from '#event-store/sqlite/store.js';

/** Every event of a data folder, read beside whoever writes to it. */
export async function eventsIn(folder: string): Promise<readonly StoredEvent[]> {
  const store = await openSqliteStore({ file: join(folder, 'events.db'), readOnly: true });
  try {
    return (await store.readAll(START, 1_000_000)).events;
  } finally {
    await store.close();
  }
}
