import type { EventStore, StoredEvent } from '#event-store/port/port.js';
import { openSqliteStore } from '#event-store/sqlite/store.js';

/** Appends events to a store in their order, which gives them its positions. */
export async function appendAll(store: EventStore, events: readonly StoredEvent[]): Promise<void> {
  await Promise.all(
    events.map(({ id, type, stream, data, metadata }) => store.append(stream, [{ id, type, data, metadata }], 'any')),
  );
}

/** Makes an events file that holds some events. */
export async function eventsFile(file: string, events: readonly StoredEvent[]): Promise<string> {
  const store = await openSqliteStore({ file });
  try {
    await appendAll(store, events);
  } finally {
    await store.close();
  }
  return file;
}
