import { listSlippage, SLIPPAGE_FILTERS, SLIPPAGE_ITEMS } from '#reports/index.js';
import { listRoute } from '../query-route.js';

export const route = listRoute({
  path: 'reports/slippage/items',
  report: 'slippage-items',
  summary: 'Actions and milestones with every promise that their dates ever made.',
  filters: SLIPPAGE_FILTERS,
  answers: SLIPPAGE_ITEMS,
  list: listSlippage,
});
