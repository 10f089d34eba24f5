import { describe, expect, it } from '@jest/globals';
import { codeOrTypes, given } from '../testing/specification.js';
import { decision } from './decision.js';
import type { DecisionFact } from './events.js';
import { failed, made, met, one, reason, released, revoked, superseded, waived, when } from './fixtures.js';
import { type DecisionState, isReadyToRelease } from './state.js';

describe('conditions', () => {
  it.each([
    ['meet-condition', { condition: 2, evidence: 'Minute 4' }, 'DecisionConditionMet'],
    ['waive-condition', { condition: 2, reason }, 'DecisionConditionWaived'],
    ['fail-condition', { condition: 2, reason }, 'DecisionConditionFailed'],
  ])('%s', (verb, body, type) => {
    expect(when([made()], verb, body)).toEqual([{ type, data: body }]);
  });

  it('means the only one that is open where none is named', () => {
    expect(when([made(), met(1)], 'meet-condition')).toEqual([met(2)]);
    expect(when([one], 'meet-condition')).toEqual([met(1)]);
  });

  it.each([
    ['meet-condition', [met(1)], { condition: 1 }],
    ['waive-condition', [waived(1)], { condition: 1, reason }],
    ['fail-condition', [failed(1)], { condition: 1, reason }],
  ])('%s changes nothing the second time', (verb, facts: DecisionFact[], body) => {
    expect(when([made(), ...facts], verb, body)).toEqual([]);
  });

  it('changes nothing where the only one is met again', () => {
    expect(when([one, met(1), released], 'meet-condition')).toEqual([]);
  });

  it.each([
    ['condition-settled', [met(1)], 'waive-condition', { condition: 1 }],
    ['condition-settled', [failed(1)], 'meet-condition', { condition: 1 }],
    ['condition-settled', [waived(1)], 'fail-condition', { condition: 1, reason }],
    ['unknown-condition', [], 'meet-condition', { condition: 3 }],
    ['condition-unclear', [], 'meet-condition', {}],
    ['condition-unclear', [met(1), met(2)], 'meet-condition', {}],
    ['decision-superseded', [superseded], 'meet-condition', { condition: 1 }],
    ['decision-revoked', [revoked], 'fail-condition', { condition: 1, reason }],
  ])('is refused: %s', (code, facts: DecisionFact[], verb, body) => {
    expect(codeOrTypes(when([made(), ...facts], verb, body))).toBe(code);
  });
});

describe('releasing', () => {
  it('is possible once every condition is met or waived', () => {
    const ready = [made(), met(1), waived(2)];
    expect(isReadyToRelease(given(decision, ready).state as DecisionState)).toBe(true);
    expect(when(ready, 'release', { narrative: 'Go' })).toEqual([
      { type: 'DecisionReleased', data: { narrative: 'Go' } },
    ]);
    expect(when([...ready, released], 'release')).toEqual([]);
    expect(isReadyToRelease(given(decision, [...ready, released]).state as DecisionState)).toBe(false);
  });

  it.each([
    ['conditions-not-met', [made(), met(1)]],
    ['conditions-not-met', [made(), met(1), failed(2)]],
    ['nothing-to-release', [made({ disposition: 'approve', conditions: [] })]],
    ['decision-revoked', [made(), met(1), met(2), revoked]],
    ['decision-superseded', [made(), met(1), met(2), superseded]],
  ])('is refused: %s', (code, facts: DecisionFact[]) => {
    expect(codeOrTypes(when(facts, 'release'))).toBe(code);
    expect(isReadyToRelease(given(decision, facts).state as DecisionState)).toBe(false);
  });
});
