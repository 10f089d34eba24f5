import { ASK_FILTERS, ASK_PAGE, listAsk } from '#reports/index.js';
import { listRoute } from '../query-route.js';

export const route = listRoute({
  path: 'reports/governance/asks',
  report: 'governance-asks',
  summary: 'What a group is asked in one way, as its governance report counts it.',
  filters: ASK_FILTERS,
  answers: ASK_PAGE,
  list: listAsk,
});
