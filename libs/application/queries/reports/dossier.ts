import { DOSSIER, dossier } from '#reports/index.js';
import { reportRoute } from '../query-route.js';

export const route = reportRoute({
  path: 'decisions/:ref/dossier',
  report: 'dossier',
  summary: 'A decision with what was known when it was taken, and what came of it.',
  namesItems: true,
  asks: {},
  answers: DOSSIER,
  make: (view, _asked, { namesOf }, ref) => dossier(view, ref, namesOf),
});
