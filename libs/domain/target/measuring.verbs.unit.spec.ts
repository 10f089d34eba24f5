import { describe, expect, it } from '@jest/globals';
import { INTERNAL } from '../kernel/access.js';
import { codeOrTypes, given, NOW } from '../testing/specification.js';
import type { TargetFact } from './events.js';
import { breached, factsOf, measured, set } from './fixtures.js';
import { target } from './target.js';

describe('measuring', () => {
  it('records a figure that meets its point alone, true at the end of its period', () => {
    expect(given(target, [set()]).when('record-measurement', { period: '2018-04', value: '60.00' })).toEqual([
      {
        type: 'TargetMeasured',
        data: { period: '2018-04', value: '60.00', status: 'final', access: INTERNAL },
        occurredAt: '2018-04-30',
      },
    ]);
  });

  it('records a figure that misses together with its breach', () => {
    const outcome = given(target, [set()]).when('record-measurement', {
      period: '2018-04',
      numerator: 550,
      denominator: 7469,
      status: 'provisional',
      source: 'CQUIN return',
      reportedOn: '2018-05-10',
    });
    expect(outcome).toEqual([
      {
        type: 'TargetMeasured',
        data: {
          period: '2018-04',
          numerator: 550,
          denominator: 7469,
          status: 'provisional',
          source: 'CQUIN return',
          reportedOn: '2018-05-10',
          access: INTERNAL,
        },
        occurredAt: '2018-04-30',
      },
      {
        type: 'TargetBreached',
        data: { period: '2018-04', cause: 'measurement', expected: 60, actual: '550/7469', answersTo: 1 },
        occurredAt: '2018-04-30',
      },
    ]);
  });

  it('takes for its source the place in the document where one is named, or else the document', () => {
    const recorded = (source: unknown) =>
      given(target, [set()]).when('record-measurement', { period: '2018-04', value: 60, source });
    const placed = { document: 'plan.txt', heading: 'Waits', line: 55 };
    expect(recorded('CQUIN return')).toMatchObject([{ data: { source: 'CQUIN return' } }]);
    expect(recorded(placed)).toMatchObject([{ data: { source: 'plan.txt' } }]);
    expect(recorded({ ...placed, detail: 'Waits table' })).toMatchObject([{ data: { source: 'Waits table' } }]);
  });

  it('says of a measurement on record its period and status, never its figures', () => {
    const outcome = given(target, [set(), measured('2018-04', 60)]).when('record-measurement', {
      period: '2018-04',
      value: 61,
    });
    expect(outcome).toMatchObject({ refused: 'measurement-exists', fields: { period: '2018-04', status: 'final' } });
    expect(Object.keys((outcome as { fields: object }).fields)).toEqual(['period', 'status']);
  });

  it('names the condition of the point that was missed', () => {
    const trajectory = [{ period: '2017/18', value: 350, condition: 'subject to wave 2 funding' }];
    const facts = given(target, [set({ kind: 'trajectory', trajectory })]).when('record-measurement', {
      period: '2017/18',
      value: 248,
    });
    expect(factsOf(facts)[1]?.data).toMatchObject({ expected: 350, condition: 'subject to wave 2 funding' });
  });

  it('is true now where the period has not ended', () => {
    const [fact] = factsOf(given(target, [set()]).when('record-measurement', { period: '2018-06', value: 60 }));
    expect(fact?.occurredAt).toBe(NOW);
  });

  it('records that an open breach is over', () => {
    const facts = [set(), measured('2018-03', 50), breached('2018-03')];
    expect(factsOf(given(target, facts).when('record-measurement', { period: '2018-04', value: 61 }))[1]).toEqual({
      type: 'TargetRecovered',
      data: { period: '2018-04', ends: ['2018-03'], cause: 'measurement', answersTo: 3 },
      occurredAt: '2018-04-30',
    });
  });

  it('records a late breach that is over already as both', () => {
    const facts = [set(), measured('2018-04', 61)];
    const outcome = factsOf(given(target, facts).when('record-measurement', { period: '2018-03', value: 10 }));
    expect(outcome.map(({ type }) => type)).toEqual(['TargetMeasured', 'TargetBreached', 'TargetRecovered']);
    expect(outcome[2]?.data).toMatchObject({ period: '2018-04', ends: ['2018-03'] });
  });

  it.each([
    ['the same figure', '2018-Q1', { period: '2018-Q1', value: '60.0' }],
    ['the same months written otherwise', '2018-Q1', { period: '2017/18-Q4', value: 60, status: 'final' }],
  ])('changes nothing with %s', (_, period, body) => {
    expect(given(target, [set(), measured(period, 60)]).when('record-measurement', body)).toEqual([]);
  });

  it.each([
    ['measurement-exists', { period: '2018-04', value: 61 }],
    ['measurement-exists', { period: '2018-04', value: 60, status: 'provisional' }],
    ['measurement-exists', { period: '2018-04', value: 60, qualifier: 'about' }],
    ['in-the-future', { period: '2018-07', value: 60 }],
    ['in-the-future', { period: '2018-05', value: 60, reportedOn: '2018-06-02' }],
    ['figure-missing', { period: '2018-05' }],
    ['figure-incomplete', { period: '2018-05', numerator: 1 }],
    ['figure-incomplete', { period: '2018-05', value: 1, low: 1 }],
    ['figure-twice', { period: '2018-05', value: 1, numerator: 1, denominator: 2 }],
    ['figure-twice', { period: '2018-05', value: 1, low: 1, high: 2, qualifier: 'about' }],
    ['denominator-not-positive', { period: '2018-05', numerator: 1, denominator: '0.0' }],
    ['range-out-of-order', { period: '2018-05', low: 2, high: 1 }],
    ['range-out-of-order', { period: '2018-05', value: 3, low: 1, high: 2 }],
    ['unknown-reference', { period: '2018-05', value: 3, restrictedTo: 'NONE' }],
  ])('is refused: %s %j', (code, body) => {
    expect(codeOrTypes(given(target, [set(), measured('2018-04', 60)]).when('record-measurement', body))).toBe(code);
  });

  it('shows a figure to those who see its target, unless told otherwise', () => {
    const access = { level: 'restricted' as const, group: 'group-board' };
    const restricted = given(target, [set({ access })]);
    const body = { period: '2018-04', value: 60 };
    expect(restricted.when('record-measurement', body)).toMatchObject([{ data: { access } }]);
    const told = restricted.when('record-measurement', { ...body, access: 'public' });
    expect(told).toMatchObject([{ data: { access: { level: 'public' } } }]);
  });
});

describe('correcting a measurement', () => {
  const facts = [set(), measured('2018-03', 50), breached('2018-03')];

  it('judges its period again, at the true time of what it corrects', () => {
    const body = { period: '2018-03', value: 65, reason: 'Miscounted' };
    const known: TargetFact = { ...(facts[1] as TargetFact), occurredAt: '2018-03-31' };
    expect(given(target, [set(), known, breached('2018-03')]).when('correct-measurement', body)).toEqual([
      {
        type: 'TargetMeasurementCorrected',
        data: {
          period: '2018-03',
          value: 65,
          status: 'final',
          access: INTERNAL,
          before: { period: '2018-03', value: 50, status: 'final', access: INTERNAL },
          reason: 'Miscounted',
        },
        occurredAt: '2018-03-31',
      },
      {
        type: 'TargetRecovered',
        data: { period: '2018-03', ends: ['2018-03'], cause: 'correction', answersTo: 3 },
        occurredAt: '2018-03-31',
      },
    ]);
  });

  it('opens a breach again where the period that ended it turns out to have missed', () => {
    const recovered: TargetFact = {
      type: 'TargetRecovered',
      data: { period: '2018-04', ends: ['2018-03'], cause: 'measurement', answersTo: 3 },
    };
    const outcome = given(target, [...facts, measured('2018-04', 61), recovered]).when('correct-measurement', {
      period: '2018-04',
      value: 59,
      reason: 'Miscounted',
    });
    expect(factsOf(outcome).slice(1)).toMatchObject([
      { type: 'TargetBreached', data: { period: '2018-03', cause: 'correction', answersTo: 5 } },
      { type: 'TargetBreached', data: { period: '2018-04', cause: 'correction', answersTo: 5 } },
    ]);
  });

  it('judges the year that follows again where the change on the year before is the target', () => {
    const yearOnYear = set({
      direction: 'reduce-by',
      unit: 'placements',
      trajectory: [{ period: '2017/18', value: 10 }],
    });
    const outcome = given(target, [yearOnYear, measured('2017-04', 100), measured('2018-04', 90)]).when(
      'correct-measurement',
      { period: '2017-04', value: 99, reason: 'One was counted twice' },
    );
    expect(factsOf(outcome)[1]?.data).toEqual({
      period: '2018-04',
      cause: 'correction',
      expected: 10,
      actual: '90',
      yearBefore: '99',
      answersTo: 3,
    });
  });

  it('changes nothing with the figure on record', () => {
    expect(
      given(target, facts).when('correct-measurement', { period: '2018-03', value: '50.0', reason: 'None' }),
    ).toEqual([]);
  });

  it('makes a provisional figure final', () => {
    const provisional: TargetFact = {
      type: 'TargetMeasured',
      data: { period: '2018-04', value: 61, status: 'provisional', access: INTERNAL },
    };
    const body = { period: '2018-04', value: 61, status: 'final', reason: 'Published' };
    expect(given(target, [set(), provisional]).when('correct-measurement', body)).toMatchObject([
      { type: 'TargetMeasurementCorrected', data: { status: 'final', before: { status: 'provisional' } } },
    ]);
  });

  it('is refused where nothing was measured', () => {
    const body = { period: '2018-04', value: 1, reason: 'Miscounted' };
    expect(codeOrTypes(given(target, facts).when('correct-measurement', body))).toBe('no-measurement');
  });

  it('needs a reason', () => {
    expect(() => given(target, facts).when('correct-measurement', { period: '2018-03', value: 1 })).toThrow('reason');
  });
});

describe('reporting a breach without a figure', () => {
  const body = { period: '2017-11', cases: 1, narrative: 'A spike in referrals' };

  it('records it for its period', () => {
    expect(given(target, [set()]).when('report-breach', body)).toEqual([
      { type: 'TargetBreached', data: { ...body, cause: 'report' }, occurredAt: '2017-11-30' },
    ]);
  });

  it('records that it is over where a later period met its point', () => {
    const outcome = given(target, [set(), measured('2017-12', 100)]).when('report-breach', body);
    expect(factsOf(outcome)[1]).toMatchObject({
      type: 'TargetRecovered',
      data: { period: '2017-12', ends: ['2017-11'], cause: 'report', answersTo: 2 },
    });
  });

  it('gives way to a figure', () => {
    const report: TargetFact = { type: 'TargetBreached', data: { ...body, cause: 'report' } };
    const measure = (value: number) =>
      given(target, [set(), report]).when('record-measurement', { period: '2017-11', value });
    expect(codeOrTypes(measure(100))).toEqual(['TargetMeasured', 'TargetRecovered']);
    expect(codeOrTypes(measure(50))).toEqual(['TargetMeasured', 'TargetBreached']);
  });

  it('changes nothing when said again', () => {
    const report: TargetFact = { type: 'TargetBreached', data: { ...body, cause: 'report' } };
    expect(given(target, [set(), report]).when('report-breach', body)).toEqual([]);
    expect(codeOrTypes(given(target, [set(), report]).when('report-breach', { ...body, cases: 2 }))).toBe(
      'breach-exists',
    );
  });

  it.each([
    ['breach-exists', { period: '2018-03' }],
    ['figure-meets-point', { period: '2018-04' }],
    ['in-the-future', { period: '2018-07' }],
  ])('is refused: %s', (code, wrong) => {
    const facts = [set(), measured('2018-03', 50), breached('2018-03'), measured('2018-04', 61)];
    expect(codeOrTypes(given(target, facts).when('report-breach', wrong))).toBe(code);
  });
});
