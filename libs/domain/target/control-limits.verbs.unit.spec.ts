import { expect, it } from '@jest/globals';
import type { LookupResult } from '../kernel/decider.js';
import { codeOrTypes, given } from '../testing/specification.js';
import type { TargetFact } from './events.js';
import { set, smi } from './fixtures.js';
import { target } from './target.js';

const ID = 'target-1';
const decision = (reference: string, status: string, id = ID): LookupResult => ({
  kind: 'decision',
  id: reference.toLowerCase(),
  reference,
  state: { status, affects: [{ kind: 'target', id, as: 'concerns' }] },
});
const ITEMS = [
  smi,
  decision('SMI-D01', 'in-force'),
  decision('SMI-D02', 'revoked'),
  decision('SMI-D03', 'released', 'target-2'),
];
const recalculated: TargetFact = { type: 'TargetLimitsRecalculated', data: { from: '2018-04', decision: 'smi-d01' } };

it.each([
  [[], { from: '2018-04', decision: 'SMI-D01' }, ['TargetLimitsRecalculated']],
  [[recalculated], { from: '2018-04', decision: 'SMI-D01' }, []],
  [[recalculated], { from: '2018-07', decision: 'SMI-D01' }, ['TargetLimitsRecalculated']],
  [[], { from: '2018-04', decision: 'SMI-D02' }, 'decision-revoked'],
  [[], { from: '2018-04', decision: 'SMI-D03' }, 'decision-elsewhere'],
  [[], { from: '2018-04', decision: 'SMI-D09' }, 'unknown-reference'],
] as const)('recalculating limits after %j by %j', (facts, body, expected) => {
  const outcome = given(target, [set(), ...facts]).when('recalculate-limits', body, { id: ID, items: ITEMS });
  expect(codeOrTypes(outcome)).toEqual(expected);
});
