import { type RawBuilder, type SqlBool, sql } from '#platform/index.js';
import { rowVisibleTo, type Viewer } from '#read-store/index.js';

/** Hidden when its item, the event itself or the measurement behind a breach is hidden. */
export function eventVisible(reader: Viewer): RawBuilder<SqlBool> {
  if (reader.everything) return rowVisibleTo(reader, 'e');
  const periods = ['breaches', 'breaches_closed'].map(
    (table) => sql`select b.sub from ${sql.table(table)} as b
      where b.key = e.key and b.from_position = e.from_position`,
  );
  return sql<SqlBool>`(${rowVisibleTo(reader, 'e')} and not (
    e.type in ('TargetBreached', 'TargetRecovered') and exists (select 1 from measurements as m
      where m.key = e.key and not ${rowVisibleTo(reader, 'm')} and m.sub in (${sql.join(periods, sql` union all `)}))))`;
}
