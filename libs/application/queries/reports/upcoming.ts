import { listUpcoming, UPCOMING } from '#reports/index.js';
import { item, whole } from '../parameters.js';
import { listRoute } from '../query-route.js';

export const route = listRoute({
  path: 'upcoming',
  report: 'upcoming',
  summary: 'Promises, occurrences, reviews, ends of deferrals and periods without a figure that come next, by day.',
  filters: {
    group: item('group', 'Of what this group oversees, at least up to its next scheduled meeting.'),
    programme: item('programme', 'Of this programme and those below it.'),
    days: whole('So many days ahead; 28 unless stated.', 0, 3650),
  },
  answers: UPCOMING,
  list: listUpcoming,
});
