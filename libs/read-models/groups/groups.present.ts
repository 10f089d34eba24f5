import { type Item, type QueryContext, withReferences } from '#read-store/index.js';

import type { GroupView } from './groups.projection.js';

export function presentGroups(view: QueryContext, items: readonly Item<GroupView>[]) {
  return withReferences(view, items, ({ head, state }, { maybe }) => ({
    ...head,
    name: state.title,
    description: state.description ?? null,
    lead: maybe(state.lead),
    parent: maybe(state.parent),
    status: state.status,
    closure: state.closure ? { reason: state.closure.reason, successor: maybe(state.closure.successor) } : null,
  }));
}
export type ShownGroup = Awaited<ReturnType<typeof presentGroups>>[number];
