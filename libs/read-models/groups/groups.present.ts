import { type AnswerOf, type Item, type QueryContext, withReferences } from '#read-store/index.js';
import type { GroupView } from './groups.projection.js';
import type { GROUP_LIST } from './groups.schema.js';

export type ShownGroup = AnswerOf<typeof GROUP_LIST>['items'][number];

export function presentGroups(view: QueryContext, items: readonly Item<GroupView>[]) {
  return withReferences(
    view,
    items,
    ({ head, state }, { maybe, each }): ShownGroup => ({
      ...head,
      name: state.title,
      description: state.description ?? null,
      lead: maybe(state.lead),
      parent: maybe(state.parent),
      quorum: state.quorum ? { atLeast: state.quorum.atLeast, posts: each(state.quorum.posts) } : null,
      status: state.status,
      closure: state.closure ? { reason: state.closure.reason, successor: maybe(state.closure.successor) } : null,
    }),
  );
}
