import { describe, expect, it } from '@jest/globals';
import type { LookupResult } from '../kernel/decider.js';
import { codeOrTypes, given } from '../testing/specification.js';
import { decision } from './decision.js';
import type { DecisionFact } from './events.js';
import { challenged, items, made, one, reason, released, revoked, superseded, when } from './fixtures.js';

describe('reviewing and challenging', () => {
  it('records each review and moves the next review date', () => {
    const body = { outcome: 'upheld', narrative: 'Still no model', nextReviewBy: '2019-03-31' };
    const outcome = when([made()], 'review', body);
    expect(outcome).toEqual([{ type: 'DecisionReviewed', data: body }]);
    expect(given(decision, [made(), ...(outcome as DecisionFact[])]).state).toMatchObject({ reviewBy: '2019-03-31' });
  });

  it('is challenged by a party or a group, and the challenge resolved', () => {
    expect(when([made()], 'challenge', { by: 'STP', grounds: 'Late' })).toEqual([challenged]);
    expect(when([made()], 'challenge', { by: 'BOARD', grounds: 'Late' })).toMatchObject([
      { data: { by: 'group-board' } },
    ]);
    expect(when([made(), challenged], 'challenge', { by: 'STP', grounds: 'Late' })).toEqual([]);
    const resolved = { outcome: 'dismissed', narrative: 'In time' };
    expect(when([made(), challenged], 'resolve-challenge', resolved)).toEqual([
      { type: 'DecisionChallengeResolved', data: resolved },
    ]);
  });

  it.each([
    ['challenge-open', [challenged], 'challenge', { by: 'BOARD', grounds: 'Late' }],
    ['unknown-reference', [], 'challenge', { by: 'SMI-A01', grounds: 'Late' }],
    ['no-challenge', [], 'resolve-challenge', { outcome: 'dismissed' }],
    ['decision-superseded', [superseded], 'review', { outcome: 'upheld' }],
    ['decision-revoked', [revoked], 'challenge', { by: 'STP', grounds: 'Late' }],
    ['decision-revoked', [revoked], 'resolve-challenge', { outcome: 'upheld' }],
  ])('is refused: %s', (code, facts: DecisionFact[], verb, body) => {
    expect(codeOrTypes(when([made(), ...facts], verb, body))).toBe(code);
  });
});

describe('what it affects', () => {
  const affected: DecisionFact = {
    type: 'DecisionAffectedAdded',
    data: { kind: 'action', id: 'action-smi-a01', as: 'concerns' },
  };

  it('is added once in each part', () => {
    expect(when([made()], 'add-affected', { reference: 'SMI-A01' })).toEqual([affected]);
    expect(when([made(), affected], 'add-affected', { reference: 'action-smi-a01', as: 'concerns' })).toEqual([]);
    expect(codeOrTypes(when([made(), affected], 'add-affected', { reference: 'SMI-A01', as: 'funds' }))).toEqual([
      'DecisionAffectedAdded',
    ]);
  });

  it.each([
    ['unknown-reference', 'NONE'],
    ['cannot-be-affected', 'STP'],
    ['affects-itself', 'SMI-D01'],
  ])('is refused: %s', (code, reference) => {
    const itself: LookupResult = { kind: 'decision', id: 'item', reference: 'SMI-D01', state: {} };
    const outcome = given(decision, [made()]).when('add-affected', { reference }, { items: [...items, itself] });
    expect(codeOrTypes(outcome)).toBe(code);
  });
});

describe('superseding and revoking', () => {
  it('gives way to another decision', () => {
    expect(when([made()], 'supersede', { by: 'SMI-D02', reason: 'New' })).toEqual([superseded]);
    expect(when([made(), superseded], 'supersede', { by: 'SMI-D02', reason })).toEqual([]);
    expect(codeOrTypes(when([made(), released], 'supersede', { by: 'SMI-D03', reason }))).toEqual([
      'DecisionSuperseded',
    ]);
  });

  it.each([
    ['unknown-reference', [], 'NONE'],
    ['supersedes-itself', [], 'SMI-D01'],
    ['supersession-cycle', [], 'SMI-D04'],
    ['supersession-cycle', [], 'SMI-D05'],
    ['superseded-by-revoked', [], 'SMI-D06'],
    ['decision-superseded', [superseded], 'SMI-D03'],
    ['decision-revoked', [revoked], 'SMI-D02'],
  ])('is refused: %s by %j', (code, facts: DecisionFact[], by) => {
    const itself: LookupResult = { kind: 'decision', id: 'item', reference: 'SMI-D01', state: {} };
    const outcome = given(decision, [made(), ...facts]).when(
      'supersede',
      { by, reason },
      { items: [...items, itself] },
    );
    expect(codeOrTypes(outcome)).toBe(code);
  });

  it('is revoked once', () => {
    expect(when([made()], 'revoke', { reason: 'Wrong' })).toEqual([revoked]);
    expect(when([made(), revoked], 'revoke', { reason })).toEqual([]);
    expect(codeOrTypes(when([made(), superseded], 'revoke', { reason }))).toBe('decision-superseded');
  });

  it.each(['supersede', 'revoke', 'fail-condition', 'correct'])('%s needs a reason', (verb) => {
    expect(() => when([one], verb, { by: 'SMI-D02', field: 'title', value: 'X' })).toThrow('"field":"reason"');
  });
});
