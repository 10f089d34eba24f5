import type { Dependency } from '#domain/action/derived-rating.js';
import type { Firmness } from '#domain/timescale/reading.js';
import type { Item } from '#read-store/query/items.js';
import type { QueryContext } from '#read-store/query/query-context.js';
import { versions } from '#read-store/query/versions.js';
import { visibleTo } from '#read-store/query/visibility.js';
import type { ActionStatus, ActionView } from './action.view.js';

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
