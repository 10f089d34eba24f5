import type { Kind } from '#domain/index.js';
import { type RawBuilder, sql } from '#platform/index.js';
import type { VersionedName } from '../tables/schema.js';
import type { SqlCondition } from './conditions.js';
import { type Cursor, cursorAfter, sortValues } from './cursor.js';
import { type Item, itemsOf } from './items.js';
import type { CountedPage, QueryContext } from './query-context.js';
import { MOST_IN_TOTAL } from './schemas.js';
import { versionParts } from './versions.js';
import { visibleTo } from './visibility.js';

export interface PageRequest {
  readonly limit: number;
  readonly cursor?: Cursor;
}

export interface ListDefinition<State, Shown> {
  readonly kind: Kind;
  readonly table: VersionedName;
  present(view: QueryContext, items: readonly Item<State>[]): Promise<Shown[]>;
  /** Integer column that sorts the list before the reference does. */
  readonly orderedBy?: string;
  readonly newestFirst?: boolean;
}

/** So many matches for each one shown are sorted; more are met soon in the order of references. */
const SORTED_PER_SHOWN = 30;

/**
 * A page after the cursor, filtered by visibility and conditions.
 * Errors: `bad-cursor` for a cursor of another list.
 */
export async function listItems<State, Shown>(
  view: QueryContext,
  { kind, table, present, orderedBy, newestFirst = false }: ListDefinition<State, Shown>,
  conditions: readonly SqlCondition[],
  { limit, cursor }: PageRequest,
): Promise<CountedPage<Shown>> {
  const { db, moment, reader } = view;
  const order = [...(orderedBy ? [`r.${orderedBy}`] : []), 'i.reference'].map((column) => sql.ref(column));
  const types = orderedBy ? (['number', 'string'] as const) : (['string'] as const);
  const [direction, beyond] = newestFirst ? [sql` desc`, sql`<`] : [sql``, sql`>`];
  const matching = [sql`i.kind = ${kind}`, visibleTo(reader, 'r.key'), ...conditions].filter(
    (condition) => condition !== undefined,
  );
  const after = cursor && sql`(${sql.join(order)}) ${beyond} (${sql.join(sortValues(cursor, types))})`;
  // SQLite takes the tables of a cross join in their order.
  const rowsFirst = (part: RawBuilder<unknown>, wanted: readonly RawBuilder<unknown>[]) =>
    sql`from ${part} as r cross join items as i where i.key = r.key and ${sql.join(wanted, sql` and `)}`;
  const inOrder = (part: RawBuilder<unknown>, wanted: readonly RawBuilder<unknown>[]) =>
    sql`from items as i cross join ${part} as r where r.key = i.key and ${sql.join(wanted, sql` and `)}`;
  const parts = versionParts(table, moment);
  const counted = parts.map((part) => sql`select 1 ${rowsFirst(part, matching)}`);
  const total = await totalOf(view, { limit, cursor }, Number.POSITIVE_INFINITY, sql.join(counted, sql` union all `));
  const from = orderedBy || (total !== null && total <= SORTED_PER_SHOWN * limit) ? rowsFirst : inOrder;
  const first = (columns: readonly RawBuilder<unknown>[]) =>
    sql`order by ${sql.join(columns.map((column) => sql`${column}${direction}`))} limit ${limit + 1}`;
  const pages = parts.map(
    (part) => sql`select * from (select r.key, i.reference, ${order[0]} as lead
      ${from(part, after ? [...matching, after] : matching)} ${first(order)}) as part`,
  );
  const { rows } = await sql<{ key: number; reference: string; lead: string | number }>`
    select * from (${sql.join(pages, sql` union all `)}) as f ${first([sql`f.lead`, sql`f.reference`])}`.execute(db);
  const page = rows.slice(0, limit);
  const keys = page.map(({ key }) => key);
  const last = rows.length > limit ? page.at(-1) : undefined;
  const lastShown = last && (orderedBy ? [last.lead, last.reference] : [last.reference]);
  return {
    items: await present(view, await itemsOf<State>(db, keys, moment)),
    nextCursor: lastShown ? cursorAfter(moment, lastShown, total) : null,
    total,
    asOf: moment.asOf,
  };
}

/** Counts all that match, once a list: later pages take it from their cursor. Null above `MOST_IN_TOTAL`, and without `matching`. */
export async function totalOf(
  { db }: Pick<QueryContext, 'db'>,
  { limit, cursor }: PageRequest,
  found: number,
  matching: RawBuilder<unknown> | undefined,
): Promise<number | null> {
  if (cursor?.total !== undefined) return cursor.total;
  if (!cursor && found <= limit) return found;
  if (!matching) return null;
  const { rows } = await sql<{ total: number }>`
    select count(*) as total from (${matching} limit ${MOST_IN_TOTAL + 1}) as counted`.execute(db);
  const total = Number(rows[0]?.total);
  return total > MOST_IN_TOTAL ? null : total;
}
