import { CHANGES, CHANGES_FILTERS, listChanges } from '#reports/index.js';
import { listRoute } from '../query-route.js';

export const route = listRoute({
  path: 'reports/changes',
  report: 'changes',
  summary: 'What changed between two moments, item by item: by default since the group last met.',
  filters: CHANGES_FILTERS,
  answers: CHANGES,
  list: (view, asked, page, { namesOf }) => listChanges(view, asked, page, namesOf),
});
