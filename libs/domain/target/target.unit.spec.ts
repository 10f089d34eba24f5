import { describe, expect, it } from '@jest/globals';
import { codeOrTypes, given } from '../testing/specification.js';
import type { TargetFact } from './events.js';
import { measured, set } from './fixtures.js';
import { target } from './target.js';
import { transitions } from './transitions.js';

describe('the life of a target', () => {
  const suspended: TargetFact = { type: 'TargetSuspended', data: { reason: 'Pause' } };
  const withdrawn: TargetFact = { type: 'TargetWithdrawn', data: { reason: 'Over' } };
  const reason = 'Because';

  it.each([
    ['suspend', [], ['TargetSuspended']],
    ['suspend', [suspended], []],
    ['suspend', [withdrawn], 'target-withdrawn'],
    ['resume', [suspended], ['TargetResumed']],
    ['resume', [], []],
    ['resume', [withdrawn], 'target-withdrawn'],
    ['withdraw', [suspended], ['TargetWithdrawn']],
    ['withdraw', [withdrawn], []],
  ])('%s after %j', (verb, facts: TargetFact[], expected) => {
    expect(codeOrTypes(given(target, [set(), ...facts]).when(verb, { reason }))).toEqual(expected);
  });

  it.each([
    ['record-measurement', { period: '2018-04', value: 60 }, 'target-suspended'],
    ['report-breach', { period: '2018-04' }, 'target-suspended'],
    ['forecast', { period: '2018-04', value: 60 }, ['TargetForecast']],
  ])('%s while suspended', (verb, body, expected) => {
    expect(codeOrTypes(given(target, [set(), suspended]).when(verb, body))).toEqual(expected);
  });

  it.each([
    ['record-measurement', { period: '2018-04', value: 60 }],
    ['report-breach', { period: '2018-04' }],
    ['forecast', { period: '2018-04', value: 60 }],
    ['set-trajectory', { trajectory: [{ period: '2018', value: 1 }], reason }],
  ])('%s is refused once withdrawn', (verb, body) => {
    expect(codeOrTypes(given(target, [set(), withdrawn]).when(verb, body))).toBe('target-withdrawn');
  });

  it('lets a figure be put right even once withdrawn', () => {
    const body = { period: '2018-04', value: 60, reason };
    const facts = [set(), measured('2018-04', 61), withdrawn];
    expect(codeOrTypes(given(target, facts).when('correct-measurement', body))).toEqual(['TargetMeasurementCorrected']);
  });
});

describe('the table of transitions', () => {
  it('has a line for each verb', () => {
    expect(Object.keys(target.verbs).sort()).toEqual(Object.keys(transitions).sort());
  });
});

describe('evolve', () => {
  it('refuses an unknown event and a stream that begins in the middle', () => {
    const unknown = { type: 'TargetExploded', data: {} } as unknown as TargetFact;
    expect(() => given(target, [set(), unknown])).toThrow('TargetExploded');
    expect(() => given(target, [measured('2018-04', 1)])).toThrow('begins with TargetMeasured');
  });
});
