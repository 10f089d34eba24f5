import { MINUTES, minutes } from '#reports/index.js';
import { itemRoute } from '../query-route.js';

export const route = itemRoute({
  path: 'meetings/:ref/minutes',
  report: 'minutes',
  summary: 'The minutes of a meeting, made of what was recorded with it; once approved, as they were then.',
  namesItems: true,
  answers: MINUTES,
  find: (view, ref, { namesOf }) => minutes(view, ref, namesOf),
});
