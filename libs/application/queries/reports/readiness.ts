import { READINESS, readiness } from '#reports/index.js';
import { itemRoute } from '../query-route.js';

export const route = itemRoute({
  path: 'meetings/:ref/readiness',
  report: 'readiness',
  summary: 'What the pack of a meeting will lack: leads not heard, figures and reviews that are due, dates asked for.',
  answers: READINESS,
  find: readiness,
});
