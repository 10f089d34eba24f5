import { describe, expect, it } from '@jest/globals';
import type { Outcome } from '../kernel/decider.js';
import { given } from '../testing/specification.js';
import { action } from './action.js';
import type { ActionFact } from './events.js';
import { AROUND, created } from './fixtures.js';

const today = '2018-06-01';
const raise = (what: 'review' | 'deferral', ...facts: readonly ActionFact[]): Outcome<ActionFact> =>
  given(action, [created(), ...facts]).when(`raise-${what}`, {}, { ...AROUND, today });
const reviewOn = (date: string): ActionFact => ({ type: 'ActionReviewDateSet', data: { reviewOn: date } });
const deferred = (until?: string): ActionFact => ({
  type: 'ActionDeferred',
  data: { reason: 'No money', ...(until && { until }) },
});

describe('raising the review of an action', () => {
  it('is true from the day itself, and happens once for each date', () => {
    const fellDue: ActionFact = { type: 'ActionReviewFellDue', data: { reviewOn: today } };
    expect(raise('review', reviewOn(today))).toEqual([{ ...fellDue, occurredAt: today }]);
    expect(raise('review', reviewOn(today), fellDue)).toEqual([]);
    expect(raise('review', reviewOn(today), fellDue, reviewOn('2018-05-31'))).toMatchObject([
      { data: { reviewOn: '2018-05-31' } },
    ]);
  });

  it('is refused before its day, and where there is no date', () => {
    expect(raise('review', reviewOn('2018-06-02'))).toMatchObject({ refused: 'not-yet-due' });
    expect(raise('review')).toMatchObject({ refused: 'no-date-to-raise' });
  });
});

describe('raising the end of a deferral', () => {
  it('happens once, from the day until which it was deferred', () => {
    const fellDue: ActionFact = { type: 'ActionDeferralFellDue', data: { until: today } };
    expect(raise('deferral', deferred(today))).toEqual([{ ...fellDue, occurredAt: today }]);
    expect(raise('deferral', deferred(today), fellDue)).toEqual([]);
  });

  it('is refused before its day, and where it was deferred without one', () => {
    expect(raise('deferral', deferred('2018-06-02'))).toMatchObject({ refused: 'not-yet-due' });
    expect(raise('deferral', deferred())).toMatchObject({ refused: 'no-date-to-raise' });
  });
});
