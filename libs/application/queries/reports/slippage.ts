import { OWNED_SCOPE } from '#read-models/index.js';
import { SLIPPAGE, slippage } from '#reports/index.js';
import { reportRoute } from '../query-route.js';

export const route = reportRoute({
  path: 'reports/slippage',
  report: 'slippage',
  summary: 'How agreed dates were moved, by programme, by owner and by who moved them.',
  asks: OWNED_SCOPE,
  answers: SLIPPAGE,
  make: slippage,
});
