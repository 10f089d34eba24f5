import { type RawBuilder, type SqlBool, sql } from '../../kysely.js';
import { SLIPS } from '../../model/timescales.js';
import type { Moment } from '../../read/moment.js';
import { withReferences } from '../../read/references.js';
import type { View } from '../../read/view.js';
import { visibleTo } from '../../read/visible.js';
import { heldAt, movedItems, ownerThrough, type SlippageAsked } from './moves.js';

/** How dates moved, all together. Days are calendar days, what came forward taken off. */
interface Totals {
  readonly moves: number;
  readonly slips: number;
  readonly days: number;
  readonly workingDays: number;
  /** On nobody's authority but the lead's own. */
  readonly notAgreed: number;
  /** Moved in the fourteen days before falling due, or later. */
  readonly nearDue: number;
}

interface Group extends Totals {
  readonly id: string | null;
}

/** Every move of an agreed date added up, by programme, by owner and by who moved it. Errors: those of `movedItems`. */
export async function slippage(view: View, asked: SlippageAsked) {
  const moved = await movedItems(view, asked);
  const byProgramme = await groupsBy(view, sumsBy(moved, sql`r.programme`));
  return {
    asOf: view.moment.asOf,
    effectiveAt: view.moment.effectiveAt === undefined ? null : new Date(view.moment.effectiveAt).toISOString(),
    ...allOf(byProgramme),
    byProgramme: await named(view, byProgramme),
    byOwner: await named(view, await groupsBy(view, sumsByOwner(view, moved))),
    byMover: await named(view, await groupsBy(view, [sumsByMover(view, moved)])),
    links: { items: itemsLink(view.moment, asked) },
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
};
const TOTALS = Object.keys(COLUMNS) as readonly (keyof Totals)[];

const sum = (column: string, name: string) => sql`cast(sum(${sql.ref(column)}) as bigint) as ${sql.ref(name)}`;
const SUMS = sql.join(TOTALS.map((name) => sum(`r.${COLUMNS[name]}`, name)));

/** Each part grouped by itself, so that it is read in the order of its index. */
function sumsBy({ parts, condition }: Moved, lead: RawBuilder<unknown>): RawBuilder<unknown>[] {
  return parts.map((part) => sql`select ${lead} as lead, ${SUMS} from ${part} as r where ${condition} group by 1`);
}

/** Of an action by its owner, of a milestone by that of its action. */
function sumsByOwner(view: View, { parts, condition }: Moved): RawBuilder<unknown>[] {
  const own = sql<SqlBool>`${condition} and r.action is null`;
  const milestones = sql<SqlBool>`${condition} and r.action is not null`;
  const through = sumsBy({ parts, condition: milestones, all: false }, ownerThrough(view, 'r.action'));
  return [...sumsBy({ parts, condition: own, all: false }, sql`r.owner`), ...through];
}

/** By the promises themselves, for each has a mover of its own. */
function sumsByMover(view: View, { parts, condition, all }: Moved): RawBuilder<unknown> {
  const keys = parts.map((part) => sql`select r.key from ${part} as r where ${condition}`);
  const whose = all ? visibleTo(view.reader, 'p.key') : sql`p.key in (${sql.join(keys, sql` union all `)})`;
  return sql`select p.moved_by as lead, count(*) as moves, count(*) filter (where p.movement in (${sql.join(SLIPS)})) as slips,
      ${sum('p.days', 'days')}, ${sum('p.working_days', 'workingDays')},
      count(*) filter (where p.authority = 'lead') as "notAgreed", ${sum('p.near_due', 'nearDue')}
    from promises as p
    where p.movement is not null and p.movement <> 'unchanged' and ${heldAt(view)} and ${whose} group by 1`;
}

/** The groups of all parts, in the order of the references of what leads them. */
async function groupsBy(view: View, parts: readonly RawBuilder<unknown>[]): Promise<Group[]> {
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

function totalsOf({ moves, slips, days, workingDays, notAgreed, nearDue }: Totals): Totals {
  return { moves, slips, days, workingDays, notAgreed, nearDue };
}

function named(view: View, groups: readonly Group[]) {
  return withReferences(view, groups, ({ id, ...totals }, { maybe }) => ({
    reference: maybe(id ?? undefined),
    ...totalsOf(totals),
  }));
}

/** The address of the items behind the totals, each with its promises, as of the same moment. */
function itemsLink({ asOf, effectiveAt }: Moment, { group, programme, owner }: SlippageAsked): string {
  const parameters = new URLSearchParams({
    ...(group !== undefined && { group }),
    ...(programme !== undefined && { programme }),
    ...(owner !== undefined && { owner }),
    asOfPosition: String(asOf.position),
    ...(effectiveAt !== undefined && { effectiveAt: new Date(effectiveAt).toISOString() }),
    moved: 'true',
  });
  return `/api/reports/slippage/items?${parameters}`;
}
