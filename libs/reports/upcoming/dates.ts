import {
  agreedOf,
  type CalendarDate,
  keyOf,
  OPEN,
  occurrencesBetween,
  type Period,
  type Reading,
  spanOf,
} from '#domain/index.js';
import { type RawBuilder, type SqlBool, sql } from '#platform/index.js';
import {
  type ActionView,
  decisionsInScope,
  elsewhere,
  inProgrammes,
  measurementsOf,
  type ReportScope,
} from '#read-models/index.js';
import { itemsOf, type QueryContext, versionParts, versions, visibleTo } from '#read-store/index.js';
import type { FigureTable } from '../figures/figures.js';

export const COMING = ['due', 'occurrence', 'review', 'deferral', 'period'] as const;

export interface ComingDate {
  readonly table: FigureTable;
  readonly key: number;
  readonly reference: string;
  readonly what: (typeof COMING)[number];
  readonly on: CalendarDate;
  readonly firmness: Reading['firmness'] | null;
  readonly period: string | null;
}

interface DateWindow {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
}

/** The first dates whose sort key is beyond `after`. */
interface Part {
  readonly after: string;
  readonly limit: number;
}

export async function comingDates(
  view: QueryContext,
  scope: ReportScope,
  window: DateWindow,
  part: Part,
): Promise<ComingDate[]> {
  const { rows } = await sql<Omit<ComingDate, 'period'>>`
    ${sql.join(selections(view, scope, window, part), sql` union all `)}`.execute(view.db);
  const dated = rows.map((row) => ({ ...row, period: null }));
  const series = dated.filter(({ what }) => what === 'occurrence');
  const comingRows = [
    ...dated.filter(({ what }) => what !== 'occurrence'),
    ...(await occurrences(view, series, window)),
    ...(await periods(view, scope, window)),
  ];
  return comingRows
    .map((date) => ({ date, place: sortKeyOf(date) }))
    .filter(({ place }) => place > part.after)
    .sort((one, other) => (one.place < other.place ? -1 : 1))
    .slice(0, part.limit)
    .map(({ date }) => date);
}

export const sortKeyOf = ({ on, reference, what, period }: ComingDate) => [on, reference, what, period ?? ''].join(' ');

function selections(
  view: QueryContext,
  scope: ReportScope,
  { from, to }: DateWindow,
  { after, limit }: Part,
): RawBuilder<unknown>[] {
  const { moment, reader } = view;
  const seen = visibleTo(reader, 'r.key');
  const within = (condition: RawBuilder<SqlBool> | undefined) => sql`${condition ?? sql`1 = 1`} and ${seen}`;
  const others = elsewhere(view, scope);
  const ofActions = within(others && sql<SqlBool>`(${inProgrammes(scope)} or ${others})`);
  const inWindow = (column: string) => sql`${sql.ref(column)} >= ${from} and ${sql.ref(column)} <= ${to}`;
  const item = sql`join items as i on i.key = r.key`;
  const raised = sql`join ${versions('deadlines', moment)} as d on d.key = r.key and d.sub <> 'milestone'`;
  const first = (on: string, what: RawBuilder<unknown>, order: RawBuilder<unknown>) => sql`
    and ${sql.ref(on)} || ' ' || i.reference || ' ' || ${what} || ' ' > ${after} order by ${order} limit ${limit}`;
  const promised = (table: 'actions' | 'milestones', condition: RawBuilder<unknown>) =>
    versionParts(table, moment).map(
      (part) => sql`select ${sql.lit(table)} as "table", r.key, i.reference, 'due' as what, r.latest as "on", r.firmness
        from ${part} as r ${item} where ${inWindow('r.latest')} and ${condition} ${first('r.latest', sql`'due'`, sql`r.latest, i.reference`)}`,
    );
  const raisedBy = (table: 'actions' | 'decisions', condition: RawBuilder<unknown>) => sql`
    select ${sql.lit(table)} as "table", r.key, i.reference, d.sub as what, d.due_on as "on", null as firmness
    from ${versions(table, moment)} as r ${item} ${raised}
    where ${inWindow('d.due_on')} and ${condition} ${first('d.due_on', sql`d.sub`, sql`d.due_on, i.reference, d.sub`)}`;
  const open = sql`r.status in (${sql.join(OPEN)})`;
  return [
    ...promised('actions', sql`r.recurs = 0 and ${open} and ${ofActions}`),
    ...promised('milestones', sql`r.status = 'pending' and ${within(inProgrammes(scope))}`),
    raisedBy('actions', ofActions),
    raisedBy('decisions', within(decisionsInScope(view, scope))),
    // Its first unsettled occurrence may be past while others are in the window.
    sql`select 'actions' as "table", r.key, i.reference, 'occurrence' as what, r.latest as "on", r.firmness
      from ${versions('actions', moment)} as r ${item}
      where r.recurs = 1 and r.latest <= ${to} and ${open} and ${ofActions}`,
  ].map((selection, index) => sql`select * from (${selection}) as ${sql.ref(`dates${index}`)}`);
}

async function occurrences(
  view: QueryContext,
  series: readonly ComingDate[],
  { from, to }: DateWindow,
): Promise<ComingDate[]> {
  const items = await itemsOf<ActionView>(
    view.db,
    series.map(({ key }) => key),
    view.moment,
  );
  const states = new Map(items.map(({ key, state }) => [key, state]));
  return series.flatMap((row) => {
    const state = states.get(row.key);
    const agreed = state && agreedOf(state);
    if (!state || !agreed?.recurrence) return [];
    // No occurrence before the first unsettled one can still come.
    const first = row.on > from ? row.on : from;
    const last = agreed.latest !== null && agreed.latest < to ? agreed.latest : to;
    const settled = state.occurrences.map(({ due }) => due);
    return occurrencesBetween(agreed.recurrence, first, last)
      .filter((due) => !settled.includes(due))
      .map((on) => ({ ...row, on }));
  });
}

async function periods(view: QueryContext, scope: ReportScope, { from, to }: DateWindow): Promise<ComingDate[]> {
  const within: RawBuilder<unknown> = inProgrammes(scope) ?? sql`1 = 1`;
  const { rows } = await sql<{ key: number; reference: string; points: string }>`
    select r.key, i.reference, r.points from ${versions('targets', view.moment)} as r join items as i on i.key = r.key
    where r.status = 'active' and ${within} and ${visibleTo(view.reader, 'r.key')}`.execute(view.db);
  const ending = rows.flatMap(({ key, reference, points }) =>
    (JSON.parse(points) as Period[]).flatMap((period) => {
      const on = spanOf(period)?.last;
      return on === undefined || on < from || on > to ? [] : [{ key, reference, period, on }];
    }),
  );
  const measured = await measurementsOf(view, [...new Set(ending.map(({ key }) => key))]);
  const isKnown = ({ key, period }: (typeof ending)[number]) =>
    (measured.get(key) ?? []).some((figure) => keyOf(figure.period) === keyOf(period));
  return ending.flatMap((each) =>
    isKnown(each) ? [] : [{ table: 'targets' as const, what: 'period' as const, firmness: null, ...each }],
  );
}
