import { once } from 'node:events';
import { openForReading } from '#event-store/location.js';
import type { RebuildRequest } from '#maintenance/rebuild/messages.js';
import { openReadStore } from '#projector/open-read-store.js';

// A projector in a process of its own, to be killed: it applies small batches and tells after each where it stands.

export interface ProjectingOrder extends RebuildRequest {
  readonly name: string;
  readonly batch: number;
}

const [{ readModels, events, name, batch }] = (await once(process, 'message')) as [ProjectingOrder];
const source = await openForReading(events);
const store = await openReadStore(readModels);
const projecting = await store.startProjecting(name);
for (let end = false; !end; ) {
  const page = await source.readAll(projecting.progress().checkpoint, batch);
  await projecting.apply(page.events);
  process.send?.(projecting.progress().position);
  end = page.end;
}
await projecting.close();
await store.close();
await source.close();
process.disconnect?.();
