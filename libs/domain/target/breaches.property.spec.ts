import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Recorded } from '../kernel/decider.js';
import { given } from '../testing/specification.js';
import type { TargetFact } from './events.js';
import { creation, figure, history, measurement, periods, play, reason } from './histories.js';
import { judge } from './judge.js';
import { byEnd, endsAfter, keyOf } from './periods.js';
import type { TargetState } from './state.js';
import { target } from './target.js';

/** Which periods are on record as breached, and the period that ended each. Those that came to nothing are none. */
function breachesOf(facts: readonly Recorded<TargetFact>[]): Record<string, string | undefined> {
  const { breaches } = given(target, facts).state as TargetState;
  const standing = Object.entries(breaches).filter(([key, { endedIn }]) => !endedIn || keyOf(endedIn) !== key);
  return Object.fromEntries(standing.map(([key, { endedIn }]) => [key, endedIn && keyOf(endedIn)]));
}

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
