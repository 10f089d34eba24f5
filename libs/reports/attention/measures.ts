import {
  addDays,
  type CalendarDate,
  daysBetween,
  hasOutlook,
  outlook,
  type Period,
  seriesOf,
  spanOf,
} from '#domain/index.js';
import { type RawBuilder, sql } from '#platform/index.js';
import {
  inProgrammes,
  lastMeasured,
  type MeasurementRow,
  measurementsOf,
  type ReportScope,
  type TargetView,
} from '#read-models/index.js';
import { type Item, itemsOf, type QueryContext, versions, visibleTo, withReferences } from '#read-store/index.js';

/** A series counts as stopped after this many periods of its usual length without a measurement. */
const MISSED_PERIODS = 2;
const PLACES = 4;

export async function measuresOf(view: QueryContext, scope: ReportScope) {
  const active = await activeTargets(view, scope);
  const stops = await stopsOf(view, active);
  const measured = await measurementsOf(view, keysOf(active.filter(hasOutlook)));
  const spokenOf = active.filter(({ key }) => stops.has(key) || measured.has(key));
  const items = await itemsOf<TargetView>(view.db, keysOf(spokenOf), view.moment);
  const candidates = items.map((item) => {
    const outOfReach = outOfReachOf(item, measured.get(item.key) ?? [], view.moment.day);
    return { item, stopped: stops.get(item.key), outOfReach };
  });
  const reported = candidates.filter(({ stopped, outOfReach }) => stopped || outOfReach);
  const named = await withReferences(view, reported, ({ item: { head, state }, ...each }, { of }) => ({
    head: { reference: head.reference, measure: state.title, programme: of(state.programme) },
    ...each,
  }));
  return {
    stopped: named.flatMap(({ head, stopped }) => (stopped ? [{ ...head, ...stopped }] : [])),
    outOfReach: named.flatMap(({ head, outOfReach }) => (outOfReach ? [{ ...head, ...outOfReach }] : [])),
  };
}

type Active = Pick<TargetView, 'kind' | 'direction'> & { readonly key: number };
const keysOf = (targets: readonly Active[]) => targets.map(({ key }) => key);

async function activeTargets(view: QueryContext, scope: ReportScope): Promise<readonly Active[]> {
  const within: RawBuilder<unknown> = inProgrammes(scope) ?? sql`1 = 1`;
  const { rows } = await sql<Active>`
    select r.key, r.target_kind as kind, r.direction from ${versions('targets', view.moment)} as r
    join items as i on i.key = r.key
    where r.status = 'active' and ${within} and ${visibleTo(view.reader, 'r.key')} order by i.reference`.execute(
    view.db,
  );
  return rows;
}

interface Stopped {
  readonly last: Period;
  readonly daysSince: number;
}

async function stopsOf(view: QueryContext, targets: readonly Active[]): Promise<ReadonlyMap<number, Stopped>> {
  const { day } = view.moment;
  const last = [...(await lastMeasured(view, keysOf(targets)))].filter(([, sub]) => isMissed(sub, day));
  const figures = await measurementsOf(
    view,
    last.map(([key]) => key),
    [...new Set(last.map(([, sub]) => sub))],
  );
  return new Map(
    [...figures].flatMap(([key, rows]) => {
      const period = rows.at(-1)?.period;
      const span = spanOf(period);
      return period && span ? [[key, { last: period, daysSince: daysBetween(span.last, day) }]] : [];
    }),
  );
}

/** Assumes that the following periods are as long as the last measured one. */
function isMissed(sub: string, day: CalendarDate): boolean {
  const [first, last] = sub.split('..');
  if (!first || !last) return false;
  return addDays(last, MISSED_PERIODS * (daysBetween(first, last) + 1)) < day;
}

function outOfReachOf({ state }: Item<TargetView>, rows: readonly MeasurementRow[], day: CalendarDate) {
  const forecast = outlook(state, seriesOf(rows, state.unit).points, day);
  if (!forecast || forecast.inReach) return undefined;
  const { period, expected, projected, perMonth, from, to } = forecast;
  const rounded = (value: typeof projected) => value.toDecimalPlaces(PLACES).toFixed();
  return { period, expected, projected: rounded(projected), perMonth: rounded(perMonth), from, to };
}
