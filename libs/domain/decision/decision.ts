import { type Aggregate, PLURALS } from '../kernel/decider.js';
import { allowedBy } from '../kernel/transitions.js';
import { addAffected } from './affecting.verbs.js';
import { challenge, resolveChallenge } from './challenge.verbs.js';
import { failCondition, meetCondition, waiveCondition } from './conditions.verbs.js';
import { correct } from './correcting.verbs.js';
import { creation } from './creation.js';
import type { DecisionFact } from './events.js';
import { raiseReview } from './falling-due.verbs.js';
import { release, review, revoke, supersede } from './outcome.verbs.js';
import { type DecisionState, evolve } from './state.js';
import { notInThisState, transitions } from './transitions.js';

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
