import { AS_OF, COUNT, DAY, listOf, object, orNull, PERIOD, REFERENCE } from '#read-store/index.js';
import { LINE_HEAD } from '../figures/schema.js';

const { reference, title } = LINE_HEAD;

export const FIGURE_DUE = object({
  reference,
  title,
  programme: REFERENCE,
  period: {
    ...orNull(PERIOD),
    description: 'The last period that has ended without its figure: one with a level, or of the usual length.',
  },
  missing: { ...COUNT, description: 'How many such periods there are since its last figure.' },
  last: { ...orNull(PERIOD), description: 'The period of its last figure.' },
});

export const FIGURES_DUE = object({ asOf: AS_OF, day: DAY, total: COUNT, items: listOf(FIGURE_DUE) });
