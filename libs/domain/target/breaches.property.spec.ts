import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Fact, isRefusal, type Recorded } from '../kernel/decider.js';
import { given, recorded } from '../kernel/testing.js';
import { DIRECTIONS, type TargetFact } from './events.js';
import { judge } from './judge.js';
import { byEnd, endsAfter, keyOf } from './periods.js';
import type { TargetState } from './state.js';
import { target } from './target.js';

const NOW = '2020-06-01T09:00:00.000Z';
const circumstances = {
  now: NOW,
  today: NOW.slice(0, 10),
  occurredAt: NOW,
  items: [{ kind: 'programme' as const, id: 'programme-smi', reference: 'SMI', state: { closed: false } }],
};
type Step = readonly [verb: string, body: object];

/** Everything recorded by a run of commands; those refused record nothing. */
function play(steps: readonly Step[]): Recorded<TargetFact>[] {
  const facts: Recorded<TargetFact>[] = [];
  for (const [verb, body] of steps) {
    const outcome = given(target, facts).when(verb, body, circumstances);
    if (isRefusal(outcome)) continue;
    for (const fact of outcome) facts.push(recorded<Fact & TargetFact>(fact, facts.length));
  }
  return facts;
}

/** Which periods are on record as breached, and the period that ended each. Those that came to nothing are none. */
function breachesOf(facts: readonly Recorded<TargetFact>[]): Record<string, string | undefined> {
  const { breaches } = given(target, facts).state as TargetState;
  const standing = Object.entries(breaches).filter(([key, { endedIn }]) => !endedIn || keyOf(endedIn) !== key);
  return Object.fromEntries(standing.map(([key, { endedIn }]) => [key, endedIn && keyOf(endedIn)]));
}

const months = ['2018-10', '2018-11', '2018-12', '2019-01', '2019-02', '2019-03', '2019-10', '2019-11', '2019-12'];
const periods = [...months, '2018-Q4', '2018/19-Q4', '2018/19', '2019'];
const value = fc.integer({ min: 0, max: 20 });
const trajectory = fc.uniqueArray(
  fc.record({ period: fc.constantFrom('2017/18', '2018/19', '2018-11', '2019-12', '2018'), value }),
  {
    selector: ({ period }) => period,
    maxLength: 4,
  },
);
const creation: fc.Arbitrary<Step> = fc
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
const figure = fc.oneof(
  value.map((value) => ({ value })),
  fc.record({ value, qualifier: fc.constantFrom('about', 'over', 'under', 'rounded') }),
  fc.record({ numerator: value, denominator: fc.integer({ min: 1, max: 20 }) }),
  fc.tuple(value, value).map(([low, more]) => ({ low, high: low + more })),
);
const measurement: fc.Arbitrary<Step> = fc
  .tuple(fc.constantFrom(...periods), figure)
  .map(([period, figure]) => ['record-measurement', { period, ...figure }]);
const reason = 'Because';
const anything: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: measurement },
  fc
    .tuple(fc.constantFrom(...periods), figure)
    .map(([period, figure]): Step => ['correct-measurement', { period, ...figure, reason }]),
  fc.constantFrom(...periods).map((period): Step => ['report-breach', { period, cases: 1 }]),
  trajectory.filter(({ length }) => length > 0).map((trajectory): Step => ['set-trajectory', { trajectory, reason }]),
  fc.constantFrom(...DIRECTIONS).map((value): Step => ['correct', { field: 'direction', value, reason }]),
  fc.boolean().map((value): Step => ['correct', { field: 'accumulates', value, reason }]),
  fc.constantFrom<Step>(['suspend', { reason }], ['resume', { reason }], ['forecast', { period: '2018', value: 1 }]),
);
const history = fc
  .tuple(creation, fc.array(anything, { maxLength: 25 }))
  .map(([first, rest]): Step[] => [first, ...rest]);

const CAUSES: Readonly<Record<string, string>> = {
  TargetMeasured: 'measurement',
  TargetMeasurementCorrected: 'correction',
  TargetCorrected: 'correction',
  TargetTrajectorySet: 'trajectory',
  TargetBreached: 'report',
};

/** The breaches that the figures and the reports make: those of missed periods, each ended by the first later one that met. */
function plainly(state: TargetState): Record<string, string | undefined> {
  const on = (period: string) => judge(state, period)?.outcome;
  const met = [...periods].filter((period) => on(period) === 'met').sort(byEnd);
  const missed = periods.filter((period) => (on(period) ?? (state.reports[keyOf(period)] && 'missed')) === 'missed');
  return Object.fromEntries(
    missed.map((period) => {
      const end = met.find((later) => endsAfter(later, period));
      return [keyOf(period), end && keyOf(end)];
    }),
  );
}

describe('breaches on record', () => {
  it('follow from the figures, whatever the order in which they came', () => {
    const figures = fc.uniqueArray(measurement, { selector: ([, body]) => (body as { period: string }).period });
    fc.assert(
      fc.property(
        creation,
        figures.chain((steps) => fc.tuple(fc.constant(steps), fc.shuffledSubarray(steps, { minLength: steps.length }))),
        (first, [steps, shuffled]) => {
          expect(breachesOf(play([first, ...shuffled]))).toEqual(breachesOf(play([first, ...steps])));
        },
      ),
      { numRuns: 150 },
    );
  });

  it('are what they were once a figure is corrected back', () => {
    fc.assert(
      fc.property(history, fc.constantFrom(...periods), figure, (steps, period, wrong) => {
        const before = play(steps);
        const known = (given(target, before).state as TargetState | undefined)?.measurements[keyOf(period)];
        fc.pre(known !== undefined);
        const { value, numerator, denominator, low, high, qualifier } = known ?? {};
        const right = Object.fromEntries(
          Object.entries({ value, numerator, denominator, low, high, qualifier }).filter(
            ([, each]) => each !== undefined,
          ),
        );
        const after = play([
          ...steps,
          ['correct-measurement', { period, ...wrong, reason }],
          ['correct-measurement', { period, ...right, reason }],
        ]);
        expect(breachesOf(after)).toEqual(breachesOf(before));
      }),
      { numRuns: 150 },
    );
  });

  it('are, after any history, what the verdicts on the figures say, each naming the event that it answers to', () => {
    fc.assert(
      fc.property(history, (steps) => {
        const facts = play(steps);
        fc.pre(facts.length > 0);
        expect(breachesOf(facts)).toEqual(plainly(given(target, facts).state as TargetState));
        for (const { type, data, revision } of facts) {
          if ((type !== 'TargetBreached' && type !== 'TargetRecovered') || data.answersTo === undefined) continue;
          expect(facts.slice(data.answersTo + 1, revision).map((each) => each.type)).not.toContain('TargetMeasured');
          expect(CAUSES[facts[data.answersTo]?.type ?? '']).toBe(data.cause);
        }
      }),
      { numRuns: 150 },
    );
  });
});
