import { INTERNAL } from '../kernel/access.js';
import { isRefusal, type LookupResult, type Outcome } from '../kernel/decider.js';
import type { Measurement, TargetFact } from './events.js';
import { type Judged, judge } from './judge.js';
import { keyOf } from './periods.js';

export const smi: LookupResult = { kind: 'programme', id: 'programme-smi', reference: 'SMI', state: { closed: false } };
export const closed: LookupResult = {
  kind: 'programme',
  id: 'programme-old',
  reference: 'OLD',
  state: { closed: true },
};
export const board: LookupResult = { kind: 'group', id: 'group-board', reference: 'BOARD', state: { closed: false } };
export const items = [smi, closed, board];

export const checks = { programme: 'SMI', measure: 'Physical health checks', unit: '%', direction: 'at-least' };

export function set(data: Partial<Extract<TargetFact, { type: 'TargetSet' }>['data']> = {}): TargetFact {
  return {
    type: 'TargetSet',
    data: {
      reference: 'SMI-T01',
      programme: 'programme-smi',
      measure: 'Physical health checks',
      unit: '%',
      direction: 'at-least',
      kind: 'standard',
      accumulates: false,
      trajectory: [{ period: '2017/18', value: 60 }],
      access: INTERNAL,
      ...data,
    },
    occurredAt: '2018-03',
  };
}

export const measured = (period: string, value: number | string): TargetFact => ({
  type: 'TargetMeasured',
  data: { period, value, status: 'final', access: INTERNAL },
});
export const breached = (period: string, cause: 'measurement' | 'report' = 'measurement'): TargetFact => ({
  type: 'TargetBreached',
  data: { period, cause },
});

export function factsOf(outcome: Outcome<TargetFact>): readonly TargetFact[] {
  if (isRefusal(outcome)) throw new Error(`${outcome.refused}: ${outcome.detail}`);
  return outcome;
}

export type TestMeasurement = Partial<Measurement> & { period: string };

export function judged(promise: Partial<Judged>, ...figures: TestMeasurement[]): Judged {
  return {
    unit: 'people',
    direction: 'at-least',
    kind: 'standard',
    accumulates: false,
    trajectory: [],
    ...promise,
    measurements: Object.fromEntries(
      figures.map((figure) => [keyOf(figure.period), { status: 'final', access: INTERNAL, ...figure }]),
    ),
  };
}

export const outcome = (promise: Partial<Judged>, period: string, ...figures: TestMeasurement[]) =>
  judge(judged(promise, ...figures), period)?.outcome;
