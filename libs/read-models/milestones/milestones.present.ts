import { isOverdue } from '#domain/index.js';
import { type AnswerOf, type Item, type QueryContext, withReferences } from '#read-store/index.js';
import { presentRequest } from '../date-requests/date-request.js';
import type { MilestoneView } from './milestones.projection.js';
import type { MILESTONE_LIST } from './milestones.schema.js';

export type ShownMilestone = AnswerOf<typeof MILESTONE_LIST>['items'][number];

export function presentMilestones(view: QueryContext, items: readonly Item<MilestoneView>[]) {
  return withReferences(view, items, ({ head, state }, references): ShownMilestone => {
    const { of, maybe } = references;
    const due = state.revised ?? state.original;
    const { metOn = null, status } = state;
    return {
      ...head,
      title: state.title,
      access: state.access.level,
      restrictedTo: maybe(state.access.group),
      programme: of(state.programme),
      action: maybe(state.action),
      status,
      due,
      original: state.original,
      agreedBy: state.agreedBy ?? null,
      restated: state.restated ?? null,
      forecast: state.forecast ?? null,
      dateRequest: presentRequest(state, due, references),
      metOn,
      late: metOn !== null && due.latest !== null && metOn > due.latest,
      overdue: status === 'pending' && isOverdue(due, view.moment.day),
      evidence: state.evidence ?? null,
      narrative: state.narrative ?? null,
    };
  });
}
