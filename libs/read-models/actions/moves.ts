import { type RawBuilder, type SqlBool, sql } from '#platform/kysely.js';
import type { QueryContext } from '#read-store/query/query-context.js';
import { itemKey } from '#read-store/query/references.js';
import { versionParts, versions } from '#read-store/query/versions.js';
import { visibleTo } from '#read-store/query/visibility.js';
import { type Covered, keysOf, scopeOf } from '../programmes/scope.js';

/** Whose dates are asked about. */
export interface SlippageAsked extends Covered {
  /** Of what this party leads, a milestone by the action that it belongs to. */
  readonly owner?: string;
}

/** The owner of the action that a milestone's row belongs to, as of the moment; `action` is the column that names it. */
export const ownerThrough = ({ moment }: QueryContext, action: string): RawBuilder<number> =>
  sql<number>`(select o.owner from ${versions('actions', moment)} as o where o.key = ${sql.ref(action)})`;

/** Actions and milestones of some keys as of the moment, to be selected from: key, programme and owner. */
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
 * The keys of the actions and milestones that are asked about, or undefined for all that there were; an action that
 * only appears in a programme is told with its own. Errors: `unknown-reference` for a group or programme that is none.
 */
export async function datedKeys(
  view: QueryContext,
  { owner, ...covered }: SlippageAsked,
): Promise<RawBuilder<number> | undefined> {
  const scope = await scopeOf(view, covered);
  if (scope.whole && owner === undefined) return undefined;
  const party = owner === undefined ? undefined : itemKey(view, 'party', owner);
  const within = scope.whole ? sql`1 = 1` : sql`r.programme in (${keysOf(scope.programmes)})`;
  const ofOwner = (lead: RawBuilder<unknown>) => (party ? sql` and ${lead} = ${party}` : sql``);
  const keys = (table: 'actions' | 'milestones', lead: RawBuilder<unknown>) =>
    versionParts(table, view.moment).map((part) => sql`select r.key from ${part} as r where ${within}${ofOwner(lead)}`);
  const all = [...keys('actions', sql`r.owner`), ...keys('milestones', ownerThrough(view, 'r.action'))];
  return sql<number>`${sql.join(all, sql` union all `)}`;
}

/**
 * The rows of `moves` that are asked about, under the name `r`, in parts that each follow an index; and whether that is
 * all of them. Errors: those of `datedKeys`.
 */
export async function movedItems(view: QueryContext, { owner, ...covered }: SlippageAsked) {
  const scope = await scopeOf(view, covered);
  const conditions: RawBuilder<SqlBool>[] = [visibleTo(view.reader, 'r.key')];
  if (!scope.whole) conditions.push(sql`r.programme in (${keysOf(scope.programmes)})`);
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

/** Of a promise `p`: that it was known and true at the moment. */
export function heldAt({ moment: { asOf, effectiveAt } }: QueryContext): RawBuilder<SqlBool> {
  // The plus keeps an engine from walking all promises by their positions.
  const known = sql<SqlBool>`+p.from_position <= ${asOf.position}`;
  return effectiveAt === undefined ? known : sql<SqlBool>`${known} and p.effective_from <= ${effectiveAt}`;
}
