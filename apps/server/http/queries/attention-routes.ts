import { DISAGREEMENTS } from '#projections/actions/rating.js';
import { SILENCES, WATERMELONS } from '#projections/reports/attention/schema.js';
import { silences } from '#projections/reports/attention/silences.js';
import { listWatermelons } from '#projections/reports/attention/watermelons.js';
import { item, oneOf } from './parameters.js';
import { listRoute, type QueryRoute, reportRoute } from './query-route.js';
import { REPORTED } from './trail-routes.js';

/** What wants looking at: ratings that the facts do not bear out, and what nobody speaks of. */
export const attentionRoutes: readonly QueryRoute[] = [
  listRoute({
    path: 'reports/watermelons',
    report: 'watermelons',
    summary:
      'Open actions rated better than the facts speak for, since when, and at each meeting; or worse, where asked for.',
    filters: {
      group: item('group', 'Of what this group oversees.'),
      programme: item('programme', 'Of this programme and those below it.'),
      owner: item('party', 'Of what this party leads.'),
      difference: oneOf(
        'Rated so beside the facts: better-than-facts unless stated, which alone is a watermelon.',
        DISAGREEMENTS,
      ),
    },
    answers: WATERMELONS,
    list: listWatermelons,
  }),
  reportRoute({
    path: 'reports/silences',
    report: 'silences',
    summary: 'Items, review dates, owners and figures that nobody speaks of, and points that are out of reach.',
    asks: REPORTED,
    answers: SILENCES,
    make: silences,
  }),
];
