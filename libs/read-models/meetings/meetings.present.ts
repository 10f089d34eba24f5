import { judgeQuorum, londonDate, type QuorumRule } from '#domain/index.js';
import { type AnswerOf, type Item, itemsOf, type QueryContext, withReferences } from '#read-store/index.js';
import type { GroupView, QuorumSince } from '../groups/groups.projection.js';
import type { MeetingView } from './meetings.projection.js';
import type { MEETING_LIST } from './meetings.schema.js';
import { packPosition } from './pack-position.js';

export type ShownMeeting = AnswerOf<typeof MEETING_LIST>['items'][number];

export async function presentMeetings(view: QueryContext, items: readonly Item<MeetingView>[]) {
  const packs = new Map(
    await Promise.all(items.map(async ({ head, state }) => [head.id, await presentPack(view, state)] as const)),
  );
  const rules = await quorumRules(view, items);
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
      quorum: presentQuorum(state, ruleOn(rules.get(state.group), state), each),
    }),
  );
}

const wasHeld = ({ status }: MeetingView) => status === 'held' || status === 'minuted';

/** The rules of quorum of each group whose meetings were held, by the group's id. */
async function quorumRules(
  view: QueryContext,
  items: readonly Item<MeetingView>[],
): Promise<ReadonlyMap<string, readonly QuorumSince[]>> {
  const ids = [...new Set(items.flatMap(({ state }) => (wasHeld(state) ? state.group : [])))];
  if (ids.length === 0) return new Map();
  const keys = await view.db.selectFrom('items').select('key').where('id', 'in', ids).execute();
  const groups = await itemsOf<GroupView>(
    view.db,
    keys.map(({ key }) => key),
    view.moment,
  );
  return new Map(groups.map(({ head, state }) => [head.id, state.quorumRules ?? []]));
}

function ruleOn(rules: readonly QuorumSince[] | undefined, meeting: MeetingView): QuorumRule | null {
  if (!wasHeld(meeting)) return null;
  const day = londonDate(meeting.startsAt);
  return rules?.findLast(({ from }) => from <= day)?.rule ?? null;
}

function presentQuorum(
  { present = [] }: MeetingView,
  rule: QuorumRule | null,
  each: (ids: readonly string[]) => string[],
): ShownMeeting['quorum'] {
  if (!rule) return null;
  const { atLeast, posts } = rule;
  const judged = judgeQuorum(rule, present);
  return { ...judged, atLeast, posts: each(posts), missing: each(judged.missing) };
}

async function presentPack({ db }: QueryContext, { pack }: MeetingView) {
  return (
    pack && { ...pack, position: await packPosition(db, pack), number: pack.number ?? null, covers: pack.covers ?? 1 }
  );
}
