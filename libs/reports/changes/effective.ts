import { type RawBuilder, sql } from '#platform/index.js';
import { type QueryContext, versions } from '#read-store/index.js';
import type { PositionRange, SelectedEvent } from './select-events.js';

/** Child rows with an effective time of their own. */
const CHILD_TABLES = ['measurements', 'measurements_closed', 'breaches', 'breaches_closed', 'notes'];
const ITEM_TABLES = ['bodies', 'bodies_closed'];

/**
 * Item events apply in recording order; measurements and notes have their own time; corrections take the corrected
 * event's.
 */
export async function takenEffect(
  view: QueryContext,
  between: PositionRange,
  events: readonly SelectedEvent[],
): Promise<readonly SelectedEvent[]> {
  const { effectiveAt } = view.moment;
  if (effectiveAt === undefined || events.length === 0) return events;
  const itemTimes = await effectiveFrom(view, between, ITEM_TABLES);
  const childTimes = await effectiveFrom(view, between, CHILD_TABLES);
  const begun = await itemsExistingAt(view, between);
  const from = ({ position }: SelectedEvent) =>
    childTimes.get(position) ?? itemTimes.get(position) ?? Number.POSITIVE_INFINITY;
  return events.filter((event) => begun.has(event.key) && from(event) <= effectiveAt);
}

const touched = ({ after, upTo }: PositionRange) =>
  sql`(select e.key from audit as e where e.from_position > ${after} and e.from_position <= ${upTo})`;

/** Keyed by position; takes the earliest when one event made several versions. */
async function effectiveFrom({ db }: QueryContext, between: PositionRange, tables: readonly string[]) {
  const made = sql`r.from_position > ${between.after} and r.from_position <= ${between.upTo}`;
  const rowsOf = (table: string): RawBuilder<unknown> =>
    sql`select r.from_position, r.effective_from from ${sql.table(table)} as r
      where r.key in ${touched(between)} and ${made}`;
  const { rows } = await sql<{ position: number; effective: number }>`
    select v.from_position as position, min(v.effective_from) as effective
    from (${sql.join(tables.map(rowsOf), sql` union all `)}) as v group by v.from_position`.execute(db);
  return new Map(rows.map(({ position, effective }) => [position, effective]));
}

async function itemsExistingAt({ db, moment }: QueryContext, between: PositionRange): Promise<ReadonlySet<number>> {
  const { rows } = await sql<{ key: number }>`
    select t.key from ${versions('texts', moment)} as t where t.key in ${touched(between)}`.execute(db);
  return new Set(rows.map(({ key }) => key));
}
