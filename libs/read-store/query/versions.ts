import { type RawBuilder, sql } from '#platform/index.js';
import { columnNames } from '../tables/columns.js';
import type { AppendedName, CurrentRow, OnceRow, VersionedName } from '../tables/schema.js';
import { VERSIONED } from '../tables/tables.js';
import type { Moment } from './moment.js';

/**
 * Rows of a versioned table as of a moment, one per key (and sub): `db.selectFrom(versions('actions',
 * moment).as('a'))`.
 * `from_position` and `effective_from` only grow within a key, so the last version with `from_position <= P` and
 * `effective_from <= T` is the one whose successor fails either.
 */
export function versions<N extends VersionedName>(table: N, moment: Moment): RawBuilder<CurrentRow<N>> {
  if (moment.live) return sql<CurrentRow<N>>`${sql.table(table)}`;
  const columns = columnsOf(table);
  return sql<CurrentRow<N>>`(${sql.join(selections(table, moment, columns, columns), sql` union all `)})`;
}

/**
 * The same rows as separate selects per table: each can use its table's indexes, which a union cannot. `to_position` is
 * null for a current row.
 */
export function versionParts<N extends VersionedName>(
  table: N,
  moment: Moment,
): RawBuilder<CurrentRow<N> & { readonly to_position: number | null }>[] {
  const columns = columnsOf(table);
  const current = sql`${columns}, cast(null as bigint) as to_position`;
  const parts = moment.live
    ? [sql`select ${current} from ${sql.table(table)}`]
    : selections(table, moment, current, sql`${columns}, to_position`);
  return parts.map((part) => sql`(${part})`);
}

function selections(
  table: VersionedName,
  moment: Moment,
  current: RawBuilder<unknown>,
  closed: RawBuilder<unknown>,
): RawBuilder<unknown>[] {
  const { asOf, effectiveAt } = moment;
  const stillEffective = effectiveAt === undefined ? sql`` : sql` or effective_to > ${effectiveAt}`;
  return [
    sql`select ${current} from ${sql.table(table)} where ${asOfCondition(moment)}`,
    sql`select ${closed} from ${sql.table(`${table}_closed`)}
      where ${asOfCondition(moment)} and (to_position > ${asOf.position}${stillEffective})`,
  ];
}

export function lastPosition(key: RawBuilder<unknown>, moment: Moment): RawBuilder<number> {
  const current = sql<number>`(select from_position from bodies where bodies.key = ${key} and ${asOfCondition(moment)})`;
  if (moment.live) return current;
  return sql<number>`coalesce(${current}, (select from_position from bodies_closed
    where bodies_closed.key = ${key} and ${asOfCondition(moment)} order by from_position desc limit 1))`;
}

export function appendedRows<N extends AppendedName>(table: N, moment: Moment): RawBuilder<OnceRow<N>> {
  return sql<OnceRow<N>>`(select * from ${sql.table(table)} where ${asOfCondition(moment)})`;
}

function asOfCondition({ asOf, effectiveAt }: Moment) {
  const known = sql`from_position <= ${asOf.position}`;
  return effectiveAt === undefined ? known : sql`${known} and effective_from <= ${effectiveAt}`;
}

const ROW_COLUMNS = new Map<string, readonly string[]>(
  VERSIONED.map((table) => [
    table.name,
    ['key', ...(table.sub ? ['sub'] : []), 'from_position', 'effective_from', ...columnNames(table)],
  ]),
);
const columnsOf = (table: VersionedName) => sql.join((ROW_COLUMNS.get(table) ?? []).map((name) => sql.ref(name)));
