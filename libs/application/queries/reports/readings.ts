import { SCOPE } from '#read-models/index.js';
import { listReadings, READINGS } from '#reports/index.js';
import { listRoute } from '../query-route.js';

export const route = listRoute({
  path: 'reports/readings',
  report: 'readings',
  summary: 'Actions and milestones whose timescale is read otherwise today than it was stored, and by no person.',
  filters: SCOPE,
  answers: READINGS,
  list: listReadings,
});
