import { listUpcoming, UPCOMING, UPCOMING_FILTERS } from '#reports/index.js';
import { listRoute } from '../query-route.js';

export const route = listRoute({
  path: 'upcoming',
  report: 'upcoming',
  summary: 'Promises, occurrences, reviews, ends of deferrals and periods without a figure that come next, by day.',
  filters: UPCOMING_FILTERS,
  answers: UPCOMING,
  list: listUpcoming,
});
