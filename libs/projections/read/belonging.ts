import { type RawBuilder, sql } from '#platform/kysely.js';
import { keyNamed } from './references.js';
import { versions } from './versions.js';
import type { View } from './view.js';

/** The keys of a programme, by id or reference, and of the actions, milestones and targets that were its own. */
export function belongingTo(view: View, programme: string): RawBuilder<number> {
  const key = keyNamed(view, 'programme', programme);
  const items = (['actions', 'milestones', 'targets'] as const).map(
    (table) => sql`select m.key from ${versions(table, view.moment)} as m where m.programme = ${key}`,
  );
  return sql<number>`select ${key} union all ${sql.join(items, sql` union all `)}`;
}
