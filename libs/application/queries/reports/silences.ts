import { REPORTED } from '#read-models/index.js';
import { SILENCES, silences } from '#reports/index.js';
import { reportRoute } from '../query-route.js';

export const route = reportRoute({
  path: 'reports/silences',
  report: 'silences',
  summary: 'Items, review dates, owners and figures that nobody speaks of, and points that are out of reach.',
  asks: REPORTED,
  answers: SILENCES,
  make: silences,
});
