import type { Kind } from '#domain/index.js';
import { type RawBuilder, type SqlBool, sql } from '#platform/index.js';
import { folded } from '../tables/folding.js';
import type { QueryContext } from './query-context.js';
import { itemKey } from './references.js';
import { versions } from './versions.js';

/** A WHERE condition of a list: `r` is the kind's index row, `i` its item. Undefined means no filter. */
export type SqlCondition = RawBuilder<SqlBool> | undefined;

export function when<Value>(
  wanted: Value | undefined,
  condition: (wanted: Value) => RawBuilder<SqlBool>,
): RawBuilder<SqlBool> | undefined {
  return wanted === undefined ? undefined : condition(wanted);
}

export function eq(column: string, wanted: string | number | undefined): SqlCondition {
  return when(wanted, (value) => sql<SqlBool>`${sql.ref(column)} = ${value}`);
}

/** Compares a column with the key of an item by id or reference; an unknown item matches no row. */
export function refEq(
  view: QueryContext,
  column: string,
  kind: Kind | 'any',
  wanted: string | undefined,
): SqlCondition {
  return when(wanted, (value) => sql<SqlBool>`${sql.ref(column)} = ${itemKey(view, kind, value)}`);
}

/** Items by ids or references in any case; unknown ones match no row. */
export function amongReferences(wanted: readonly string[] | undefined): SqlCondition {
  return when(wanted, (named) => {
    const [references, ids] = [named.map((each) => each.toUpperCase()), named];
    return sql<SqlBool>`r.key in (select n.key from items as n where n.reference in (${sql.join(references)})
      union select n.key from items as n where n.id in (${sql.join(ids)}))`;
  });
}

export function fullText({ moment }: QueryContext, wanted: string | undefined): SqlCondition {
  return when(wanted, (words) => {
    const like = sql`like ${pattern(words)} escape '\\'`;
    return sql<SqlBool>`(lower(i.reference) ${like} or r.key in (
      select t.key from ${versions('texts', moment)} as t
      where lower(t.title) ${like} or lower(t.description) ${like} or t.folded ${like}))`;
  });
}

const pattern = (words: string) => `%${folded(words).replace(/[\\%_]/g, '\\$&')}%`;
