import type { EventStore } from '#event-store/index.js';
import { Kysely } from '#platform/index.js';
import { EVERYTHING, openReadModels, type Projecting, type ReadStore, type Schema } from '#read-store/index.js';
import { type Comparison, compare } from './compare.js';

const BATCH = 1_000;

export interface NamedModels {
  readonly store: ReadStore;
  readonly name: string;
}

/** The live read models may move on: moves the fresh ones to one snapshot of the live ones and compares with that. */
export async function compareAtOnePosition(
  live: NamedModels,
  fresh: NamedModels & { readonly projecting: Projecting },
  events: EventStore,
  onProgress?: (done: number, of: number) => void,
): Promise<Comparison> {
  await advanceTo(fresh.projecting, events, (await live.store.progress(live.name)).position);
  const models = openReadModels(live.name, live.store);
  const other = new Kysely<Schema>({ dialect: fresh.store.dialect(fresh.name) });
  try {
    return await models.read({ now: new Date().toISOString() }, EVERYTHING, async ({ db, moment }) => {
      await advanceTo(fresh.projecting, events, moment.asOf.position);
      return compare(db, other, onProgress);
    });
  } finally {
    await other.destroy();
    await models.close();
  }
}

async function advanceTo(projecting: Projecting, events: EventStore, position: number): Promise<void> {
  while (projecting.progress().position < position) {
    const page = await events.readAll(projecting.progress().checkpoint, BATCH);
    const wanted = page.events.filter((event) => event.position <= position);
    if (wanted.length > 0) await projecting.apply(wanted);
    if (page.end || wanted.length < page.events.length) return;
  }
}
