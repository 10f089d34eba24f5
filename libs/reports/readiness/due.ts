import {
  addDays,
  byEnd,
  type CalendarDate,
  daysBetween,
  keyOf,
  OPEN,
  type Period,
  periodAfter,
  spanOf,
} from '#domain/index.js';
import { type RawBuilder, type SqlBool, sql } from '#platform/index.js';
import {
  inProgrammes,
  lastMeasured,
  measurementsOf,
  type ReportScope,
  type ScopeQuery,
  scopeOf,
} from '#read-models/index.js';
import { type QueryContext, versions, visibleTo } from '#read-store/index.js';
import type { FigureTable } from '../figures/figures.js';
import { reportLines } from '../figures/lines.js';
import { rowsFrom, sourcesOf } from '../figures/sources.js';

const MOST = 100;

/** Targets in use whose figure should be there: a level's period has ended, or the next usual period has. */
export async function figuresDue(view: QueryContext, scope: ReportScope) {
  const { db, moment, reader } = view;
  const within: RawBuilder<unknown> = inProgrammes(scope) ?? sql`1 = 1`;
  const { rows } = await sql<{ key: number; points: string }>`
    select r.key, r.points from ${versions('targets', moment)} as r join items as i on i.key = r.key
    where r.status = 'active' and ${within} and ${visibleTo(reader, 'r.key')} order by i.reference`.execute(db);
  const lasts = await lastMeasured(
    view,
    rows.map(({ key }) => key),
  );
  const due = rows.flatMap(({ key, points }) => {
    const last = lasts.get(key);
    const missing = missedPeriods(JSON.parse(points) as Period[], endOf(last), moment.day);
    return missing.length > 0 || (last !== undefined && nextHasEnded(last, moment.day)) ? [{ key, missing, last }] : [];
  });
  const shown = due.slice(0, MOST);
  const keys = shown.map(({ key }) => key);
  const [lines, figures] = await Promise.all([
    reportLines(view, 'targets', keys),
    measurementsOf(view, keys, [...new Set(shown.flatMap(({ last }) => last ?? []))]),
  ]);
  const items = shown.flatMap(({ key, missing }) => {
    const line = lines.get(key);
    if (!line) return [];
    const { reference, title, programme } = line;
    const last = figures.get(key)?.at(-1)?.period ?? null;
    const all = byEnding([...missing, ...(last === null ? [] : usualSince(last, moment.day))]);
    return [{ reference, title, programme: programme ?? '', period: all.at(-1) ?? null, missing: all.length, last }];
  });
  return { total: due.length, items };
}

/** Errors: those of `scopeOf`. */
export async function reportFiguresDue(view: QueryContext, query: ScopeQuery) {
  const { asOf, day } = view.moment;
  return { asOf, day, ...(await figuresDue(view, await scopeOf(view, query))) };
}

const endOf = (sub: string | undefined): CalendarDate | undefined => sub?.split('..')[1] as CalendarDate | undefined;

/** Periods with a level that ended after the last figure. */
function missedPeriods(points: readonly Period[], since: CalendarDate | undefined, day: CalendarDate): Period[] {
  return points.filter((period) => {
    const last = spanOf(period)?.last;
    return last !== undefined && last < day && (since === undefined || last > since);
  });
}

/** Oldest first, each once, however it is written. */
function byEnding(periods: readonly Period[]): Period[] {
  return [...new Map(periods.map((period) => [keyOf(period), period])).values()].sort(byEnd);
}

/** Assumes that the following period is as long as the last measured one. */
function nextHasEnded(sub: string, day: CalendarDate): boolean {
  const [first, last] = sub.split('..');
  return first !== undefined && last !== undefined && addDays(last, daysBetween(first, last) + 1) < day;
}

/** A series that stopped long ago is told by its first periods alone. */
const MOST_PERIODS = 600;

/** Periods of the length of the last figure's that have ended since. */
function usualSince(last: Period, day: CalendarDate): Period[] {
  const ended: Period[] = [];
  for (let next = periodAfter(last); ended.length < MOST_PERIODS; next = periodAfter(next)) {
    const span = spanOf(next);
    if (!span || span.last >= day) break;
    ended.push(next);
  }
  return ended;
}

const REVIEWED: Readonly<Partial<Record<FigureTable, readonly string[]>>> = {
  actions: OPEN,
  decisions: ['in-force', 'released'],
};

/** Reviews of open actions and standing decisions that are due until a day, the longest due first. */
export async function reviewsDue(view: QueryContext, scope: ReportScope, until: CalendarDate) {
  const found = await Promise.all(
    (['actions', 'decisions'] as const).flatMap((table) =>
      sourcesOf(view, scope, table).map(async (source) => {
        const due = sql<SqlBool>`r.status in (${sql.join(REVIEWED[table] ?? [])}) and r.key in (
          select d.key from ${versions('deadlines', view.moment)} as d where d.sub = 'review' and d.due_on <= ${until})`;
        const { rows } = await sql<{ key: number; on: CalendarDate }>`
          select r.key, (select max(d.due_on) from ${versions('deadlines', view.moment)} as d
            where d.key = r.key and d.sub = 'review') as "on" from ${rowsFrom(view, source, due)}`.execute(view.db);
        return rows.map((row) => ({ ...row, table }));
      }),
    ),
  );
  const all = found.flat().sort((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : one.key - other.key));
  const shown = all.slice(0, MOST);
  const linesOf = (table: FigureTable) =>
    reportLines(
      view,
      table,
      shown.flatMap((each) => (each.table === table ? each.key : [])),
    );
  const lines = new Map([...(await linesOf('actions')), ...(await linesOf('decisions'))]);
  const items = shown.flatMap(({ key, on }) => {
    const line = lines.get(key);
    if (!line) return [];
    const { kind, reference, title, programme, owner } = line;
    return [{ kind, reference, title, programme, owner, on, daysPast: daysBetween(on, view.moment.day) }];
  });
  return { total: all.length, items };
}
