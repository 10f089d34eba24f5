import { type Kind, streamName } from '#domain/index.js';
import { sql } from '#platform/index.js';
import {
  type AnswerOf,
  type CountedPage,
  cursorAfter,
  findItem,
  type PageRequest,
  type parameter,
  type QueryContext,
  sortValues,
  totalOf,
  type ValuesOf,
  versions,
  withReferences,
} from '#read-store/index.js';
import type { NamesOf } from '../parties/parties.present.js';
import type { AuditFilter } from './audit.filters.js';
import { type AuditEntry, presentEntry, type TrailRow } from './audit.present.js';
import type { ONE_EVENT } from './audit.schema.js';
import { effectsAt } from './changes.js';
import { isIndexed, trail } from './trail.js';

export type TrailPage = PageRequest & ValuesOf<{ order: typeof parameter.ORDER }>;

export async function listAudit(
  view: QueryContext,
  filter: AuditFilter,
  { limit, cursor, order = 'oldest' }: TrailPage,
  namesOf: NamesOf,
): Promise<CountedPage<AuditEntry>> {
  const newest = order === 'newest';
  const [after] = cursor ? sortValues(cursor, ['number']) : [];
  const matching = trail(view, filter);
  const page = await matching
    .$if(after !== undefined, (rows) => rows.where('e.number', newest ? '<' : '>', Number(after)))
    .orderBy('e.number', newest ? 'desc' : 'asc')
    .limit(limit + 1)
    .execute();
  const rows = page.slice(0, limit);
  const last = rows.at(-1);
  const all = isIndexed(filter) ? sql`select 1 from ${matching.clearSelect().select('e.number')} as found` : undefined;
  const total = await totalOf(view, { limit, cursor }, page.length, all);
  return {
    items: await presentTrail(view, rows, namesOf),
    nextCursor: page.length > limit && last ? cursorAfter(view.moment, [last.number], total) : null,
    total,
    asOf: view.moment.asOf,
  };
}

export async function findEvent(
  view: QueryContext,
  number: number,
  namesOf: NamesOf,
): Promise<AnswerOf<typeof ONE_EVENT> | undefined> {
  const row = await trail(view, {}).where('e.number', '=', number).executeTakeFirst();
  if (!row) return undefined;
  const ofItem = () => trail(view, { stream: streamName(row.kind, row.id) }).limit(1);
  const [previous, next, [event]] = await Promise.all([
    ofItem().where('e.number', '<', number).orderBy('e.number', 'desc').executeTakeFirst(),
    ofItem().where('e.number', '>', number).orderBy('e.number').executeTakeFirst(),
    presentTrail(view, [row], namesOf),
  ]);
  return event && { event, previous: previous?.number ?? null, next: next?.number ?? null };
}

export async function history(
  view: QueryContext,
  kind: Kind,
  idOrReference: string,
  page: TrailPage,
  namesOf: NamesOf,
): Promise<CountedPage<AuditEntry> | undefined> {
  const item = await findItem(view, kind, idOrReference);
  return item && listAudit(view, { stream: streamName(kind, item.head.id) }, page, namesOf);
}

/** Polled by event listeners. `upTo` is the next number to continue from, even if no event was visible or matched. */
export async function auditAfter(
  view: QueryContext,
  number: number,
  limit: number,
  filter: AuditFilter,
  namesOf: NamesOf,
): Promise<{ readonly items: readonly AuditEntry[]; readonly upTo: number }> {
  const rows = await trail(view, filter).where('e.number', '>', number).orderBy('e.number').limit(limit).execute();
  const upTo = rows.length === limit ? (rows.at(-1)?.number ?? number) : Math.max(number, view.moment.asOf.number);
  return { items: await presentTrail(view, rows, namesOf), upTo };
}

export async function presentTrail(
  view: QueryContext,
  rows: readonly TrailRow[],
  namesOf: NamesOf,
): Promise<AuditEntry[]> {
  const effects = await effectsAt(view, rows);
  const ids = [...new Set(rows.map(({ actor }) => String(JSON.parse(actor).party)))];
  const registered = await registeredNames(view, ids);
  const names = new Map([...(await namesOf(ids.filter((id) => !registered.has(id)))), ...registered]);
  return withReferences(view, rows, (row, references) =>
    presentEntry(row, effects.get(row.position) ?? { changes: [] }, names, references),
  );
}

/** Names of persons are not in the events, because they must be erasable. */
async function registeredNames(
  { db, moment }: QueryContext,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const parties = await db.selectFrom('items').select(['key', 'id']).where('id', 'in', ids).execute();
  const keys = parties.map(({ key }) => key);
  if (keys.length === 0) return new Map();
  const named = await db
    .selectFrom(versions('texts', moment).as('t'))
    .select(['t.key', 't.title'])
    .where('t.key', 'in', keys)
    .execute();
  const titles = new Map(named.map(({ key, title }) => [key, title]));
  return new Map(parties.flatMap(({ key, id }) => (titles.get(key) ? [[id, titles.get(key) as string]] : [])));
}
