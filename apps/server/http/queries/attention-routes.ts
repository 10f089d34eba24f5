import { DISAGREEMENTS } from '#projections/actions/rating.js';
import { movedWithoutSlip } from '#projections/reports/attention/moved-without-slip.js';
import { MOVED_WITHOUT_SLIP, SILENCES, WATERMELONS } from '#projections/reports/attention/schema.js';
import { silences } from '#projections/reports/attention/silences.js';
import { listWatermelons } from '#projections/reports/attention/watermelons.js';
import { item, oneOf } from './parameters.js';
import { listRoute, type QueryRoute, reportRoute } from './query-route.js';
import { REPORTED } from './trail-routes.js';

const OWNED = {
  group: item('group', 'Of what this group oversees.'),
  programme: item('programme', 'Of this programme and those below it.'),
  owner: item('party', 'Of what this party leads.'),
};

/** What wants looking at: ratings that the facts do not bear out, and what nobody speaks of. */
export const attentionRoutes: readonly QueryRoute[] = [
  listRoute({
    path: 'reports/watermelons',
    report: 'watermelons',
    summary:
      'Open actions rated better than the facts speak for, since when, and at each meeting; or worse, where asked for.',
    filters: {
      ...OWNED,
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
  reportRoute({
    path: 'reports/moved-without-slip',
    report: 'moved-without-slip',
    summary:
      'Dates that a correction or a new reading moved, and pairs of a withdrawn and a new item that are possibly the same promise.',
    asks: OWNED,
    answers: MOVED_WITHOUT_SLIP,
    make: movedWithoutSlip,
  }),
];
