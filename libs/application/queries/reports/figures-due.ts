import { SCOPE } from '#read-models/index.js';
import { FIGURES_DUE, reportFiguresDue } from '#reports/index.js';
import { reportRoute } from '../query-route.js';

export const route = reportRoute({
  path: 'reports/figures-due',
  report: 'figures-due',
  summary: 'Targets in use of which a period has ended without its figure, the first hundred.',
  asks: SCOPE,
  answers: FIGURES_DUE,
  make: reportFiguresDue,
});
