import { expect } from '@jest/globals';
import { type Fact, isRefusal, type Outcome } from '../kernel/decider.js';

export type Expected = string | readonly (readonly [type: string, data: object])[];

export function expectOutcome(outcome: Outcome<Fact>, expected: Expected): void {
  expect(isRefusal(outcome) ? outcome.refused : outcome.map(({ type, data }) => [type, data])).toStrictEqual(expected);
}
