import { DISAGREEMENTS } from '#read-models/index.js';
import { listWatermelons, WATERMELONS } from '#reports/index.js';
import { oneOf } from '../parameters.js';
import { listRoute } from '../query-route.js';
import { SCOPE } from './scope.js';

export const route = listRoute({
  path: 'reports/watermelons',
  report: 'watermelons',
  summary:
    'Open actions rated better than the facts speak for, since when, and at each meeting; or worse, where asked for.',
  filters: {
    ...SCOPE,
    difference: oneOf(
      'Rated so beside the facts: better-than-facts unless stated, which alone is a watermelon.',
      DISAGREEMENTS,
    ),
  },
  answers: WATERMELONS,
  list: listWatermelons,
});
