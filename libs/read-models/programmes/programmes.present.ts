import { type Item, type QueryContext, withReferences } from '#read-store/index.js';

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
