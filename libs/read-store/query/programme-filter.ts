import { type RawBuilder, sql } from '#platform/index.js';
import type { QueryContext } from './query-context.js';
import { itemKey } from './references.js';
import { versions } from './versions.js';

export function programmeItemKeys(view: QueryContext, programme: string): RawBuilder<number> {
  const key = itemKey(view, 'programme', programme);
  const items = (['actions', 'milestones', 'targets'] as const).map(
    (table) => sql`select m.key from ${versions(table, view.moment)} as m where m.programme = ${key}`,
  );
  return sql<number>`select ${key} union all ${sql.join(items, sql` union all `)}`;
}
