import type { Examples, Facts } from '../../all-facts/facts.js';
import { asRead, IDS } from './shared.js';

export const milestone: Examples<Facts['milestone']> = {
  MilestoneSet: {
    reference: 'SMI-M01',
    title: 'An integrated model is agreed',
    programme: IDS.programme,
    action: IDS.review,
    due: asRead('End Q3 2018/19'),
    access: { level: 'public' },
  },
  MilestoneDateRevised: { due: asRead('March 2019'), reason: 'The review took longer', authority: 'chairs-action' },
  MilestoneDateRequested: { due: asRead('By 30 June 2019'), reason: 'One agency has not signed' },
  MilestoneDateRequestRefused: { reason: 'The model is needed for the contract' },
  MilestoneReadingConfirmed: { due: asRead('By end Q3 2018'), basis: 'The author of the plan' },
  MilestoneForecast: { due: asRead('April 2019'), narrative: 'One agency has not signed' },
  MilestoneMet: { metOn: '2019-03-14', evidence: 'Minute 4' },
  MilestoneMetReversed: { reason: 'Only a draft was agreed' },
  MilestoneMissed: { due: '2018-12-31', narrative: 'No model was agreed by then' },
  MilestoneWithdrawn: { reason: 'The model is set nationally' },
  MilestoneCorrected: {
    field: 'title',
    before: 'A model',
    value: 'An integrated model',
    reason: 'A word was left out',
  },
};

const measurement = {
  period: '2018/19-Q1',
  numerator: 4108,
  denominator: 7469,
  status: 'final',
  source: 'Quarterly return',
  reportedOn: '2018-07-20',
  access: { level: 'internal' },
} as const;

export const target: Examples<Facts['target']> = {
  TargetSet: {
    reference: 'SMI-T01',
    programme: IDS.programme,
    measure: 'People with serious mental illness who had a full health check',
    unit: '%',
    direction: 'at-least',
    kind: 'trajectory',
    accumulates: false,
    baseline: { period: '2016/17', value: '28.5' },
    trajectory: [
      { period: '2018/19-Q1', value: 50 },
      { period: '2018/19-Q4', value: 60, condition: 'subject to investment' },
    ],
    access: { level: 'internal' },
  },
  TargetTrajectorySet: { trajectory: [{ period: '2019/20', value: 60 }], reason: 'Investment was deferred' },
  TargetMeasured: measurement,
  TargetMeasurementCorrected: { ...measurement, numerator: 4180, before: measurement, reason: 'Digits were swapped' },
  TargetBreached: { period: '2018/19-Q4', cause: 'measurement', expected: 60, actual: '4108/7469', answersTo: 2 },
  TargetRecovered: { period: '2019/20-Q1', ends: ['2018/19-Q4'], cause: 'measurement', answersTo: 4 },
  TargetForecast: { period: '2018/19-Q4', value: 58, narrative: 'Without the nurse' },
  TargetLimitsRecalculated: { from: '2018/19-Q3', decision: IDS.decision },
  TargetSuspended: { reason: 'Nothing is measured until a model is agreed' },
  TargetResumed: { reason: 'The model was agreed' },
  TargetWithdrawn: { reason: 'Another measure took its place' },
  TargetCorrected: { field: 'unit', before: 'people', value: '%', reason: 'The wrong unit was entered' },
};
