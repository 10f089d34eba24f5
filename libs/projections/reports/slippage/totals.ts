import { type RawBuilder, sql } from 'kysely';
import type { Moment } from '../../read/moment.js';
import { withReferences } from '../../read/references.js';
import type { View } from '../../read/view.js';
import { datedItems, heldAt, type SlippageAsked } from './moves.js';

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

/** Every move of an agreed date added up, by programme, by owner and by who moved it. Errors: those of `datedItems`. */
export async function slippage(view: View, asked: SlippageAsked) {
  const items = await datedItems(view, asked);
  const by = (lead: RawBuilder<unknown>) => totalsBy(view, items, lead);
  const [all] = await by(sql`cast(null as integer)`);
  return {
    asOf: view.moment.asOf,
    effectiveAt: view.moment.effectiveAt === undefined ? null : new Date(view.moment.effectiveAt).toISOString(),
    ...(all ? totalsOf(all) : NONE),
    byProgramme: await named(view, await by(sql`r.programme`)),
    byOwner: await named(view, await by(sql`r.owner`)),
    byMover: await named(view, await by(MOVER)),
    links: { items: itemsLink(view.moment, asked) },
  };
}

const NONE: Totals = { moves: 0, slips: 0, days: 0, workingDays: 0, notAgreed: 0, nearDue: 0 };

/** The party that moved it: the actor's, as the audit row at the same position has it. */
const MOVER = sql`(select w.party from audit as e join actors as w on w.key = e.actor
  where e.from_position = p.from_position)`;

async function totalsBy(view: View, items: RawBuilder<unknown>, lead: RawBuilder<unknown>): Promise<Group[]> {
  const { rows } = await sql<Group>`
    select g.lead, i.id, g.moves, g.slips, g.days, g."workingDays", g."notAgreed", g."nearDue" from (
      select ${lead} as lead, count(*) as moves, cast(sum(p.days) as bigint) as days, cast(sum(p.working_days) as bigint) as "workingDays",
        count(*) filter (where p.movement in ('slip', 'given-up')) as slips,
        count(*) filter (where p.authority = 'lead') as "notAgreed", sum(p.near_due) as "nearDue"
      from promises as p join ${items} on r.key = p.key
      where p.movement is not null and p.movement <> 'unchanged' and ${heldAt(view)} group by 1
    ) as g left join items as i on i.key = g.lead order by i.reference nulls last`.execute(view.db);
  return rows;
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
