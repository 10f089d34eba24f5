import type { EventStore } from '#event-store/port.js';
import { Kysely } from '#platform/kysely.js';
import type { Schema } from '../model/schema.js';
import { openReadModels } from '../read/read-models.js';
import { EVERYTHING } from '../read/visible.js';
import type { Projecting } from '../runtime/projecting.js';
import type { ReadStore } from '../runtime/read-store.js';
import { type Comparison, compare } from './compare.js';

const BATCH = 1_000;

/** Read models by their name in a store. */
export interface NamedModels {
  readonly store: ReadStore;
  readonly name: string;
}

/**
 * Compares live read models, which may be moved on meanwhile, with fresh ones that stand behind them: the fresh ones are
 * moved to where one snapshot of the live ones stands, and every row is compared with that snapshot.
 */
export async function compareAtOnePosition(
  live: NamedModels,
  fresh: NamedModels & { readonly projecting: Projecting },
  events: EventStore,
  told?: (done: number, of: number) => void,
): Promise<Comparison> {
  await moveTo(fresh.projecting, events, (await live.store.progress(live.name)).position);
  const models = openReadModels(live.name, live.store);
  const other = new Kysely<Schema>({ dialect: fresh.store.dialect(fresh.name) });
  try {
    return await models.read({ now: new Date().toISOString() }, EVERYTHING, async ({ db, moment }) => {
      await moveTo(fresh.projecting, events, moment.asOf.position);
      return compare(db, other, told);
    });
  } finally {
    await other.destroy();
    await models.close();
  }
}

/** Applies the events up to a position, which ends before the end of the store or there. */
async function moveTo(projecting: Projecting, events: EventStore, position: number): Promise<void> {
  while (projecting.progress().position < position) {
    const page = await events.readAll(projecting.progress().checkpoint, BATCH);
    const wanted = page.events.filter((event) => event.position <= position);
    if (wanted.length > 0) await projecting.apply(wanted);
    if (page.end || wanted.length < page.events.length) return;
  }
}
