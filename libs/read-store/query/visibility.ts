import { type RawBuilder, type SqlBool, sql } from '#platform/index.js';

/** An auditor sees everything; others see what is not restricted to a group that they are not in. */
export interface Viewer {
  readonly everything: boolean;
  readonly groups: readonly string[];
  readonly seesAccess?: boolean;
}

export const EVERYTHING: Viewer = { everything: true, groups: [], seesAccess: true };

const TRUE = sql<SqlBool>`1 = 1`;

/**
 * Visibility predicate for the item whose key is in column `key`. Today's access decides at every as-of moment: a newly
 * restricted item hides its past too.
 */
export function visibleTo(reader: Viewer, key: string): RawBuilder<SqlBool> {
  const hidden = [
    ...(reader.everything ? [] : [sql`hidden.access = 'restricted' and not ${groupOf(reader, 'hidden.access_group')}`]),
    ...(reader.seesAccess ? [] : [sql`hidden.kind in ('token', 'webhook')`]),
  ].map((condition) => sql`select hidden.key from items as hidden where ${condition}`);
  if (hidden.length === 0) return TRUE;
  return sql<SqlBool>`${sql.ref(key)} not in (${sql.join(hidden, sql` union all `)})`;
}

/** The same for rows with their own access besides their item's: notes, evidence, measurements. */
export function rowVisibleTo(reader: Viewer, row: string): RawBuilder<SqlBool> {
  if (reader.everything) return visibleTo(reader, `${row}.key`);
  const own = sql<SqlBool>`(${sql.ref(`${row}.access`)} is null or ${sql.ref(`${row}.access`)} <> 'restricted'
    or ${groupOf(reader, `${row}.access_group`)})`;
  return sql<SqlBool>`(${own} and ${visibleTo(reader, `${row}.key`)})`;
}

function groupOf({ groups }: Viewer, column: string): RawBuilder<SqlBool> {
  if (groups.length === 0) return sql<SqlBool>`1 = 0`;
  return sql<SqlBool>`coalesce(${sql.ref(column)} in (
    select own.key from items as own where own.id in (${sql.join(groups)})), 1 = 0)`;
}
