import { londonDate, startOfDay } from '#domain/index.js';
import { sql } from '#platform/index.js';
import { type ActionView, type MeetingView, overseersOf, packMoment, presentActions } from '#read-models/index.js';
import {
  type AnswerOf,
  cursorAfter,
  findItem,
  type Item,
  itemsOf,
  type Page,
  type PageRequest,
  type QueryContext,
  resolveMoment,
  sortValues,
  versions,
  visibleTo,
  withReferences,
} from '#read-store/index.js';
import type { ACTION_MEETINGS } from './schema.js';

type Told = AnswerOf<typeof ACTION_MEETINGS>['items'][number];

/**
 * What was known of an action at the pack of each meeting of the groups that oversee it, newest meeting first. Undefined
 * for no visible action; a meeting before the action began is left out.
 */
export async function listActionMeetings(
  view: QueryContext,
  idOrReference: string,
  { limit, cursor }: PageRequest,
): Promise<Page<Told> | undefined> {
  const action = await findItem<ActionView>(view, 'action', idOrReference);
  if (!action) return undefined;
  const groups = await overseersOf(view, action.key);
  const rows = await meetingsWithPack(view, groups, { limit: limit + 1, cursor });
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  const meetings = await itemsOf<MeetingView>(
    view.db,
    page.map(({ key }) => key),
    view.moment,
  );
  const told = await Promise.all(meetings.map((meeting) => toldBy(view, meeting, action.head.id)));
  const named = await withReferences(view, meetings, ({ state }, { of }) => of(state.group));
  return {
    items: told.flatMap((each, index) => (each ? { ...each, group: named[index] ?? each.group } : [])),
    nextCursor: last ? cursorAfter(view.moment, [last.starts_at, last.reference]) : null,
    asOf: view.moment.asOf,
  };
}

async function meetingsWithPack(
  { db, moment, reader }: QueryContext,
  groups: ReadonlySet<number>,
  { limit, cursor }: PageRequest,
) {
  if (groups.size === 0) return [];
  const conditions = [
    sql`r.group_key in (${sql.join([...groups])}) and r.pack_position is not null`,
    visibleTo(reader, 'r.key'),
    ...(cursor ? [sql`(r.starts_at, i.reference) < (${sql.join(sortValues(cursor, ['number', 'string']))})`] : []),
  ];
  const { rows } = await sql<{ key: number; reference: string; starts_at: number }>`
    select r.key, i.reference, r.starts_at from ${versions('meetings', moment)} as r join items as i on i.key = r.key
    where ${sql.join(conditions, sql` and `)}
    order by r.starts_at desc, i.reference desc limit ${limit}`.execute(db);
  return rows;
}

async function toldBy(
  view: QueryContext,
  { head, state }: Item<MeetingView>,
  action: string,
): Promise<Told | undefined> {
  const { pack, group, startsAt } = state;
  if (!pack) return undefined;
  const moment = await resolveMoment(view.db, await packMoment(view.db, pack), startOfDay(view.moment.day));
  const then: QueryContext = { ...view, moment };
  const item = await findItem<ActionView>(then, 'action', action);
  const [shown] = item ? await presentActions(then, [item]) : [];
  if (!shown) return undefined;
  const { title, status, agreed, forecast, overdue, rating, derivedRating } = shown;
  const meeting = { meeting: head.reference, group, day: londonDate(startsAt), issuedAt: pack.issuedAt };
  return { ...meeting, title, status, agreed, forecast, overdue, rating, derivedRating };
}
