import type { Kind } from '#domain/kernel/decider.js';
import { type RawBuilder, type SqlBool, sql } from '#platform/kysely.js';
import { folded } from '../tables/folding.js';
import type { QueryContext } from './query-context.js';
import { keyNamed } from './references.js';
import { versions } from './versions.js';

/** A WHERE condition of a list: `r` is the kind's index row, `i` its item. Undefined means no filter. */
export type SqlCondition = RawBuilder<SqlBool> | undefined;

export function when<Asked>(
  asked: Asked | undefined,
  condition: (asked: Asked) => RawBuilder<SqlBool>,
): RawBuilder<SqlBool> | undefined {
  return asked === undefined ? undefined : condition(asked);
}

export function eq(column: string, asked: string | number | undefined): SqlCondition {
  return when(asked, (value) => sql<SqlBool>`${sql.ref(column)} = ${value}`);
}

/** Compares a column with the key of an item by id or reference; an unknown item matches no row. */
export function refEq(view: QueryContext, column: string, kind: Kind | 'any', asked: string | undefined): SqlCondition {
  return when(asked, (value) => sql<SqlBool>`${sql.ref(column)} = ${keyNamed(view, kind, value)}`);
}

export function fullText({ moment }: QueryContext, asked: string | undefined): SqlCondition {
  return when(asked, (words) => {
    const like = sql`like ${pattern(words)} escape '\\'`;
    return sql<SqlBool>`(lower(i.reference) ${like} or r.key in (
      select t.key from ${versions('texts', moment)} as t
      where lower(t.title) ${like} or lower(t.description) ${like} or t.folded ${like}))`;
  });
}

const pattern = (words: string) => `%${folded(words).replace(/[\\%_]/g, '\\$&')}%`;
