import { listReadings } from '#projections/reports/readings/readings.js';
import { READINGS } from '#projections/reports/readings/schema.js';
import { item } from './parameters.js';
import { listRoute, type QueryRoute } from './query-route.js';

/** What a better reader of timescales would say today. */
export const readingsRoute: QueryRoute = listRoute({
  path: 'reports/readings',
  report: 'readings',
  summary: 'Actions and milestones whose timescale is read otherwise today than it was stored, and by no person.',
  filters: {
    group: item('group', 'Of what this group oversees.'),
    programme: item('programme', 'Of this programme and those below it.'),
  },
  answers: READINGS,
  list: listReadings,
});
