import { type Aggregate, PLURALS } from '../kernel/decider.js';
import { allowedBy } from '../kernel/transitions.js';
import { creation } from './creation.js';
import type { MilestoneFact } from './events.js';
import { mayReport } from './scope.js';
import { evolve, type MilestoneState } from './state.js';
import { notInThisState, transitions } from './transitions.js';
import { correct } from './verbs/correcting.js';
import { confirmReading, forecast, reviseDate } from './verbs/dates.js';
import { meet, miss, reverse, withdraw } from './verbs/outcome.js';

/** A milestone of a programme or of an action. */
export const milestone: Aggregate<MilestoneState, MilestoneFact> = {
  kind: 'milestone',
  plural: PLURALS.milestone,
  creation,
  evolve,
  mayReport,
  verbs: allowedBy(transitions, ({ status }) => status, notInThisState, {
    'revise-date': reviseDate,
    'confirm-reading': confirmReading,
    forecast,
    meet,
    reverse,
    miss,
    withdraw,
    correct,
  }),
};
