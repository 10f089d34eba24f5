import { addDays, isCalendarDate, isInstant, type OccurredAt, spanOf, startOfDay } from '#domain/index.js';
import { type RawBuilder, type SqlBool, sql } from '#platform/index.js';
import {
  type AnswerOf,
  appendedRows,
  type CountedPage,
  cursorAfter,
  happeningOf,
  onTimeline,
  type QueryContext,
  sortValues,
  type TimelineKind,
  totalOf,
  typesOf,
  versions,
  when,
} from '#read-store/index.js';
import type { TrailPage } from '../audit/audit.queries.js';
import { eventVisible } from '../audit/visible.js';
import { decisionsInScope, inProgrammes, type ReportScope, scopeOf } from '../programmes/scope.js';
import { detailsOf } from './details.js';
import type { TIMELINE_PAGE, TimelineFilter } from './timeline.schema.js';

export type TimelineEntry = AnswerOf<typeof TIMELINE_PAGE>['items'][number];

/** Errors: those of `scopeOf`. */
export async function listTimeline(
  view: QueryContext,
  filter: TimelineFilter,
  { limit, cursor, order = 'oldest' }: TrailPage,
): Promise<CountedPage<TimelineEntry>> {
  const { db, moment, reader } = view;
  const scope = await scopeOf(view, filter);
  const [direction, beyond] = order === 'newest' ? [sql`desc`, sql`<`] : [sql`asc`, sql`>`];
  const matching = [
    sql`i.key = e.key`,
    sql.raw(onTimeline('e.type')),
    when(filter.kind, (kind) => sql`e.type in (${sql.join(typesOf(kind))})`),
    eventVisible(reader),
    inScope(view, scope),
    sql`e.effective_from >= ${filter.from === undefined ? EARLIEST : firstMoment(filter.from)}`,
    when(filter.to, (to) => sql`e.effective_from <= ${lastMoment(to)}`),
  ].filter((condition) => condition !== undefined);
  const after =
    cursor && sql`(e.effective_from, e.number) ${beyond} (${sql.join(sortValues(cursor, ['number', 'number']))})`;
  const wanted = after ? [...matching, after] : matching;
  const from = sql`from ${appendedRows('audit', moment)} as e cross join items as i`;
  const { rows } = await sql<Row>`
    select e.number, e.from_position as position, e.effective_from, e.type, e.recorded_at, e.occurred_at, e.reason,
      i.key, i.id, i.reference
    ${from} where ${sql.join(wanted, sql` and `)}
    order by e.effective_from ${direction}, e.number ${direction} limit ${limit + 1}`.execute(db);
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  const keys = page.map(({ key }) => key);
  // The timeline's index knows neither kind nor programme: a count of those would read all of it.
  const narrowed = filter.kind !== undefined || !scope.whole;
  const all = narrowed ? undefined : sql`select 1 ${from} where ${sql.join(matching, sql` and `)}`;
  const total = await totalOf(view, { limit, cursor }, rows.length, all);
  const [titles, details] = await Promise.all([titlesOf(view, keys), detailsOf(view, page)]);
  return {
    items: page.map((row) => ({ ...entry(row, titles.get(row.key) ?? ''), ...details(row) })),
    nextCursor: last ? cursorAfter(moment, [last.effective_from, last.number], total) : null,
    total,
    asOf: moment.asOf,
  };
}

interface Row {
  readonly number: number;
  readonly position: number;
  readonly effective_from: number;
  readonly type: string;
  readonly recorded_at: number;
  readonly occurred_at: OccurredAt;
  readonly reason: string | null;
  readonly key: number;
  readonly id: string;
  readonly reference: string | null;
}

async function titlesOf(
  { db, moment }: QueryContext,
  keys: readonly number[],
): Promise<ReadonlyMap<number, string | null>> {
  if (keys.length === 0) return new Map();
  const rows = await db
    .selectFrom(versions('texts', moment).as('t'))
    .select(['t.key', 't.title'])
    .where('t.key', 'in', keys)
    .execute();
  return new Map(rows.map(({ key, title }) => [key, title]));
}

function entry(row: Row, title: string): Omit<TimelineEntry, TimelineKind> {
  return {
    ...happeningOf(row.type),
    id: row.id,
    reference: row.reference ?? row.id,
    title,
    occurredAt: row.occurred_at,
    precision: precisionOf(row.occurred_at),
    effectiveFrom: new Date(row.effective_from).toISOString(),
    recordedAt: new Date(row.recorded_at).toISOString(),
    reason: row.reason,
    number: row.number,
    position: row.position,
  };
}

function precisionOf(when: OccurredAt): TimelineEntry['precision'] {
  if (isInstant(when)) return 'instant';
  return isCalendarDate(when) ? 'day' : (spanOf(when)?.kind ?? 'unknown');
}

function inScope(view: QueryContext, scope: ReportScope): RawBuilder<SqlBool> | undefined {
  const within = inProgrammes(scope);
  const decided = decisionsInScope(view, scope);
  if (!within || !decided) return undefined;
  const keys = (table: 'milestones' | 'targets' | 'decisions', condition: RawBuilder<SqlBool>) =>
    sql`select r.key from ${versions(table, view.moment)} as r where ${condition}`;
  return sql<SqlBool>`e.key in (${keys('milestones', within)}
    union all ${keys('targets', within)} union all ${keys('decisions', decided)})`;
}

/** A lower bound makes SQLite follow the timeline index instead of sorting all rows. */
const EARLIEST = Number.MIN_SAFE_INTEGER;
const firstMoment = (when: string) => Date.parse(isCalendarDate(when) ? startOfDay(when) : when);
const lastMoment = (when: string) => (isCalendarDate(when) ? firstMoment(addDays(when, 1)) - 1 : Date.parse(when));
