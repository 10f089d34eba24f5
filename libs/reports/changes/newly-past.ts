import { type CalendarDate, londonDate } from '#domain/index.js';
import { sql } from '#platform/index.js';
import type { ReportScope } from '#read-models/index.js';
import type { QueryContext } from '#read-store/index.js';
import { FIGURES, overdueOn } from '../figures/figures.js';
import { reportLines } from '../figures/lines.js';
import { MAX_LISTED } from '../figures/listing.js';
import { rowsFrom, sourcesOf } from '../figures/sources.js';
import type { Point } from './resolve-period.js';
import type { Changes } from './schema.js';

type Passed = Changes['newlyPast'];

/** A moment of the report: what it covered then, and the day on which dates were judged. */
interface JudgedView {
  readonly view: QueryContext;
  readonly scope: ReportScope | undefined;
}

const TABLES = ['actions', 'milestones'] as const;

/** Dates are judged on the day of the pack or meeting, else of the last event, unless the question says a day. */
export function judgedAt(view: QueryContext, { moment, by, instant }: Point): QueryContext {
  const last = instant ?? (by === 'now' ? null : moment.asOf.recordedAt);
  const day = view.moment.effectiveAt === undefined && last ? londonDate(last) : view.moment.day;
  return { ...view, moment: { ...moment, day } };
}

/** What is past its agreed date at one moment and was not at the other; its lines are those of the later moment. */
export async function pastOnlyAt(at: JudgedView, other: JudgedView, later: QueryContext): Promise<Passed> {
  const found = await Promise.all(
    TABLES.map(async (table) => {
      const here = pastKeys(at, table);
      if (!here) return { total: 0, items: [] };
      const there = pastKeys(other, table);
      const { rows } = await sql<{ key: number; total: number }>`
        select n.key, count(*) over () as total from (${here}) as n
        ${there ? sql`where n.key not in (select o.key from (${there}) as o)` : sql``}
        order by n.latest, n.key limit ${MAX_LISTED}`.execute(at.view.db);
      const keys = rows.map(({ key }) => key);
      const lines = await reportLines(later, table, keys);
      return { total: Number(rows[0]?.total ?? 0), items: keys.flatMap((key) => lines.get(key) ?? []) };
    }),
  );
  return {
    total: found.reduce((sum, { total }) => sum + total, 0),
    items: found.flatMap(({ items }) => items).slice(0, MAX_LISTED),
  };
}

function pastKeys({ view, scope }: JudgedView, table: (typeof TABLES)[number]) {
  if (!scope) return undefined;
  const day: CalendarDate = view.moment.day;
  const past = sql<boolean>`(r.status in (${sql.join(FIGURES[table].overdue.statuses ?? [])}) and ${overdueOn(day)})`;
  const rows = sourcesOf(view, scope, table).map(
    (source) => sql`select r.key, r.latest from ${rowsFrom(view, source, past)}`,
  );
  return rows.length === 0 ? undefined : sql.join(rows, sql` union all `);
}
