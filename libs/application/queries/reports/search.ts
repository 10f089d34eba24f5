import { SEARCH_FILTERS, SEARCH_PAGE, search } from '#read-models/index.js';
import { wrongField } from '../../problems/problem.js';
import { listRoute } from '../query-route.js';

export const route = listRoute({
  path: 'search',
  report: 'search',
  summary: 'Texts with these words: an exact reference first, then titles, then other texts, each the newest first.',
  filters: SEARCH_FILTERS,
  answers: SEARCH_PAGE,
  async list(view, { q, kind }, page) {
    if (q === undefined) throw wrongField('bad-parameter', 'q', `q must be ${SEARCH_FILTERS.q.expected}`);
    return search(view, { q, kind }, page);
  },
});
