import type { Item } from '#read-store/query/items.js';
import type { QueryContext } from '#read-store/query/query-context.js';
import { withReferences } from '#read-store/query/references.js';
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
