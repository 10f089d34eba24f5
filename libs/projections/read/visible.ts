import { type RawBuilder, type SqlBool, sql } from '#platform/kysely.js';

/** Who reads: an auditor sees everything, everybody else what is not restricted to a group that is not theirs. */
export interface Reader {
  readonly everything: boolean;
  /** Ids of the groups whose restricted items are shown. */
  readonly groups: readonly string[];
  /** Whether tokens, webhooks and what was done with them are shown: to auditors and administrators. */
  readonly seesAccess?: boolean;
}

export const EVERYTHING: Reader = { everything: true, groups: [], seesAccess: true };

const TRUE = sql<SqlBool>`1 = 1`;

/**
 * The one predicate on items: true where the reader may see the item whose key stands in `key` (`a.key`).
 * Today's access decides, whatever moment is asked about: what is closed now shows no past either.
 */
export function visibleTo(reader: Reader, key: string): RawBuilder<SqlBool> {
  const hidden = [
    ...(reader.everything ? [] : [sql`hidden.access = 'restricted' and not ${groupOf(reader, 'hidden.access_group')}`]),
    ...(reader.seesAccess ? [] : [sql`hidden.kind in ('access', 'webhook')`]),
  ].map((condition) => sql`select hidden.key from items as hidden where ${condition}`);
  if (hidden.length === 0) return TRUE;
  return sql<SqlBool>`${sql.ref(key)} not in (${sql.join(hidden, sql` union all `)})`;
}

/** The same for rows with a visibility of their own beside their item's: notes, evidence, measurements. */
export function rowVisibleTo(reader: Reader, row: string): RawBuilder<SqlBool> {
  if (reader.everything) return visibleTo(reader, `${row}.key`);
  const own = sql<SqlBool>`(${sql.ref(`${row}.access`)} is null or ${sql.ref(`${row}.access`)} <> 'restricted'
    or ${groupOf(reader, `${row}.access_group`)})`;
  return sql<SqlBool>`(${own} and ${visibleTo(reader, `${row}.key`)})`;
}

function groupOf({ groups }: Reader, column: string): RawBuilder<SqlBool> {
  if (groups.length === 0) return sql<SqlBool>`1 = 0`;
  return sql<SqlBool>`coalesce(${sql.ref(column)} in (
    select own.key from items as own where own.id in (${sql.join(groups)})), 1 = 0)`;
}
