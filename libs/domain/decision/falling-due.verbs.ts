import { CommandBody } from '../kernel/command.js';
import { notFallenDue } from '../kernel/falling-due.js';
import { PLANS } from '../kernel/roles.js';
import { decisionVerb } from './state.js';

export class RaiseDecisionReview extends CommandBody {}

export const raiseReview = decisionVerb({
  body: RaiseDecisionReview,
  roles: PLANS,
  summary: 'Record that the day of its review has come, once for each date; the deadline watcher does so by itself.',
  decide(_, { reviewBy, reviewRaised }, context) {
    const early = notFallenDue(reviewBy, 'review date', context);
    if (early) return early;
    if (reviewBy === undefined || reviewBy === reviewRaised) return [];
    return [{ type: 'DecisionReviewFellDue', data: { reviewBy }, occurredAt: reviewBy }];
  },
});
