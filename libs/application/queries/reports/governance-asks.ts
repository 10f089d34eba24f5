import { ASK_PAGE, LISTED_ASKS, listAsk } from '#reports/index.js';
import { item, oneOf } from '../parameters.js';
import { listRoute } from '../query-route.js';

export const route = listRoute({
  path: 'reports/governance/asks',
  report: 'governance-asks',
  summary: 'What a group is asked in one way, as its governance report counts it.',
  filters: {
    group: item('group', 'Asked of this group; of every group without it.'),
    programme: item('programme', 'About what this programme holds.'),
    ask: oneOf('What is asked; escalated unless stated.', LISTED_ASKS),
  },
  answers: ASK_PAGE,
  list: (view, { ask = 'escalated', ...asked }, page) => listAsk(view, { ...asked, ask }, page),
});
