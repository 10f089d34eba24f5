import { type AnswerOf, type Item, type QueryContext, withReferences } from '#read-store/index.js';
import type { MeetingView } from './meetings.projection.js';
import type { MEETING_LIST } from './meetings.schema.js';
import { packPosition } from './pack-position.js';

export type ShownMeeting = AnswerOf<typeof MEETING_LIST>['items'][number];

export async function presentMeetings(view: QueryContext, items: readonly Item<MeetingView>[]) {
  const packs = new Map(
    await Promise.all(items.map(async ({ head, state }) => [head.id, await presentPack(view, state)] as const)),
  );
  return withReferences(
    view,
    items,
    ({ head, state }, { of, each }): ShownMeeting => ({
      ...head,
      group: of(state.group),
      title: state.title ?? null,
      startsAt: state.startsAt,
      status: state.status,
      pack: packs.get(head.id) ?? null,
      present: each(state.present ?? []),
      apologies: each(state.apologies ?? []),
      quorate: state.quorate ?? null,
    }),
  );
}

async function presentPack({ db }: QueryContext, { pack }: MeetingView) {
  return (
    pack && { ...pack, position: await packPosition(db, pack), number: pack.number ?? null, covers: pack.covers ?? 1 }
  );
}
