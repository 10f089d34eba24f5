import { addDays, type CalendarDate, londonDate, startOfDay } from '#domain/index.js';
import { sql } from '#platform/index.js';
import {
  type CountedPage,
  eq,
  findItem,
  type ListDefinition,
  listItems,
  type PageRequest,
  type QueryContext,
  refEq,
  versions,
  when,
} from '#read-store/index.js';
import { presentMeetings, type ShownMeeting } from './meetings.present.js';
import type { MeetingView } from './meetings.projection.js';
import type { MeetingFilter } from './meetings.schema.js';

const MEETINGS: ListDefinition<MeetingView, ShownMeeting> = {
  kind: 'meeting',
  table: 'meetings',
  present: presentMeetings,
  orderedBy: 'starts_at',
};

export function listMeetings(
  view: QueryContext,
  filter: MeetingFilter,
  page: PageRequest,
): Promise<CountedPage<ShownMeeting>> {
  const conditions = [
    refEq(view, 'r.group_key', 'group', filter.group),
    eq('r.status', filter.status),
    when(filter.from, (from) => sql<boolean>`r.starts_at >= ${Date.parse(from)}`),
    when(filter.to, (to) => sql<boolean>`r.starts_at <= ${Date.parse(to)}`),
  ];
  return listItems(view, { ...MEETINGS, newestFirst: filter.order === 'newest' }, conditions, page);
}

export async function findMeeting(view: QueryContext, idOrReference: string): Promise<ShownMeeting | undefined> {
  const item = await findItem<MeetingView>(view, 'meeting', idOrReference);
  return item && (await presentMeetings(view, [item]))[0];
}

export async function firstMeetingAfter({ db, moment }: QueryContext, group: string, day: CalendarDate) {
  const row = await db
    .selectFrom(versions('meetings', moment).as('r'))
    .innerJoin('items as i', 'i.key', 'r.key')
    .innerJoin('items as g', 'g.key', 'r.group_key')
    .where('g.id', '=', group)
    .where('r.status', '<>', 'cancelled')
    .where('r.starts_at', '>=', Date.parse(startOfDay(addDays(day, 1))))
    .select(['i.id', 'i.reference', 'r.starts_at'])
    .orderBy('r.starts_at')
    .orderBy('r.key')
    .limit(1)
    .executeTakeFirst();
  return row && { reference: row.reference ?? row.id, on: londonDate(new Date(row.starts_at).toISOString()) };
}
