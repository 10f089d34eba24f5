import { type RawBuilder, sql } from '#platform/kysely.js';
import { columnNames } from '../model/columns.js';
import type { AppendedName, CurrentRow, OnceRow, VersionedName } from '../model/schema.js';
import { VERSIONED } from '../model/tables.js';
import type { Moment } from './moment.js';

/**
 * The rows of a read model as of a moment, one for each key (and sub) that had one: to be selected from under a name,
 * `db.selectFrom(versions('actions', moment).as('a'))`. Reads the current rows alone where they are the answer.
 *
 * Known at P about T is the last version with `from_position <= P` and `effective_from <= T`; both only grow from
 * version to version of a key, so it is the one whose successor fails either.
 */
export function versions<N extends VersionedName>(table: N, moment: Moment): RawBuilder<CurrentRow<N>> {
  if (moment.live) return sql<CurrentRow<N>>`${sql.table(table)}`;
  const columns = columnsOf(table);
  return sql<CurrentRow<N>>`(${sql.join(selections(table, moment, columns, columns), sql` union all `)})`;
}

/**
 * The same rows in parts, each of one table: what is asked of each and put together afterwards can follow that table's
 * indexes, which a union cannot. `to_position`: that of the event which closed the version, null where none did.
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

/** What held at a moment, of the current rows some columns and of the closed versions others. */
function selections(
  table: VersionedName,
  moment: Moment,
  current: RawBuilder<unknown>,
  closed: RawBuilder<unknown>,
): RawBuilder<unknown>[] {
  const { asOf, effectiveAt } = moment;
  const stillEffective = effectiveAt === undefined ? sql`` : sql` or effective_to > ${effectiveAt}`;
  return [
    sql`select ${current} from ${sql.table(table)} where ${begun(moment)}`,
    sql`select ${closed} from ${sql.table(`${table}_closed`)}
      where ${begun(moment)} and (to_position > ${asOf.position}${stillEffective})`,
  ];
}

/** The position of the last event of the item with a key that an answer holds, as a subquery. */
export function lastPosition(key: RawBuilder<unknown>, moment: Moment): RawBuilder<number> {
  const current = sql<number>`(select from_position from bodies where bodies.key = ${key} and ${begun(moment)})`;
  if (moment.live) return current;
  return sql<number>`coalesce(${current}, (select from_position from bodies_closed
    where bodies_closed.key = ${key} and ${begun(moment)} order by from_position desc limit 1))`;
}

/** The rows written once that hold at a moment: notes, promises, audit rows. */
export function written<N extends AppendedName>(table: N, moment: Moment): RawBuilder<OnceRow<N>> {
  return sql<OnceRow<N>>`(select * from ${sql.table(table)} where ${begun(moment)})`;
}

function begun({ asOf, effectiveAt }: Moment) {
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
