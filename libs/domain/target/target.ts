import { type Aggregate, PLURALS } from '../kernel/decider.js';
import { allowedBy } from '../kernel/transitions.js';
import { creation } from './creation.js';
import type { TargetFact } from './events.js';
import { mayReport } from './scope.js';
import { evolve, type TargetState } from './state.js';
import { notInThisState, transitions } from './transitions.js';
import { correct } from './verbs/correcting.js';
import { resume, suspend, withdraw } from './verbs/life.js';
import { recalculateLimits } from './verbs/limits.js';
import { correctMeasurement, recordMeasurement, reportBreach } from './verbs/measuring.js';
import { forecast, setTrajectory } from './verbs/path.js';

/** A target of a programme: what it promises, what was measured, and the periods that missed. */
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
