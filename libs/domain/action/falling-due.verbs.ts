import { CommandBody } from '../kernel/command.js';
import { notFallenDue } from '../kernel/falling-due.js';
import { PLANS } from '../kernel/roles.js';
import { actionVerb } from './state.js';

export class RaiseActionReview extends CommandBody {}

export const raiseReview = actionVerb({
  body: RaiseActionReview,
  roles: PLANS,
  summary: 'Record that the day of its review has come, once for each date; the deadline watcher does so by itself.',
  decide(_, { reviewOn, reviewRaised }, context) {
    const early = notFallenDue(reviewOn, 'review date', context);
    if (early) return early;
    if (reviewOn === undefined || reviewOn === reviewRaised) return [];
    return [{ type: 'ActionReviewFellDue', data: { reviewOn }, occurredAt: reviewOn }];
  },
});

export class RaiseActionDeferral extends CommandBody {}

export const raiseDeferral = actionVerb({
  body: RaiseActionDeferral,
  roles: PLANS,
  summary: 'Record that the day has come until which it was deferred; it stays deferred until it is resumed.',
  decide(_, { deferral, deferralRaised }, context) {
    const until = deferral?.until;
    const early = notFallenDue(until, 'end of its deferral', context);
    if (early) return early;
    if (until === undefined || until === deferralRaised) return [];
    return [{ type: 'ActionDeferralFellDue', data: { until }, occurredAt: until }];
  },
});
