import { type Aggregate, PLURALS } from '../kernel/decider.js';
import { allowedBy } from '../kernel/transitions.js';
import { creation } from './creation.js';
import type { DecisionFact } from './events.js';
import { type DecisionState, evolve } from './state.js';
import { notInThisState, transitions } from './transitions.js';
import { addAffected } from './verbs/affecting.js';
import { challenge, resolveChallenge } from './verbs/challenge.js';
import { failCondition, meetCondition, waiveCondition } from './verbs/conditions.js';
import { correct } from './verbs/correcting.js';
import { raiseReview } from './verbs/falling-due.js';
import { release, review, revoke, supersede } from './verbs/outcome.js';

/** A decision of a group: what it held or allowed, under which conditions, and what became of it. */
export const decision: Aggregate<DecisionState, DecisionFact> = {
  kind: 'decision',
  plural: PLURALS.decision,
  creation,
  evolve,
  verbs: allowedBy(transitions, ({ status }) => status, notInThisState, {
    'meet-condition': meetCondition,
    'waive-condition': waiveCondition,
    'fail-condition': failCondition,
    release,
    review,
    'raise-review': raiseReview,
    'add-affected': addAffected,
    challenge,
    'resolve-challenge': resolveChallenge,
    supersede,
    revoke,
    correct,
  }),
};
