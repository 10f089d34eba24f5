import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Fact, isRefusal, type Recorded } from '../kernel/decider.js';
import type { Transition, Transitions } from '../kernel/transitions.js';
import { given, recorded } from '../testing/specification.js';
import { decision } from './decision.js';
import { type DecisionFact, DISPOSITIONS } from './events.js';
import { circumstances, made, reason, released } from './fixtures.js';
import type { DecisionState, DecisionStatus } from './state.js';
import { transitions as table } from './transitions.js';

const transitions: Transitions<DecisionStatus> = table;
const statusOf = (facts: readonly Recorded<DecisionFact>[]) => (given(decision, facts).state as DecisionState).status;

describe('the table of transitions', () => {
  it('has a line for each verb', () => {
    expect(Object.keys(decision.verbs).sort()).toEqual(Object.keys(table).sort());
  });
});

describe('evolve', () => {
  it('refuses an unknown event and a stream that begins in the middle', () => {
    const unknown = { type: 'DecisionForgotten', data: {} } as unknown as DecisionFact;
    expect(() => given(decision, [made(), unknown])).toThrow('DecisionForgotten');
    expect(() => given(decision, [released])).toThrow('begins with DecisionReleased');
  });
});

describe('any history', () => {
  const condition = fc.integer({ min: 1, max: 3 });
  const step = fc.oneof<fc.Arbitrary<readonly [string, object]>[]>(
    condition.map((condition) => ['meet-condition', { condition }]),
    condition.map((condition) => ['waive-condition', { condition }]),
    condition.map((condition) => ['fail-condition', { condition, reason }]),
    fc.constant(['release', {}]),
    fc.constantFrom('upheld', 'amended').map((outcome) => ['review', { outcome }]),
    fc.constantFrom('STP', 'BOARD').map((by) => ['challenge', { by, grounds: 'Late' }]),
    fc.constantFrom('upheld', 'dismissed').map((outcome) => ['resolve-challenge', { outcome }]),
    fc.constantFrom('SMI-A01', 'SMI-T01').map((reference) => ['add-affected', { reference }]),
    fc.constantFrom('SMI-D02', 'SMI-D03').map((by) => ['supersede', { by, reason }]),
    fc.constant(['revoke', { reason }]),
    fc.constantFrom(...DISPOSITIONS).map((value) => ['correct', { field: 'disposition', value, reason }]),
  );

  it('folds, and the same command twice in a row adds nothing but reviews and challenges', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        const facts: Recorded<DecisionFact>[] = [recorded<Fact & DecisionFact>(made(), 0)];
        const decide = (verb: string, body: object) => given(decision, facts).when(verb, body, circumstances);
        for (const [verb, body] of steps) {
          const before = statusOf(facts);
          const outcome = decide(verb, body);
          if (isRefusal(outcome)) continue;
          for (const fact of outcome) facts.push(recorded<Fact & DecisionFact>(fact, facts.length));
          const { from, to = [before] } = transitions[verb] as Transition<DecisionStatus>;
          expect(from).toContain(before);
          expect(to).toContain(statusOf(facts));
          if (verb === 'review' || verb === 'resolve-challenge') continue;
          expect(decide(verb, body)).toEqual([]);
        }
        const settled = facts.flatMap(({ type, data }) => (type.startsWith('DecisionCondition') ? [data] : []));
        const numbers = settled.map((data) => (data as { condition: number }).condition);
        expect(new Set(numbers).size).toBe(numbers.length);
      }),
    );
  });
});
