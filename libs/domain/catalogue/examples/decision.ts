import type { Examples, Facts } from '../../all-facts/facts.js';
import { IDS } from './shared.js';

export const decision: Examples<Facts['decision']> = {
  DecisionRecorded: {
    reference: 'SMI-D01',
    title: 'Do not invest in delivering SMI health checks yet',
    disposition: 'defer',
    rationale: 'The present financial situation',
    decidedOn: 'not-stated',
    takenBy: 'not-stated',
    conditions: [
      { number: 1, text: 'A sustainable integrated model has been developed and agreed', agreedBy: 'the STP' },
    ],
    alternatives: [],
    affects: [
      { kind: 'action', id: IDS.review, as: 'fulfils-condition' },
      { kind: 'action', id: IDS.businessCase, as: 'awaits' },
      { kind: 'action', id: IDS.commissioning, as: 'awaits' },
    ],
    funding: [{ amount: '250000.00', currency: 'GBP', recurrent: true, period: '2018/19', status: 'not agreed' }],
    access: { level: 'internal' },
  },
  DecisionConditionMet: { condition: 1, evidence: 'The STP agreed the model: minute 12' },
  DecisionConditionWaived: { condition: 1, reason: 'National money came without it' },
  DecisionConditionFailed: { condition: 1, reason: 'The agencies could not agree' },
  DecisionReleased: { narrative: 'The investment goes ahead from April' },
  DecisionReviewed: { outcome: 'upheld', narrative: 'Nothing has changed', nextReviewBy: '2019-03-31' },
  DecisionReviewFellDue: { reviewBy: '2019-03-31' },
  DecisionAffectedAdded: { kind: 'target', id: IDS.target, as: 'concerns' },
  DecisionChallenged: { by: IDS.trust, grounds: 'The need was not weighed' },
  DecisionChallengeResolved: { outcome: 'dismissed', narrative: 'The need was in the papers' },
  DecisionSuperseded: { by: IDS.laterDecision, reason: 'Decided anew with a model in hand' },
  DecisionRevoked: { reason: 'Taken without a quorum' },
  DecisionCorrected: {
    field: 'rationale',
    before: 'Finance',
    value: 'The present financial situation',
    reason: 'In full',
  },
};
