import { expect } from '@jest/globals';
import { type Fact, isRefusal, type Outcome } from '../kernel/decider.js';

/** What a command is to come to: a refusal's code, or its facts in order, each as its type and data. */
export type Expected = string | readonly (readonly [type: string, data: object])[];

/** Compares an outcome with what was expected of it. */
export function expectOutcome(outcome: Outcome<Fact>, expected: Expected): void {
  expect(isRefusal(outcome) ? outcome.refused : outcome.map(({ type, data }) => [type, data])).toStrictEqual(expected);
}
