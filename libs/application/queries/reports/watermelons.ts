import { listWatermelons, WATERMELON_FILTERS, WATERMELONS } from '#reports/index.js';
import { listRoute } from '../query-route.js';

export const route = listRoute({
  path: 'reports/watermelons',
  report: 'watermelons',
  summary:
    'Open actions rated better than the facts speak for, since when, and at each meeting; or worse, where asked for.',
  filters: WATERMELON_FILTERS,
  answers: WATERMELONS,
  list: listWatermelons,
});
