import { listTimeline, TIMELINE_PAGE } from '#read-models/index.js';
import { instantOrDay, item, oneOf } from '../parameters.js';
import { listRoute } from '../query-route.js';
import { ORDER } from './scope.js';

export const route = listRoute({
  path: 'timeline',
  report: 'timeline',
  summary: 'Decisions, milestones and breaches, in the order of when they were true.',
  filters: {
    group: item('group', 'Of what this group oversees.'),
    programme: item('programme', 'Of this programme.'),
    kind: oneOf('Of this kind only.', ['decision', 'milestone', 'breach']),
    from: instantOrDay('True at this instant or later, or from this day on.'),
    to: instantOrDay('True at this instant or earlier, or until this day.'),
    order: ORDER,
  },
  answers: TIMELINE_PAGE,
  list: (view, { order, ...filter }, page) => listTimeline(view, filter, { ...page, order }),
});
