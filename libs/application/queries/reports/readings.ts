import { listReadings, READINGS } from '#reports/index.js';
import { listRoute } from '../query-route.js';
import { SCOPE } from './scope.js';

const { group, programme } = SCOPE;

export const route = listRoute({
  path: 'reports/readings',
  report: 'readings',
  summary: 'Actions and milestones whose timescale is read otherwise today than it was stored, and by no person.',
  filters: { group, programme },
  answers: READINGS,
  list: listReadings,
});
