import { listSlippage, SLIPPAGE_ITEMS } from '#reports/index.js';
import { yesOrNo } from '../parameters.js';
import { listRoute } from '../query-route.js';
import { SCOPE } from './scope.js';

export const route = listRoute({
  path: 'reports/slippage/items',
  report: 'slippage-items',
  summary: 'Actions and milestones with every promise that their dates ever made.',
  filters: {
    ...SCOPE,
    moved: yesOrNo('Only what was moved, or only what never was.'),
    restated: yesOrNo('Only what a correction or a new reading moved, or only what none did.'),
  },
  answers: SLIPPAGE_ITEMS,
  list: listSlippage,
});
