import { expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { likeness, NEARLY_SAME } from './likeness.js';

it.each([
  ['Agree the model', 'Agree a new model'],
  ['Train practice nurses in health checks', 'Health checks: train the practice nurse'],
  ['Recruit 5 nurses by 2018', 'Recruit 5 nurses by 2019'],
  ['Health checks 2018/19', 'Health checks 19/20'],
  ['Ouvrir le café', 'Ouvrir le CAFE'],
])('%s and %s are nearly the same', (one, other) => {
  expect(likeness(one, other)).toBeGreaterThanOrEqual(NEARLY_SAME);
});

it.each([
  ['Write the business case', 'Complete the business case'],
  ['Phase 1 of the review', 'Phase 2 of the review'],
  ['Review the adult pathway', 'Review the child pathway'],
  ['2018', '2018'],
  ['', ''],
])('%s and %s are not', (one, other) => {
  expect(likeness(one, other)).toBeLessThan(NEARLY_SAME);
});

test('is the same either way round, whole for the words of one title in any order, and never outside 0 to 1', () => {
  const title = fc.array(fc.constantFrom('agree', 'model', 'Cases', 'the', '7', 'é', '2018'), { maxLength: 6 });
  fc.assert(
    fc.property(title, title, (one, other) => {
      const like = likeness(one.join(' '), other.join(' '));
      expect(like).toBe(likeness(other.join(' '), one.join(' ')));
      expect(like).toBeGreaterThanOrEqual(0);
      expect(like).toBeLessThanOrEqual(1);
      const itself = likeness(one.join(' '), [...one].reverse().join('-'));
      expect(itself).toBe(one.some((word) => word !== 'the' && word !== '2018') ? 1 : 0);
    }),
  );
});
