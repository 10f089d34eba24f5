import type { Item } from '#read-store/query/items.js';
import { withReferences } from '#read-store/query/references.js';
import type { View } from '#read-store/query/view.js';
import type { GroupState } from './projection.js';

/** Groups as the API answers them; other items by their references, absent values as null. */
export function presentGroups(view: View, items: readonly Item<GroupState>[]) {
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
