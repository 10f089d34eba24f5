import type { Instant } from '#domain/kernel/calendar.js';
import type { MeetingStatus } from '#domain/meeting/state.js';
import { sql } from '../kysely.js';
import { given, is, names } from '../read/conditions.js';
import { findItem } from '../read/items.js';
import { type Listed, listItems, type PageAsked } from '../read/list.js';
import type { Page, View } from '../read/view.js';
import { presentMeetings, type ShownMeeting } from './present.js';
import type { MeetingState } from './projection.js';

/** What a list of meetings may be narrowed by; the group by id or reference. */
export interface MeetingFilter {
  readonly group?: string;
  readonly status?: MeetingStatus;
  /** Meetings that start at this instant or later. */
  readonly from?: Instant;
  /** Meetings that start at this instant or earlier. */
  readonly to?: Instant;
}

const MEETINGS: Listed<MeetingState, ShownMeeting> = {
  kind: 'meeting',
  table: 'meetings',
  present: presentMeetings,
  orderedBy: 'starts_at',
};

/** A page of meetings in the order in which they start, after the cursor. */
export function listMeetings(view: View, filter: MeetingFilter, page: PageAsked): Promise<Page<ShownMeeting>> {
  const conditions = [
    names(view, 'r.group_key', 'group', filter.group),
    is('r.status', filter.status),
    given(filter.from, (from) => sql<boolean>`r.starts_at >= ${Date.parse(from)}`),
    given(filter.to, (to) => sql<boolean>`r.starts_at <= ${Date.parse(to)}`),
  ];
  return listItems(view, MEETINGS, conditions, page);
}

/** One meeting by id or reference, or undefined where there was none. */
export async function findMeeting(view: View, idOrReference: string): Promise<ShownMeeting | undefined> {
  const item = await findItem<MeetingState>(view, 'meeting', idOrReference);
  return item && (await presentMeetings(view, [item]))[0];
}
