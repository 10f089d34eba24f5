import {
  addDays,
  agreedOf,
  type CalendarDate,
  londonDate,
  OPEN,
  occurrencesBetween,
  startOfDay,
} from '#domain/index.js';
import { type RawBuilder, type SqlBool, sql } from '#platform/index.js';
import { type ActionView, decisionsInScope, elsewhere, inProgrammes, type ReportScope } from '#read-models/index.js';
import { itemKey, itemsOf, type QueryContext, versionParts, versions, visibleTo } from '#read-store/index.js';
import type { DATED } from './schema.js';

export interface DatedRow {
  readonly table: 'actions' | 'milestones' | 'decisions' | 'meetings';
  readonly key: number;
  readonly reference: string;
  readonly what: (typeof DATED)[number];
  readonly on: CalendarDate;
}

interface Window {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
}

/** What a calendar covers. */
interface Covered {
  readonly scope: ReportScope;
  readonly owner: string | undefined;
}

/** How far ahead promises that come round are told, which have no end. */
const OCCURRENCES_AHEAD_DAYS = 366;

/** The first dates whose sort key is beyond `after`. */
export async function calendarDates(
  view: QueryContext,
  covered: Covered,
  window: Window,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<DatedRow[]> {
  const selections = sql.join(selectionsOf(view, covered, window, { after, limit }), sql` union all `);
  const { rows } = await sql<DatedRow>`${selections}`.execute(view.db);
  return [...rows, ...(await occurrences(view, covered, window)), ...(await meetings(view, covered, window))]
    .map((row) => ({ row, place: placeOf(row) }))
    .filter(({ place }) => place > after)
    .sort((one, other) => (one.place < other.place ? -1 : 1))
    .slice(0, limit)
    .map(({ row }) => row);
}

export const placeOf = ({ on, reference, what }: DatedRow): string => [on, reference, what].join(' ');

function selectionsOf(
  view: QueryContext,
  covered: Covered,
  { from, to }: Window,
  { after, limit }: { readonly after: string; readonly limit: number },
): RawBuilder<unknown>[] {
  const { moment, reader } = view;
  const { scope, owner } = covered;
  const inWindow = (column: string) => sql`${sql.ref(column)} >= ${from} and ${sql.ref(column)} <= ${to}`;
  const item = sql`join items as i on i.key = r.key`;
  const deadline = sql`join ${versions('deadlines', moment)} as d on d.key = r.key and d.sub <> 'milestone'`;
  const first = (on: string, what: RawBuilder<unknown>) => sql`
    and ${sql.ref(on)} || ' ' || i.reference || ' ' || ${what} > ${after}
    order by ${sql.ref(on)}, i.reference, ${what} limit ${limit}`;
  const promised = (table: 'actions' | 'milestones', condition: RawBuilder<unknown>) =>
    versionParts(table, moment).map(
      (part) => sql`select ${sql.lit(table)} as "table", r.key, i.reference, 'due' as what, r.latest as "on"
        from ${part} as r ${item} where ${inWindow('r.latest')} and ${condition} ${first('r.latest', sql`'due'`)}`,
    );
  const raised = (table: 'actions' | 'decisions', condition: RawBuilder<unknown>) => sql`
    select ${sql.lit(table)} as "table", r.key, i.reference, d.sub as what, d.due_on as "on"
    from ${versions(table, moment)} as r ${item} ${deadline}
    where ${inWindow('d.due_on')} and ${condition} ${first('d.due_on', sql`d.sub`)}`;
  const seen = visibleTo(reader, 'r.key');
  const decisions = sql`${decisionsInScope(view, scope) ?? sql`1 = 1`} and ${seen}`;
  return [
    ...promised('actions', sql`r.recurs = 0 and ${actionsIn(view, covered)}`),
    ...promised('milestones', milestonesIn(view, covered)),
    raised('actions', actionsIn(view, covered)),
    ...(owner === undefined ? [raised('decisions', decisions)] : []),
  ].map((selection, index) => sql`select * from (${selection}) as ${sql.ref(`dates${index}`)}`);
}

function actionsIn(view: QueryContext, { scope, owner }: Covered): RawBuilder<unknown> {
  const others = elsewhere(view, scope);
  const within = others && sql<SqlBool>`(${inProgrammes(scope)} or ${others})`;
  const led = owner === undefined ? sql`1 = 1` : sql`r.owner = ${itemKey(view, 'party', owner)}`;
  return sql`${within ?? sql`1 = 1`} and ${led} and ${visibleTo(view.reader, 'r.key')}`;
}

function milestonesIn(view: QueryContext, { scope, owner }: Covered): RawBuilder<unknown> {
  const led =
    owner === undefined
      ? sql`1 = 1`
      : sql`r.action in (select a.key from ${versions('actions', view.moment)} as a
          where a.owner = ${itemKey(view, 'party', owner)} and ${visibleTo(view.reader, 'a.key')})`;
  return sql`${inProgrammes(scope) ?? sql`1 = 1`} and ${led} and ${visibleTo(view.reader, 'r.key')}`;
}

async function occurrences(view: QueryContext, covered: Covered, { from, to }: Window): Promise<DatedRow[]> {
  const { db, moment } = view;
  const { rows } = await sql<{ key: number; reference: string }>`
    select r.key, i.reference from ${versions('actions', moment)} as r join items as i on i.key = r.key
    where r.recurs = 1 and ${actionsIn(view, covered)}`.execute(db);
  const items = await itemsOf<ActionView>(
    db,
    rows.map(({ key }) => key),
    moment,
  );
  const references = new Map(rows.map(({ key, reference }) => [key, reference]));
  const ahead = addDays(moment.day, OCCURRENCES_AHEAD_DAYS);
  const horizon = ahead < to ? ahead : to;
  return items.flatMap(({ key, state }) =>
    daysOf(state, from, horizon).map((on) => ({
      table: 'actions' as const,
      key,
      reference: references.get(key) ?? '',
      what: 'occurrence' as const,
      on,
    })),
  );
}

/** Those that were settled, and of an open action those still to come. */
function daysOf(state: ActionView, from: CalendarDate, to: CalendarDate): readonly CalendarDate[] {
  const agreed = agreedOf(state);
  if (!agreed?.recurrence) return [];
  const settled = state.occurrences.map(({ due }) => due).filter((due) => due >= from && due <= to);
  if (!OPEN.includes(state.status)) return settled;
  const begins = state.promisedOn !== undefined && state.promisedOn > from ? state.promisedOn : from;
  const ends = agreed.latest !== null && agreed.latest < to ? agreed.latest : to;
  return [...new Set([...settled, ...occurrencesBetween(agreed.recurrence, begins, ends)])];
}

async function meetings(view: QueryContext, { scope, owner }: Covered, { from, to }: Window): Promise<DatedRow[]> {
  if (owner !== undefined) return [];
  const { db, moment, reader } = view;
  const ends = Date.parse(startOfDay(addDays(to, 1)));
  const { rows } = await sql<{ key: number; reference: string; starts_at: number }>`
    select r.key, i.reference, r.starts_at from ${versions('meetings', moment)} as r join items as i on i.key = r.key
    where r.starts_at >= ${Date.parse(startOfDay(from))} and r.starts_at < ${ends}
      and ${meetingsIn(scope)} and ${visibleTo(reader, 'r.key')}`.execute(db);
  return rows.map(({ key, reference, starts_at }) => ({
    table: 'meetings' as const,
    key,
    reference,
    what: 'meeting' as const,
    on: londonDate(new Date(starts_at).toISOString()),
  }));
}

function meetingsIn({ whole, group, programme, programmes }: ReportScope): RawBuilder<unknown> {
  if (whole) return sql`1 = 1`;
  const overseers = programme ? programmes.flatMap((each) => each.group ?? []) : [];
  const keys = [...new Set([...(group ? [group.key] : []), ...overseers])];
  return keys.length === 0 ? sql`1 = 0` : sql`r.group_key in (${sql.join(keys)})`;
}
