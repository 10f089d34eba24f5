import type { Authority, Firmness, Movement, OccurredAt, OnBehalfOf } from '#domain/index.js';
import { type RawBuilder, sql } from '#platform/index.js';
import {
  type CarriedSlip,
  carriedSlips,
  datedItems,
  datedKeys,
  heldAt,
  keyLiterals,
  type SlippageQuery,
} from '#read-models/index.js';
import {
  cursorAfter,
  linkTo,
  type PageRequest,
  type PromiseSort,
  type QueryContext,
  type ReferenceNames,
  sortValues,
  versions,
  visibleTo,
  withReferences,
} from '#read-store/index.js';
import { carriedSlipsInScope } from './carried.js';
import type { SlippageItemsQuery } from './schema.js';

/** Errors: those of `datedKeys`. */
export async function listSlippage(view: QueryContext, query: SlippageItemsQuery, { limit, cursor }: PageRequest) {
  const [after] = cursor ? sortValues(cursor, ['string']) : [];
  const pageKeys = await keysOf(view, query, limit + 1, after);
  const page = await rowsOf(view, pageKeys.slice(0, limit));
  const promises = await promisesOf(view, page);
  const carried = await carriedSlips(
    view,
    page.map(({ key }) => key),
  );
  const last = pageKeys.length > limit ? page.at(-1) : undefined;
  return {
    items: await withReferences(view, page, (row, references) =>
      presentItem(row, promises.get(row.key) ?? [], carried.get(row.key), references),
    ),
    nextCursor: last ? cursorAfter(view.moment, [last.reference]) : null,
    asOf: view.moment.asOf,
  };
}

/** Follows the index of references; without a filter the query stops after one page. */
async function keysOf(
  view: QueryContext,
  { moved, restated, ...query }: SlippageItemsQuery,
  limit: number,
  after: string | number | undefined,
): Promise<number[]> {
  const keys = await datedKeys(view, query);
  const held = sql`select 1 from promises as p where p.key = i.key and ${heldAt(view)}`;
  const wanted = [
    visibleTo(view.reader, 'i.key'),
    ...(restated ? [sql`i.key in (select p.key from promises as p where ${RESTATED} and ${heldAt(view)})`] : []),
    sql`exists (${held})`,
    ...(moved === undefined
      ? []
      : [only(moved, sql`(exists (${held} and ${MOVED}) or ${await isCarried(view, query)})`)]),
    ...(restated === false ? [sql`not exists (${held} and ${RESTATED})`] : []),
    ...(keys ? [sql`i.key in (${keys})`] : []),
    ...(after === undefined ? [] : [sql`i.reference > ${after}`]),
  ];
  const ofKind = (kind: ItemRow['kind']) => sql`select * from (
    select i.key, i.reference from items as i where i.kind = ${kind} and ${sql.join(wanted, sql` and `)}
    order by i.reference limit ${limit}) as ${sql.ref(kind)}`;
  const { rows } = await sql<{ key: number }>`
    select f.key from (${ofKind('action')} union all ${ofKind('milestone')}) as f
    order by f.reference limit ${limit}`.execute(view.db);
  return rows.map(({ key }) => key);
}

const MOVED = sql`p.moved_by is not null and p.movement <> 'unchanged'`;
const RESTATED = sql`p.moved_by is not null and p.restatement is not null`;
const only = (those: boolean, condition: RawBuilder<unknown>) => sql`${those ? sql`` : sql`not `}${condition}`;

async function isCarried(view: QueryContext, query: SlippageQuery): Promise<RawBuilder<unknown>> {
  const slips = await carriedSlipsInScope(view, query);
  return slips.length === 0 ? sql`1 = 0` : sql`i.key in (${keyLiterals(slips.map(({ key }) => key))})`;
}

async function rowsOf(view: QueryContext, keys: readonly number[]): Promise<ItemRow[]> {
  if (keys.length === 0) return [];
  const { rows } = await sql<ItemRow>`
    select r.key, i.kind, i.id, i.reference, pr.id as programme, ow.id as owner, t.title
    from ${datedItems(view, keys)} as r join items as i on i.key = r.key
    join ${versions('texts', view.moment)} as t on t.key = r.key
    join items as pr on pr.key = r.programme left join items as ow on ow.key = r.owner
    where t.key in (${sql.join(keys)}) order by i.reference`.execute(view.db);
  return rows;
}

interface ItemRow {
  readonly key: number;
  readonly kind: 'action' | 'milestone';
  readonly id: string;
  readonly reference: string;
  readonly title: string;
  readonly programme: string;
  readonly owner: string | null;
}

interface PromiseRow {
  readonly key: number;
  readonly sort: PromiseSort;
  readonly text: string;
  readonly earliest: string | null;
  readonly latest: string | null;
  readonly firmness: Firmness;
  readonly open_ended: number;
  readonly authority: Authority | null;
  readonly movement: Movement | null;
  readonly days: number | null;
  readonly working_days: number | null;
  readonly near_due: number | null;
  readonly restatement: Movement | null;
  readonly restated_days: number | null;
  readonly restated_after_due: number | null;
  readonly position: number;
  readonly number: number;
  readonly recorded_at: number;
  readonly occurred_at: OccurredAt;
  readonly reason: string | null;
  readonly minute_ref: string | null;
  readonly on_behalf_of: string | null;
  readonly party: string;
  readonly meeting: string | null;
}

async function promisesOf(view: QueryContext, page: readonly ItemRow[]): Promise<ReadonlyMap<number, PromiseRow[]>> {
  const byKey = new Map<number, PromiseRow[]>();
  if (page.length === 0) return byKey;
  const { rows } = await sql<PromiseRow>`
    select p.key, p.sort, p.text, p.earliest, p.latest, p.firmness, p.open_ended, p.authority, p.movement, p.days,
      p.working_days, p.near_due, p.restatement, p.restated_days, p.restated_after_due, p.from_position as position, e.number, e.recorded_at, e.occurred_at, e.reason,
      e.minute_ref, e.on_behalf_of, who.id as party, mt.id as meeting
    from promises as p join audit as e on e.from_position = p.from_position
    join actors as w on w.key = e.actor join items as who on who.key = w.party left join items as mt on mt.key = e.meeting
    where p.key in (${sql.join(page.map(({ key }) => key))}) and ${heldAt(view)}
    order by p.from_position`.execute(view.db);
  for (const row of rows) byKey.set(row.key, [...(byKey.get(row.key) ?? []), row]);
  return byKey;
}

function presentItem(
  row: ItemRow,
  promises: readonly PromiseRow[],
  carried: CarriedSlip | undefined,
  references: ReferenceNames,
) {
  const { kind, id, reference, title } = row;
  const moves = promises.filter(({ movement }) => movement !== null && movement !== 'unchanged');
  const total = (of: (row: PromiseRow) => number | null, rows = moves) =>
    rows.reduce((sum, each) => sum + (of(each) ?? 0), 0);
  const restated = promises.filter(({ restatement }) => restatement !== null);
  return {
    kind,
    id,
    reference,
    title,
    programme: references.of(row.programme),
    owner: references.maybe(row.owner ?? undefined),
    ...datesIn(promises),
    moves: moves.length + (carried ? 1 : 0),
    slips: moves.filter(({ movement }) => movement === 'slip' || movement === 'given-up').length + (carried ? 1 : 0),
    days: total(({ days }) => days) + (carried?.days ?? 0),
    workingDays: total(({ working_days }) => working_days) + (carried?.workingDays ?? 0),
    nearDue: total(({ near_due }) => near_due) + Number(carried?.nearDue ?? 0),
    carried: carried
      ? { movement: carried.movement, days: carried.days, workingDays: carried.workingDays, latest: carried.latest }
      : null,
    restated: restated.length,
    restatedDays: total(({ restated_days }) => restated_days, restated),
    restatedAfterDue: total(({ restated_after_due }) => restated_after_due, restated),
    promises: promises.map((each) => presentedPromise(each, references)),
    history: linkTo({ to: 'history', kind, ref: id }),
  };
}

function datesIn(promises: readonly PromiseRow[]) {
  const dates: { original: string | null; agreed: string | null; forecast: string | null } = {
    original: null,
    agreed: null,
    forecast: null,
  };
  let revised = false;
  for (const { sort, latest } of promises) {
    if (sort === 'forecast') dates.forecast = latest;
    else dates.agreed = latest;
    revised ||= sort === 'agreed';
    if (sort !== 'forecast' && !revised) dates.original = latest;
  }
  return dates;
}

function presentedPromise(row: PromiseRow, { of, maybe }: ReferenceNames) {
  const behalf: OnBehalfOf | null = row.on_behalf_of && JSON.parse(row.on_behalf_of);
  return {
    sort: row.sort,
    text: row.text,
    earliest: row.earliest,
    latest: row.latest,
    firmness: row.firmness,
    openEnded: row.open_ended === 1,
    movement: row.movement,
    days: row.days,
    workingDays: row.working_days,
    nearDue: row.near_due === null ? null : row.near_due === 1,
    restated: row.restatement && {
      movement: row.restatement,
      days: row.restated_days ?? 0,
      afterDue: row.restated_after_due === 1,
    },
    authority: row.authority,
    notAgreed: row.authority === 'lead',
    reason: row.reason,
    by: of(row.party),
    onBehalfOf: behalf && { ...behalf, party: of(behalf.party) },
    meeting: maybe(row.meeting ?? undefined),
    minuteRef: row.minute_ref,
    occurredAt: row.occurred_at,
    recordedAt: new Date(row.recorded_at).toISOString(),
    number: row.number,
    position: row.position,
  };
}
