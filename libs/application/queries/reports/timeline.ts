import { listTimeline, TIMELINE_FILTERS, TIMELINE_PAGE } from '#read-models/index.js';
import { parameter } from '#read-store/index.js';
import { listRoute } from '../query-route.js';

export const route = listRoute({
  path: 'timeline',
  report: 'timeline',
  summary: 'Decisions, milestones and breaches, in the order of when they were true.',
  filters: { ...TIMELINE_FILTERS, order: parameter.ORDER },
  answers: TIMELINE_PAGE,
  list: (view, { order, ...filter }, page) => listTimeline(view, filter, { ...page, order }),
});
