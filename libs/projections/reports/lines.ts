import { type CalendarDate, daysBetween, type Instant } from '#domain/kernel/calendar.js';
import { sql } from '#platform/kysely.js';
import type { DecisionState } from '../decisions/projection.js';
import { itemsOf } from '../read/items.js';
import { lastPosition, versions } from '../read/versions.js';
import type { View } from '../read/view.js';
import { breachesOf } from '../targets/figures.js';
import type { FigureTable } from './figures.js';

/** What every line of a report's list says: the item, and the last event of it that the line stands on. */
export interface LineHead {
  readonly kind: 'action' | 'milestone' | 'target' | 'decision';
  readonly id: string;
  readonly reference: string;
  readonly title: string;
  readonly status: string;
  readonly programme: string | null;
  readonly owner: string | null;
  /** The last day of what was agreed (of what comes round, of what nobody has settled yet), or the day by which a decision is to be reviewed. */
  readonly due: CalendarDate | null;
  /** Days from then to the day of the report: above zero when it has passed. */
  readonly daysPast: number | null;
  /** The last event of the item: its number, position and recording; 0 and empty where the audit trail stopped before it. */
  readonly number: number;
  readonly position: number;
  readonly recordedAt: Instant;
}
export interface Line extends LineHead {
  /** Of a target: the periods in which its breach is open. */
  readonly breachedPeriods: readonly string[];
  /** Of a decision: its conditions that nobody has settled, as stated. */
  readonly openConditions: readonly string[];
}

/** Where a line stands in the tables, and what of its row `r` it shows. */
const SHOWN = {
  actions: { kind: 'action', programme: sql`r.programme`, owner: sql`r.owner`, due: sql`r.latest` },
  milestones: { kind: 'milestone', programme: sql`r.programme`, owner: sql`null`, due: sql`r.latest` },
  targets: { kind: 'target', programme: sql`r.programme`, owner: sql`null`, due: sql`null` },
  decisions: { kind: 'decision', programme: sql`null`, owner: sql`null`, due: sql`r.review_by` },
} as const satisfies Record<FigureTable, object>;

interface Row extends Omit<Line, 'kind' | 'daysPast' | 'recordedAt' | 'breachedPeriods' | 'openConditions'> {
  readonly key: number;
  readonly recorded_at: number | null;
}

/** Items of one table as a report lists them, by their keys; from their narrow rows, without what else is known of them. */
export async function linesOf(
  view: View,
  table: FigureTable,
  keys: readonly number[],
): Promise<ReadonlyMap<number, Line>> {
  if (keys.length === 0) return new Map();
  const { db, moment } = view;
  const { kind, programme, owner, due } = SHOWN[table];
  const last = lastPosition(sql`r.key`, moment);
  const [{ rows }, breached, conditions] = await Promise.all([
    sql<Row>`
      select r.key, i.id, coalesce(i.reference, i.id) as reference, t.title, r.status,
        coalesce(p.reference, p.id) as programme, coalesce(o.reference, o.id) as owner, ${due} as due,
        coalesce(e.number, 0) as number, coalesce(e.from_position, ${last}) as position, e.recorded_at
      from ${versions(table, moment)} as r
        inner join items as i on i.key = r.key
        inner join ${versions('texts', moment)} as t on t.key = r.key
        left join audit as e on e.from_position = ${last}
        left join items as p on p.key = ${programme}
        left join items as o on o.key = ${owner}
      where r.key in (${sql.join(keys)})`.execute(db),
    table === 'targets' ? openPeriods(view, keys) : new Map<number, readonly string[]>(),
    table === 'decisions' ? openConditions(view, keys) : new Map<number, readonly string[]>(),
  ]);
  return new Map(
    rows.map(({ key, number, position, recorded_at, ...row }) => [
      key,
      {
        kind,
        ...row,
        breachedPeriods: breached.get(key) ?? [],
        openConditions: conditions.get(key) ?? [],
        daysPast: row.due === null ? null : daysBetween(row.due, moment.day),
        number,
        position,
        recordedAt: recorded_at === null ? '' : new Date(recorded_at).toISOString(),
      },
    ]),
  );
}

/** The periods of some targets whose breach is open, by the target's key. */
async function openPeriods(view: View, keys: readonly number[]) {
  const breaches = await breachesOf(view, keys);
  return new Map(
    [...breaches].map(([key, rows]) => [
      key,
      rows.filter(({ recovered }) => !recovered).map(({ period }) => String(period)),
    ]),
  );
}

/** The conditions of some decisions that nobody has settled, as stated, by the decision's key. */
async function openConditions({ db, moment }: View, keys: readonly number[]) {
  const decisions = await itemsOf<DecisionState>(db, keys, moment);
  return new Map(
    decisions.map(({ key, state: { conditions } }) => [
      key,
      conditions.filter(({ outcome }) => outcome === 'open').map(({ text }) => text),
    ]),
  );
}
