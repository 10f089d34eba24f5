import { type RawBuilder, type SqlBool, sql } from '#platform/index.js';
import { type CarriedSlip, heldAt, movedItems, ownerThrough, type SlippageQuery } from '#read-models/index.js';
import {
  type AnswerOf,
  type Link,
  linkTo,
  type Moment,
  type QueryContext,
  SLIPS,
  visibleTo,
  withReferences,
} from '#read-store/index.js';
import { carriedSlipsInScope } from './carried.js';
import type { SLIPPAGE } from './schema.js';

type Totals = Omit<AnswerOf<typeof SLIPPAGE>['byProgramme'][number], 'reference'>;

interface Group extends Totals {
  readonly id: string | null;
}

/** Errors: those of `movedItems`. */
export async function slippage(view: QueryContext, query: SlippageQuery) {
  const moved = await movedItems(view, query);
  const slips = await carriedSlipsInScope(view, query);
  const carried = (lead: (slip: CarriedSlip) => number | null) => carriedGroups(slips, lead);
  const byProgramme = await groupsBy(view, [
    ...sumsBy(moved, sql`r.programme`),
    ...carried(({ programme }) => programme),
  ]);
  return {
    asOf: view.moment.asOf,
    effectiveAt: view.moment.effectiveAt === undefined ? null : new Date(view.moment.effectiveAt).toISOString(),
    ...allOf(byProgramme),
    byProgramme: await withLeads(view, byProgramme),
    byOwner: await withLeads(
      view,
      await groupsBy(view, [...sumsByOwner(view, moved), ...carried(({ owner }) => owner)]),
    ),
    byMover: await withLeads(
      view,
      await groupsBy(view, [sumsByMover(view, moved), ...carried(({ movedBy }) => movedBy)]),
    ),
    links: {
      items: itemsLink(view.moment, query, 'moved'),
      restated: itemsLink(view.moment, query, 'restated'),
    },
  };
}

type Moved = Awaited<ReturnType<typeof movedItems>>;

const COLUMNS: Readonly<Record<keyof Totals, string>> = {
  moves: 'moves',
  slips: 'slips',
  days: 'days',
  workingDays: 'working_days',
  notAgreed: 'not_agreed',
  nearDue: 'near_due',
  carried: '',
  restated: 'restated',
  restatedDays: 'restated_days',
  restatedAfterDue: 'restated_after_due',
};
const TOTALS = Object.keys(COLUMNS) as readonly (keyof Totals)[];
const NONE = Object.fromEntries(TOTALS.map((name) => [name, 0])) as Record<keyof Totals, number>;

const sum = (column: string, name: string) =>
  sql`cast(coalesce(sum(${sql.ref(column)}), 0) as bigint) as ${sql.ref(name)}`;
const SUMS = sql.join(
  TOTALS.map((name) => (COLUMNS[name] ? sum(`r.${COLUMNS[name]}`, name) : sql`cast(0 as bigint) as ${sql.ref(name)}`)),
);

/** Groups each part separately, so that each is read in index order. */
function sumsBy({ parts, condition }: Moved, lead: RawBuilder<unknown>): RawBuilder<unknown>[] {
  return parts.map((part) => sql`select ${lead} as lead, ${SUMS} from ${part} as r where ${condition} group by 1`);
}

function sumsByOwner(view: QueryContext, { parts, condition }: Moved): RawBuilder<unknown>[] {
  const actionRows = sql<SqlBool>`${condition} and r.action is null`;
  const milestones = sql<SqlBool>`${condition} and r.action is not null`;
  const through = sumsBy({ parts, condition: milestones, all: false }, ownerThrough(view, 'r.action'));
  return [...sumsBy({ parts, condition: actionRows, all: false }, sql`r.owner`), ...through];
}

/** Each promise has its own mover, so this sums promises instead of items. */
function sumsByMover(view: QueryContext, { parts, condition, all }: Moved): RawBuilder<unknown> {
  const keys = parts.map((part) => sql`select r.key from ${part} as r where ${condition}`);
  const keyCondition = all ? visibleTo(view.reader, 'p.key') : sql`p.key in (${sql.join(keys, sql` union all `)})`;
  return sql`select p.moved_by as lead, count(p.movement) as moves,
      count(*) filter (where p.movement in (${sql.join(SLIPS)})) as slips,
      ${sum('p.days', 'days')}, ${sum('p.working_days', 'workingDays')},
      count(*) filter (where p.authority = 'lead') as "notAgreed", ${sum('p.near_due', 'nearDue')},
      cast(0 as bigint) as carried, count(p.restatement) as restated, ${sum('p.restated_days', 'restatedDays')},
      ${sum('p.restated_after_due', 'restatedAfterDue')}
    from promises as p
    where p.moved_by is not null and (p.movement <> 'unchanged' or p.restatement is not null)
      and ${heldAt(view)} and ${keyCondition} group by 1`;
}

function carriedGroups(
  slips: readonly CarriedSlip[],
  lead: (slip: CarriedSlip) => number | null,
): RawBuilder<unknown>[] {
  const groups = new Map<number | null, Totals>();
  for (const slip of slips) groups.set(lead(slip), addedUp(groups.get(lead(slip)) ?? NONE, slip));
  if (groups.size === 0) return [];
  const rows = [...groups].map(
    ([key, totals]) => sql`(${sql.join([key, ...TOTALS.map((name) => totals[name])].map((each) => sql.lit(each)))})`,
  );
  const columns = ['lead', ...TOTALS].map(
    (name, index) => sql`cast(${sql.ref(`column${index + 1}`)} as bigint) as ${sql.ref(name)}`,
  );
  return [sql`select ${sql.join(columns)} from (values ${sql.join(rows)}) as carried_slips`];
}

function addedUp(sums: Totals, slip: CarriedSlip): Totals {
  return {
    ...sums,
    moves: sums.moves + 1,
    slips: sums.slips + 1,
    carried: sums.carried + 1,
    days: sums.days + slip.days,
    workingDays: sums.workingDays + slip.workingDays,
    notAgreed: sums.notAgreed + Number(slip.notAgreed),
    nearDue: sums.nearDue + Number(slip.nearDue),
  };
}

async function groupsBy(view: QueryContext, parts: readonly RawBuilder<unknown>[]): Promise<Group[]> {
  const { rows } = await sql<Group>`
    select i.id, ${sql.join(TOTALS.map((name) => sum(`g.${name}`, name)))}
    from (${sql.join(parts, sql` union all `)}) as g left join items as i on i.key = g.lead
    group by g.lead, i.id, i.reference order by i.reference nulls last`.execute(view.db);
  return rows;
}

function allOf(groups: readonly Totals[]): Totals {
  const added = TOTALS.map((name) => [name, groups.reduce((total, group) => total + group[name], 0)]);
  return Object.fromEntries(added) as Record<keyof Totals, number>;
}

function totalsOf(group: Totals): Totals {
  return Object.fromEntries(TOTALS.map((name) => [name, group[name]])) as Record<keyof Totals, number>;
}

function withLeads(view: QueryContext, groups: readonly Group[]) {
  return withReferences(view, groups, ({ id, ...totals }, { maybe }) => ({
    reference: maybe(id ?? undefined),
    ...totalsOf(totals),
  }));
}

export function itemsLink(
  { asOf, effectiveAt }: Moment,
  { group, programme, owner }: SlippageQuery,
  which: 'moved' | 'restated',
): Link {
  const parameters = {
    ...(group !== undefined && { group }),
    ...(programme !== undefined && { programme }),
    ...(owner !== undefined && { owner }),
    asOfPosition: String(asOf.position),
    ...(effectiveAt !== undefined && { effectiveAt: new Date(effectiveAt).toISOString() }),
    [which]: 'true',
  };
  return linkTo({ to: 'slippage-items' }, parameters);
}
