import type { ActionStatus, Dependency, Firmness } from '#domain/index.js';
import { type Item, type QueryContext, versions, visibleTo } from '#read-store/index.js';
import type { ActionView } from './action.view.js';

/** Keyed by the waiting action; dependencies hidden from the reader are left out. */
export async function dependenciesOf(
  { db, moment, reader }: QueryContext,
  items: readonly Item<ActionView>[],
): Promise<ReadonlyMap<number, Dependency[]>> {
  const ids = [...new Set(items.flatMap(({ state }) => state.dependsOn))];
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom(versions('actions', moment).as('a'))
    .innerJoin('items as i', 'i.key', 'a.key')
    .select(['i.id', 'i.reference', 'a.status', 'a.latest', 'a.firmness'])
    .where('i.id', 'in', ids)
    .where(visibleTo(reader, 'a.key'))
    .execute();
  const known = new Map(
    rows.map(({ id, reference, status, latest, firmness }): [string, Dependency] => [
      id,
      {
        reference: reference ?? id,
        status: status as ActionStatus,
        latest,
        firmness: (firmness ?? 'conditional') as Firmness,
      },
    ]),
  );
  return new Map(items.map(({ key, state }) => [key, state.dependsOn.flatMap((id) => known.get(id) ?? [])]));
}
