import { type RawBuilder, type SqlBool, sql } from '#platform/index.js';
import { itemKey, type QueryContext, versionParts, versions, visibleTo } from '#read-store/index.js';
import type { SlippageQuery } from '../programmes/programmes.schema.js';
import { keyList, scopeOf } from '../programmes/scope.js';

export const ownerThrough = ({ moment }: QueryContext, action: string): RawBuilder<number> =>
  sql<number>`(select o.owner from ${versions('actions', moment)} as o where o.key = ${sql.ref(action)})`;

export function datedItems(view: QueryContext, keys: readonly number[]): RawBuilder<unknown> {
  const listed = sql.join(keys);
  return sql`(
      select a.key, a.programme, a.owner from ${versions('actions', view.moment)} as a where a.key in (${listed})
      union all
      select m.key, m.programme, ${ownerThrough(view, 'm.action')} as owner
      from ${versions('milestones', view.moment)} as m where m.key in (${listed})
    )`;
}

/**
 * Undefined means all keys. Actions that only appear in a programme count too. Errors: `unknown-reference` for an
 * unknown group or programme.
 */
export async function datedKeys(
  view: QueryContext,
  { owner, ...covered }: SlippageQuery,
): Promise<RawBuilder<number> | undefined> {
  const scope = await scopeOf(view, covered);
  if (scope.whole && owner === undefined) return undefined;
  const party = owner === undefined ? undefined : itemKey(view, 'party', owner);
  const within = scope.whole ? sql`1 = 1` : sql`r.programme in (${keyList(scope.programmes)})`;
  const ofOwner = (lead: RawBuilder<unknown>) => (party ? sql` and ${lead} = ${party}` : sql``);
  const keys = (table: 'actions' | 'milestones', lead: RawBuilder<unknown>) =>
    versionParts(table, view.moment).map((part) => sql`select r.key from ${part} as r where ${within}${ofOwner(lead)}`);
  const all = [...keys('actions', sql`r.owner`), ...keys('milestones', ownerThrough(view, 'r.action'))];
  return sql<number>`${sql.join(all, sql` union all `)}`;
}

/** Selects rows of `moves` as `r`, split into parts that each use an index. Errors: those of `datedKeys`. */
export async function movedItems(view: QueryContext, { owner, ...covered }: SlippageQuery) {
  const scope = await scopeOf(view, covered);
  const conditions: RawBuilder<SqlBool>[] = [visibleTo(view.reader, 'r.key')];
  if (!scope.whole) conditions.push(sql`r.programme in (${keyList(scope.programmes)})`);
  if (owner !== undefined) {
    const party = itemKey(view, 'party', owner);
    conditions.push(sql`coalesce(r.owner, ${ownerThrough(view, 'r.action')}) = ${party}`);
  }
  return {
    parts: versionParts('moves', view.moment),
    condition: sql<SqlBool>`${sql.join(conditions, sql` and `)}`,
    all: scope.whole && owner === undefined,
  };
}

export function heldAt({ moment: { asOf, effectiveAt } }: QueryContext): RawBuilder<SqlBool> {
  // The unary plus stops the query planner from scanning all promises by position.
  const known = sql<SqlBool>`+p.from_position <= ${asOf.position}`;
  return effectiveAt === undefined ? known : sql<SqlBool>`${known} and p.effective_from <= ${effectiveAt}`;
}
