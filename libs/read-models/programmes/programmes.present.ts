import { type AnswerOf, type Item, type QueryContext, withReferences } from '#read-store/index.js';
import type { ProgrammeView } from './programmes.projection.js';
import type { PROGRAMME_LIST } from './programmes.schema.js';

export type ShownProgramme = AnswerOf<typeof PROGRAMME_LIST>['items'][number];

export function presentProgrammes(view: QueryContext, items: readonly Item<ProgrammeView>[]) {
  return withReferences(
    view,
    items,
    ({ head, state }, { maybe, each }): ShownProgramme => ({
      ...head,
      name: state.title,
      description: state.description ?? null,
      lead: maybe(state.lead),
      parent: maybe(state.parent),
      group: maybe(state.group),
      status: state.status,
      closure: state.closure ? { reason: state.closure.reason, successors: each(state.closure.successors) } : null,
    }),
  );
}
