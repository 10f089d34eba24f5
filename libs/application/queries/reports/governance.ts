import { REPORTED } from '#read-models/index.js';
import { GOVERNANCE_REPORT, governanceReport } from '#reports/index.js';
import { reportRoute } from '../query-route.js';

export const route = reportRoute({
  path: 'reports/governance',
  report: 'governance',
  summary: 'What a group oversees or a programme holds, counted and listed, as of a moment.',
  asks: REPORTED,
  answers: GOVERNANCE_REPORT,
  make: governanceReport,
});
