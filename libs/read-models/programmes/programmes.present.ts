import type { Item } from '#read-store/query/items.js';
import type { QueryContext } from '#read-store/query/query-context.js';
import { withReferences } from '#read-store/query/references.js';
import type { ProgrammeView } from './programmes.projection.js';

export function presentProgrammes(view: QueryContext, items: readonly Item<ProgrammeView>[]) {
  return withReferences(view, items, ({ head, state }, { maybe, each }) => ({
    ...head,
    name: state.title,
    description: state.description ?? null,
    lead: maybe(state.lead),
    parent: maybe(state.parent),
    group: maybe(state.group),
    status: state.status,
    closure: state.closure ? { reason: state.closure.reason, successors: each(state.closure.successors) } : null,
  }));
}
export type ShownProgramme = Awaited<ReturnType<typeof presentProgrammes>>[number];
