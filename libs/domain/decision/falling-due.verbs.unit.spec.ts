import { expect, it } from '@jest/globals';
import { given } from '../testing/specification.js';
import { decision } from './decision.js';
import type { DecisionFact } from './events.js';
import { made } from './fixtures.js';

const today = '2018-06-01';
const raise = (reviewBy: string | undefined, ...facts: readonly DecisionFact[]) =>
  given(decision, [made({ reviewBy }), ...facts]).when('raise-review', {}, { today });

it('raises the review of a decision once for each date, from its day on', () => {
  const fellDue: DecisionFact = { type: 'DecisionReviewFellDue', data: { reviewBy: today } };
  expect(raise(today)).toEqual([{ ...fellDue, occurredAt: today }]);
  expect(raise(today, fellDue)).toEqual([]);
  expect(raise('2018-06-02')).toMatchObject({ refused: 'not-yet-due' });
  expect(raise(undefined)).toMatchObject({ refused: 'no-date-to-raise' });
});
