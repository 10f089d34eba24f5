import { type RawBuilder, sql } from '#platform/kysely.js';
import { versions } from '../../read/versions.js';
import type { View } from '../../read/view.js';
import type { Between, Walked } from './walk.js';

/** Rows with a time of their own beside their item's. */
const BESIDE = ['measurements', 'measurements_closed', 'breaches', 'breaches_closed', 'notes'];
const OWN = ['bodies', 'bodies_closed'];

/**
 * Of some events those that had taken effect by the true time asked about: an item's own facts no earlier than those
 * recorded before them, figures and notes at their own time, corrections at that of what they correct; none of an item
 * that was not yet. All of them where no time was asked about.
 */
export async function takenEffect(view: View, between: Between, events: readonly Walked[]): Promise<readonly Walked[]> {
  const { effectiveAt } = view.moment;
  if (effectiveAt === undefined || events.length === 0) return events;
  const own = await effectiveFrom(view, between, OWN);
  const beside = await effectiveFrom(view, between, BESIDE);
  const begun = await begunBy(view, between);
  const from = ({ position }: Walked) => beside.get(position) ?? own.get(position) ?? Number.POSITIVE_INFINITY;
  return events.filter((event) => begun.has(event.key) && from(event) <= effectiveAt);
}

const touched = ({ after, upTo }: Between) =>
  sql`(select e.key from audit as e where e.from_position > ${after} and e.from_position <= ${upTo})`;

/** From when the versions that were made between two positions hold, by the position; the earliest of several. */
async function effectiveFrom({ db }: View, between: Between, tables: readonly string[]) {
  const made = sql`r.from_position > ${between.after} and r.from_position <= ${between.upTo}`;
  const rowsOf = (table: string): RawBuilder<unknown> =>
    sql`select r.from_position, r.effective_from from ${sql.table(table)} as r
      where r.key in ${touched(between)} and ${made}`;
  const { rows } = await sql<{ position: number; effective: number }>`
    select v.from_position as position, min(v.effective_from) as effective
    from (${sql.join(tables.map(rowsOf), sql` union all `)}) as v group by v.from_position`.execute(db);
  return new Map(rows.map(({ position, effective }) => [position, effective]));
}

/** The items touched between two positions that were there at the moment. */
async function begunBy({ db, moment }: View, between: Between): Promise<ReadonlySet<number>> {
  const { rows } = await sql<{ key: number }>`
    select t.key from ${versions('texts', moment)} as t where t.key in ${touched(between)}`.execute(db);
  return new Set(rows.map(({ key }) => key));
}
