import type { Kind } from '#domain/kernel/decider.js';
import { sql } from '#platform/kysely.js';
import type { VersionedName } from '../model/schema.js';
import type { Condition } from './conditions.js';
import { type Cursor, cursorAfter, sortValues } from './cursor.js';
import { type Item, itemsOf } from './items.js';
import { versions } from './versions.js';
import type { Page, View } from './view.js';
import { visibleTo } from './visible.js';

/** Which part of a list is wanted. */
export interface PageAsked {
  readonly limit: number;
  readonly cursor?: Cursor;
}

/** How a kind of item is listed: its narrow table, how a page of it is shown, and its order. */
export interface Listed<State, Shown> {
  readonly kind: Kind;
  readonly table: VersionedName;
  /** Shows items in the order in which they are given. */
  present(view: View, items: readonly Item<State>[]): Promise<Shown[]>;
  /** A column of whole numbers that leads the order; without one it is that of references. */
  readonly orderedBy?: string;
}

/**
 * A page of a list after the cursor, of what the reader may see and all conditions allow.
 * Errors: `bad-cursor` for one that another list gave.
 */
export async function listItems<State, Shown>(
  view: View,
  { kind, table, present, orderedBy }: Listed<State, Shown>,
  conditions: readonly Condition[],
  { limit, cursor }: PageAsked,
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
