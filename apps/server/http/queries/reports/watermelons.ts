import { WATERMELONS } from '#projections/reports/attention/schema.js';
import { listWatermelons } from '#projections/reports/attention/watermelons.js';
import { listRoute } from '../query-route.js';
import { SCOPE } from './scope.js';

export const route = listRoute({
  path: 'reports/watermelons',
  report: 'watermelons',
  summary:
    'Open actions whose own rating and the one that the facts speak for are two, since when, and at each meeting.',
  filters: SCOPE,
  answers: WATERMELONS,
  list: listWatermelons,
});
