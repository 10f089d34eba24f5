import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { keyNamed } from '../../read/references.js';
import { versions } from '../../read/versions.js';
import type { View } from '../../read/view.js';
import { visibleTo } from '../../read/visible.js';
import { type Covered, keysOf, scopeOf } from '../scope.js';

/** Whose dates are asked about. */
export interface SlippageAsked extends Covered {
  /** Of what this party leads, a milestone by the action that it belongs to. */
  readonly owner?: string;
}

/**
 * Actions and milestones as of the moment, under the name `r`: key, programme and owner. What is asked about
 * narrows them; an action that only appears in a programme is told with its own.
 * Errors: `unknown-reference` for a group, programme or party that is none.
 */
export async function datedItems(view: View, { owner, ...covered }: SlippageAsked): Promise<RawBuilder<unknown>> {
  const scope = await scopeOf(view, covered);
  const { moment, reader } = view;
  const conditions: RawBuilder<SqlBool>[] = [visibleTo(reader, 'd.key')];
  if (!scope.whole) conditions.push(sql`d.programme in (${keysOf(scope.programmes)})`);
  if (owner !== undefined) conditions.push(sql`d.owner = ${keyNamed(view, 'party', owner)}`);
  return sql`(select d.key, d.programme, d.owner from (
      select a.key, a.programme, a.owner from ${versions('actions', moment)} as a
      union all
      select m.key, m.programme, o.owner from ${versions('milestones', moment)} as m
        left join ${versions('actions', moment)} as o on o.key = m.action
    ) as d where ${sql.join(conditions, sql` and `)}) as r`;
}

/** Of a promise `p`: that it was known and true at the moment. */
export function heldAt({ moment: { asOf, effectiveAt } }: View): RawBuilder<SqlBool> {
  const known = sql<SqlBool>`p.from_position <= ${asOf.position}`;
  return effectiveAt === undefined ? known : sql<SqlBool>`${known} and p.effective_from <= ${effectiveAt}`;
}
