import { CHART, findChart } from '#read-models/index.js';
import { itemRoute } from '../query-route.js';

export const route = itemRoute({
  path: 'targets/:ref/spc',
  summary: 'The control chart of a target: its points, the limits of chance, and what is not chance.',
  report: 'control-chart',
  answers: CHART,
  find: findChart,
});
