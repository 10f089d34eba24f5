import { type Context, type Refusal, refuse } from '../kernel/decider.js';
import type { Transition, Transitions } from '../kernel/transitions.js';
import { DECISION_STATUSES, type DecisionState, type DecisionStatus } from './state.js';

export const STANDING = ['in-force', 'released'] as const;

/** A released decision can still be reviewed, challenged, superseded or revoked. */
export const transitions = {
  'meet-condition': { from: STANDING },
  'waive-condition': { from: STANDING },
  'fail-condition': { from: STANDING },
  release: { from: STANDING, to: ['released'] },
  review: { from: STANDING },
  'raise-review': { from: STANDING },
  'add-affected': { from: STANDING },
  challenge: { from: STANDING },
  'resolve-challenge': { from: STANDING },
  supersede: { from: [...STANDING, 'superseded'], to: ['superseded'] },
  revoke: { from: [...STANDING, 'revoked'], to: ['revoked'] },
  correct: { from: DECISION_STATUSES },
} as const satisfies Transitions<DecisionStatus>;

export function notInThisState(
  { from }: Transition<DecisionStatus>,
  { status }: DecisionState,
  { reference }: Context,
): Refusal {
  const [code, remedy] =
    status === 'superseded'
      ? (['decision-superseded', 'turn to the one that took its place'] as const)
      : (['decision-revoked', 'record a new decision instead'] as const);
  return refuse(code, `${reference} is ${status}; ${remedy}.`, { status, allowed: from });
}
