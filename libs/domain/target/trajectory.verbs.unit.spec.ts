import { describe, expect, it } from '@jest/globals';
import type { LookupResult } from '../kernel/decider.js';
import { codeOrTypes, given } from '../testing/specification.js';
import { factsOf, measured, set } from './fixtures.js';
import { target } from './target.js';

describe('changing the promise', () => {
  const facts = [set(), measured('2018-03', 61)];

  it('judges every period again under a new trajectory', () => {
    const body = { trajectory: [{ period: '2017/18', value: 62 }], reason: 'Raised' };
    expect(given(target, facts).when('set-trajectory', body)).toMatchObject([
      { type: 'TargetTrajectorySet', data: body },
      { type: 'TargetBreached', data: { period: '2018-03', cause: 'trajectory', expected: 62, answersTo: 2 } },
    ]);
  });

  it('changes nothing with the trajectory on record', () => {
    const body = { trajectory: [{ value: 60, period: '2017/18' }], reason: 'None' };
    expect(given(target, facts).when('set-trajectory', body)).toEqual([]);
  });

  it('is refused where the points cannot stand', () => {
    const points = ['2018-Q2', '2018/19-Q1'].map((period) => ({ period, value: 1 }));
    expect(codeOrTypes(given(target, facts).when('set-trajectory', { trajectory: points, reason: 'New' }))).toBe(
      'period-twice',
    );
  });

  it('judges every period again under a corrected direction', () => {
    const body = { field: 'direction', value: 'at-most', reason: 'A ceiling' };
    expect(given(target, facts).when('correct', body)).toMatchObject([
      { type: 'TargetCorrected', data: { ...body, before: 'at-least' }, occurredAt: '2018-03' },
      { type: 'TargetBreached', data: { period: '2018-03', cause: 'correction', answersTo: 2 } },
    ]);
  });

  it('corrects the programme to the id of another', () => {
    const other: LookupResult = {
      kind: 'programme',
      id: 'programme-iapt',
      reference: 'IAPT',
      state: { closed: false },
    };
    const body = { field: 'programme', value: 'IAPT', reason: 'Wrong table' };
    expect(given(target, facts).when('correct', body, { items: [other] })).toMatchObject([
      { data: { field: 'programme', before: 'programme-smi', value: 'programme-iapt' } },
    ]);
    expect(codeOrTypes(given(target, facts).when('correct', body))).toBe('unknown-reference');
  });

  it('sets a baseline right, and takes it away', () => {
    const correct = (value: unknown) =>
      given(target, [set({ baseline: { period: '2017', value: 70 } })]).when('correct', {
        field: 'baseline',
        value,
        reason: 'Misread',
      });
    expect(correct({ value: 71, period: '2017' })).toMatchObject([{ data: { value: { period: '2017', value: 71 } } }]);
    expect(correct(null)).toMatchObject([{ data: { value: null } }]);
    expect(correct({ value: 70, period: '2017' })).toEqual([]);
    expect(codeOrTypes(correct({ value: 'many', period: '2017' }))).toBe('invalid-value');
  });

  it.each([
    ['invalid-value', 'direction', 'sideways'],
    ['invalid-value', 'measure', null],
    ['invalid-value', 'unit', ''],
  ])('refuses a correction: %s of %s', (code, field, value) => {
    expect(codeOrTypes(given(target, facts).when('correct', { field, value, reason: 'Typing' }))).toBe(code);
  });

  it('corrects named fields alone, to something', () => {
    expect(() => given(target, facts).when('correct', { field: 'reference', value: 'X', reason: 'Y' })).toThrow(
      'field',
    );
    expect(() => given(target, facts).when('correct', { field: 'unit', reason: 'Y' })).toThrow('value');
  });

  it('changes nothing when corrected to what it says', () => {
    expect(given(target, facts).when('correct', { field: 'unit', value: '%', reason: 'None' })).toEqual([]);
  });

  it('forecasts, and says the same again without effect', () => {
    const body = { period: '2018/19', value: 65, narrative: 'With the new model' };
    const forecast = given(target, facts).when('forecast', body);
    expect(forecast).toEqual([{ type: 'TargetForecast', data: body }]);
    expect(given(target, [...facts, ...factsOf(forecast)]).when('forecast', { ...body, value: '65.0' })).toEqual([]);
  });
});
