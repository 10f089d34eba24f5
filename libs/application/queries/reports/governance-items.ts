import { FIGURE_NAMES, FIGURE_PAGE, listFigure } from '#reports/index.js';
import { item, oneOf, text, whole } from '../parameters.js';
import { listRoute } from '../query-route.js';
import { REPORTED } from './scope.js';

export const route = listRoute({
  path: 'reports/governance/items',
  report: 'governance-items',
  summary: 'The items that a figure of the governance report counted.',
  filters: {
    ...REPORTED,
    figure: oneOf('The figure to be opened; actions.open unless stated.', FIGURE_NAMES),
    row: { ...item('programme', 'Of this programme of the report only, or elsewhere.'), names: undefined },
    rating: text('Of actions.open those rated so.', 20),
    scheme: whole('Rated under this version of the scheme.', 1, 1_000_000),
  },
  answers: FIGURE_PAGE,
  list: (view, { figure = 'actions.open', ...asked }, page) => listFigure(view, { ...asked, figure }, page),
});
