import type { Item } from '#read-store/query/items.js';
import { withReferences } from '#read-store/query/references.js';
import type { View } from '#read-store/query/view.js';
import type { ProgrammeState } from './projection.js';

/** Programmes as the API answers them; other items by their references, absent values as null. */
export function presentProgrammes(view: View, items: readonly Item<ProgrammeState>[]) {
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
