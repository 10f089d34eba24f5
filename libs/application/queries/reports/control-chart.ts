import { findChart } from '#read-models/targets/spc.js';
import { CHART } from '#read-models/targets/targets.schema.js';
import { itemRoute } from '../query-route.js';

export const route = itemRoute({
  path: 'targets/:ref/spc',
  summary: 'The control chart of a target: its points, the limits of chance, and what is not chance.',
  report: 'control-chart',
  answers: CHART,
  find: findChart,
});
