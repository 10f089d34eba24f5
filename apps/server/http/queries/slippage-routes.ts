import { listSlippage } from '#projections/reports/slippage/items.js';
import { SLIPPAGE, SLIPPAGE_ITEMS } from '#projections/reports/slippage/schema.js';
import { slippage } from '#projections/reports/slippage/totals.js';
import { item, yesOrNo } from './parameters.js';
import { listRoute, type QueryRoute, reportRoute } from './query-route.js';

const ASKED = {
  group: item('group', 'Of what this group oversees.'),
  programme: item('programme', 'Of this programme and those below it.'),
  owner: item('party', 'Of what this party leads.'),
};

/** The slippage ledger: every promise that a date ever made, and how it was moved. */
export const slippageRoutes: readonly QueryRoute[] = [
  reportRoute({
    path: 'reports/slippage',
    report: 'slippage',
    summary: 'How agreed dates were moved, by programme, by owner and by who moved them.',
    asks: ASKED,
    answers: SLIPPAGE,
    make: slippage,
  }),
  listRoute({
    path: 'reports/slippage/items',
    report: 'slippage-items',
    summary: 'Actions and milestones with every promise that their dates ever made.',
    filters: {
      ...ASKED,
      moved: yesOrNo('Only what was moved, or only what never was.'),
      restated: yesOrNo('Only what a correction or a new reading moved, or only what none did.'),
    },
    answers: SLIPPAGE_ITEMS,
    list: listSlippage,
  }),
];
