import type { Item } from '../read/items.js';
import { withReferences } from '../read/references.js';
import type { View } from '../read/view.js';
import type { MeetingState } from './projection.js';

/** Meetings as the API answers them; other items by their references, absent values as null. */
export function presentMeetings(view: View, items: readonly Item<MeetingState>[]) {
  return withReferences(view, items, ({ head, state }, { of, each }) => ({
    ...head,
    group: of(state.group),
    title: state.title ?? null,
    startsAt: state.startsAt,
    status: state.status,
    pack: state.pack ?? null,
    present: each(state.present ?? []),
    apologies: each(state.apologies ?? []),
    quorate: state.quorate ?? null,
  }));
}
export type ShownMeeting = Awaited<ReturnType<typeof presentMeetings>>[number];
