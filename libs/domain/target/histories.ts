import fc from 'fast-check';
import { type Fact, isRefusal, type Recorded } from '../kernel/decider.js';
import { given, recorded } from '../testing/specification.js';
import { DIRECTIONS, type TargetFact } from './events.js';
import { target } from './target.js';

export const NOW = '2020-06-01T09:00:00.000Z';
const circumstances = {
  now: NOW,
  today: NOW.slice(0, 10),
  occurredAt: NOW,
  items: [{ kind: 'programme' as const, id: 'programme-smi', reference: 'SMI', state: { closed: false } }],
};
export type HistoryStep = readonly [verb: string, body: object];

export function play(steps: readonly HistoryStep[]): Recorded<TargetFact>[] {
  const facts: Recorded<TargetFact>[] = [];
  for (const [verb, body] of steps) {
    const outcome = given(target, facts).when(verb, body, circumstances);
    if (isRefusal(outcome)) continue;
    for (const fact of outcome) facts.push(recorded<Fact & TargetFact>(fact, facts.length));
  }
  return facts;
}

const months = ['2018-10', '2018-11', '2018-12', '2019-01', '2019-02', '2019-03', '2019-10', '2019-11', '2019-12'];
export const periods = [...months, '2018-Q4', '2018/19-Q4', '2018/19', '2019'];
const value = fc.integer({ min: 0, max: 20 });
const trajectory = fc.uniqueArray(
  fc.record({ period: fc.constantFrom('2017/18', '2018/19', '2018-11', '2019-12', '2018'), value }),
  {
    selector: ({ period }) => period,
    maxLength: 4,
  },
);
export const creation: fc.Arbitrary<HistoryStep> = fc
  .record({
    programme: fc.constant('SMI'),
    measure: fc.constant('Placements'),
    unit: fc.constantFrom('placements', '%'),
    direction: fc.constantFrom(...DIRECTIONS),
    kind: fc.constantFrom('standard', 'trajectory'),
    accumulates: fc.boolean(),
    trajectory,
  })
  .map((body) => ['create', body]);
export const figure = fc.oneof(
  value.map((value) => ({ value })),
  fc.record({ value, qualifier: fc.constantFrom('about', 'over', 'under', 'rounded') }),
  fc.record({ numerator: value, denominator: fc.integer({ min: 1, max: 20 }) }),
  fc.tuple(value, value).map(([low, more]) => ({ low, high: low + more })),
);
export const measurement: fc.Arbitrary<HistoryStep> = fc
  .tuple(fc.constantFrom(...periods), figure)
  .map(([period, figure]) => ['record-measurement', { period, ...figure }]);
export const reason = 'Because';
const anything: fc.Arbitrary<HistoryStep> = fc.oneof(
  { weight: 5, arbitrary: measurement },
  fc
    .tuple(fc.constantFrom(...periods), figure)
    .map(([period, figure]): HistoryStep => ['correct-measurement', { period, ...figure, reason }]),
  fc.constantFrom(...periods).map((period): HistoryStep => ['report-breach', { period, cases: 1 }]),
  trajectory
    .filter(({ length }) => length > 0)
    .map((trajectory): HistoryStep => ['set-trajectory', { trajectory, reason }]),
  fc.constantFrom(...DIRECTIONS).map((value): HistoryStep => ['correct', { field: 'direction', value, reason }]),
  fc.boolean().map((value): HistoryStep => ['correct', { field: 'accumulates', value, reason }]),
  fc.constantFrom<HistoryStep>(
    ['suspend', { reason }],
    ['resume', { reason }],
    ['forecast', { period: '2018', value: 1 }],
  ),
);
export const history = fc
  .tuple(creation, fc.array(anything, { maxLength: 25 }))
  .map(([first, rest]): HistoryStep[] => [first, ...rest]);
