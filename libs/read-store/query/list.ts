import type { Kind } from '#domain/index.js';
import { sql } from '#platform/index.js';
import type { VersionedName } from '../tables/schema.js';
import type { SqlCondition } from './conditions.js';
import { type Cursor, cursorAfter, sortValues } from './cursor.js';
import { type Item, itemsOf } from './items.js';
import type { Page, QueryContext } from './query-context.js';
import { versions } from './versions.js';
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
}

/**
 * A page after the cursor, filtered by visibility and conditions.
 * Errors: `bad-cursor` for a cursor of another list.
 */
export async function listItems<State, Shown>(
  view: QueryContext,
  { kind, table, present, orderedBy }: ListDefinition<State, Shown>,
  conditions: readonly SqlCondition[],
  { limit, cursor }: PageRequest,
): Promise<Page<Shown>> {
  const { db, moment, reader } = view;
  const order = [...(orderedBy ? [`r.${orderedBy}`] : []), 'i.reference'].map((column) => sql.ref(column));
  const types = orderedBy ? (['number', 'string'] as const) : (['string'] as const);
  const wanted = [
    sql`i.kind = ${kind}`,
    visibleTo(reader, 'r.key'),
    ...conditions,
    cursor && sql`(${sql.join(order)}) > (${sql.join(sortValues(cursor, types))})`,
  ].filter((condition) => condition !== undefined);
  const { rows } = await sql<{ key: number; reference: string; lead: string | number }>`
    select r.key, i.reference, ${order[0]} as lead from ${versions(table, moment)} as r
    join items as i on i.key = r.key where ${sql.join(wanted, sql` and `)}
    order by ${sql.join(order)} limit ${limit + 1}`.execute(db);
  const page = rows.slice(0, limit);
  const keys = page.map(({ key }) => key);
  const last = rows.length > limit ? page.at(-1) : undefined;
  const after = last && (orderedBy ? [last.lead, last.reference] : [last.reference]);
  return {
    items: await present(view, await itemsOf<State>(db, keys, moment)),
    nextCursor: after ? cursorAfter(moment, after) : null,
    asOf: moment.asOf,
  };
}
