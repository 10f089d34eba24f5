import { type Aggregate, PLURALS } from '../kernel/decider.js';
import { allowedBy } from '../kernel/transitions.js';
import { correct } from './correcting.verbs.js';
import { creation } from './creation.js';
import { agreeDate, refuseDate, requestDate } from './date-request.verbs.js';
import { confirmReading, forecast, reviseDate } from './dates.verbs.js';
import type { MilestoneFact } from './events.js';
import { meet, miss, reverse, withdraw } from './outcome.verbs.js';
import { mayReport } from './scope.js';
import { evolve, type MilestoneState } from './state.js';
import { notInThisState, transitions } from './transitions.js';

export const milestone: Aggregate<MilestoneState, MilestoneFact> = {
  kind: 'milestone',
  plural: PLURALS.milestone,
  creation,
  evolve,
  mayReport,
  verbs: allowedBy(transitions, ({ status }) => status, notInThisState, {
    'revise-date': reviseDate,
    'request-date': requestDate,
    'agree-date': agreeDate,
    'refuse-date': refuseDate,
    'confirm-reading': confirmReading,
    forecast,
    meet,
    reverse,
    miss,
    withdraw,
    correct,
  }),
};
