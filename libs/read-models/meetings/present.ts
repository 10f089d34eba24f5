import type { Item } from '#read-store/query/items.js';
import { withReferences } from '#read-store/query/references.js';
import type { View } from '#read-store/query/view.js';
import { positionOf } from './pack-position.js';
import type { MeetingState } from './projection.js';

/** Meetings as the API answers them; other items by their references, absent values as null. */
export async function presentMeetings(view: View, items: readonly Item<MeetingState>[]) {
  const packs = new Map(
    await Promise.all(items.map(async ({ head, state }) => [head.id, await shown(view, state)] as const)),
  );
  return withReferences(view, items, ({ head, state }, { of, each }) => ({
    ...head,
    group: of(state.group),
    title: state.title ?? null,
    startsAt: state.startsAt,
    status: state.status,
    pack: packs.get(head.id) ?? null,
    present: each(state.present ?? []),
    apologies: each(state.apologies ?? []),
    quorate: state.quorate ?? null,
  }));
}
export type ShownMeeting = Awaited<ReturnType<typeof presentMeetings>>[number];

async function shown({ db }: View, { pack }: MeetingState) {
  return (
    pack && { ...pack, position: await positionOf(db, pack), number: pack.number ?? null, covers: pack.covers ?? 1 }
  );
}
