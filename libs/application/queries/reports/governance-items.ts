import { FIGURE_FILTERS, FIGURE_PAGE, listFigure } from '#reports/index.js';
import { listRoute } from '../query-route.js';

export const route = listRoute({
  path: 'reports/governance/items',
  report: 'governance-items',
  summary: 'The items that a figure of the governance report counted.',
  filters: FIGURE_FILTERS,
  answers: FIGURE_PAGE,
  list: listFigure,
});
