import { daysBetween } from '#domain/index.js';
import { sql } from '#platform/index.js';
import { breachesOf, type DecisionView } from '#read-models/index.js';
import { itemsOf, lastPosition, type QueryContext, versions } from '#read-store/index.js';
import type { FigureTable } from './figures.js';
import type { ReportLine } from './schema.js';

const LINE_COLUMNS = {
  actions: { kind: 'action', programme: sql`r.programme`, owner: sql`r.owner`, due: sql`r.latest` },
  milestones: { kind: 'milestone', programme: sql`r.programme`, owner: sql`null`, due: sql`r.latest` },
  targets: { kind: 'target', programme: sql`r.programme`, owner: sql`null`, due: sql`null` },
  decisions: { kind: 'decision', programme: sql`null`, owner: sql`null`, due: sql`r.review_by` },
} as const satisfies Record<FigureTable, object>;

interface Row extends Omit<ReportLine, 'kind' | 'daysPast' | 'recordedAt' | 'breachedPeriods' | 'openConditions'> {
  readonly key: number;
  readonly recorded_at: number | null;
}

export async function reportLines(
  view: QueryContext,
  table: FigureTable,
  keys: readonly number[],
): Promise<ReadonlyMap<number, ReportLine>> {
  if (keys.length === 0) return new Map();
  const { db, moment } = view;
  const { kind, programme, owner, due } = LINE_COLUMNS[table];
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

async function openPeriods(view: QueryContext, keys: readonly number[]) {
  const breaches = await breachesOf(view, keys);
  return new Map(
    [...breaches].map(([key, rows]) => [
      key,
      rows.filter(({ recovered }) => !recovered).map(({ period }) => String(period)),
    ]),
  );
}

async function openConditions({ db, moment }: QueryContext, keys: readonly number[]) {
  const decisions = await itemsOf<DecisionView>(db, keys, moment);
  return new Map(
    decisions.map(({ key, state: { conditions } }) => [
      key,
      conditions.filter(({ outcome }) => outcome === 'open').map(({ text }) => text),
    ]),
  );
}
