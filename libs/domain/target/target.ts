import { type Aggregate, PLURALS } from '../kernel/decider.js';
import { allowedBy } from '../kernel/transitions.js';
import { recalculateLimits } from './control-limits.verbs.js';
import { correct } from './correcting.verbs.js';
import { creation } from './creation.js';
import type { TargetFact } from './events.js';
import { resume, suspend, withdraw } from './lifecycle.verbs.js';
import { correctMeasurement, recordMeasurement, reportBreach } from './measuring.verbs.js';
import { mayReport } from './scope.js';
import { evolve, type TargetState } from './state.js';
import { forecast, setTrajectory } from './trajectory.verbs.js';
import { notInThisState, transitions } from './transitions.js';

export const target: Aggregate<TargetState, TargetFact> = {
  kind: 'target',
  plural: PLURALS.target,
  creation,
  evolve,
  mayReport,
  verbs: allowedBy(transitions, ({ status }) => status, notInThisState, {
    'set-trajectory': setTrajectory,
    'record-measurement': recordMeasurement,
    'correct-measurement': correctMeasurement,
    'report-breach': reportBreach,
    forecast,
    'recalculate-limits': recalculateLimits,
    suspend,
    resume,
    withdraw,
    correct,
  }),
};
