import type { Kind } from '#domain/kernel/decider.js';
import { type RawBuilder, type SqlBool, sql } from '#platform/kysely.js';
import { folded } from '../model/folding.js';
import { keyNamed } from './references.js';
import { versions } from './versions.js';
import type { View } from './view.js';

/** What a list is narrowed by: `r` is the kind's narrow row and `i` its item. Undefined where nothing is asked. */
export type Condition = RawBuilder<SqlBool> | undefined;

/** A condition on what was asked, where something was. */
export function given<Asked>(
  asked: Asked | undefined,
  condition: (asked: Asked) => RawBuilder<SqlBool>,
): RawBuilder<SqlBool> | undefined {
  return asked === undefined ? undefined : condition(asked);
}

export function is(column: string, asked: string | number | undefined): Condition {
  return given(asked, (value) => sql<SqlBool>`${sql.ref(column)} = ${value}`);
}

/** That a column holds the key of an item named by id or reference; where there is none, no row has it. */
export function names(view: View, column: string, kind: Kind | 'any', asked: string | undefined): Condition {
  return given(asked, (value) => sql<SqlBool>`${sql.ref(column)} = ${keyNamed(view, kind, value)}`);
}

/** That words occur in the reference, title or description, in any case. */
export function mentions({ moment }: View, asked: string | undefined): Condition {
  return given(asked, (words) => {
    const like = sql`like ${pattern(words)} escape '\\'`;
    return sql<SqlBool>`(lower(i.reference) ${like} or r.key in (
      select t.key from ${versions('texts', moment)} as t
      where lower(t.title) ${like} or lower(t.description) ${like} or t.folded ${like}))`;
  });
}

const pattern = (words: string) => `%${folded(words).replace(/[\\%_]/g, '\\$&')}%`;
