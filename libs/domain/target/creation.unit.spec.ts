import { describe, expect, it } from '@jest/globals';
import { INTERNAL } from '../kernel/access.js';
import { codeOrTypes, given, prefixFor } from '../testing/specification.js';
import { checks, items, smi } from './fixtures.js';
import { target } from './target.js';

describe('setting a target', () => {
  const create = (body: object) =>
    given(target).when('create', { ...checks, ...body }, { items, reference: 'SMI-T01' });

  it('records what is promised, with ids for references', () => {
    expect(create({ trajectory: [{ period: '2018/19', value: '60.0', condition: 'subject to funding' }] })).toEqual([
      {
        type: 'TargetSet',
        data: {
          reference: 'SMI-T01',
          programme: 'programme-smi',
          measure: 'Physical health checks',
          unit: '%',
          direction: 'at-least',
          kind: 'trajectory',
          accumulates: false,
          trajectory: [{ period: '2018/19', value: '60.0', condition: 'subject to funding' }],
          access: INTERNAL,
        },
      },
    ]);
  });

  it('is a standard where no points are given', () => {
    expect(create({ baseline: { value: 70, period: '2017' } })).toMatchObject([
      { data: { kind: 'standard', trajectory: [], baseline: { period: '2017', value: 70 } } },
    ]);
  });

  it('takes its reference from its programme', () => {
    const lookup = { find: () => smi as never, findAny: () => smi, nextMeeting: () => undefined };
    expect(prefixFor(target, checks, lookup)).toBe('SMI-T');
    const empty = { find: () => undefined, findAny: () => undefined, nextMeeting: () => undefined };
    expect(prefixFor(target, checks, empty)).toMatchObject({ refused: 'unknown-reference' });
  });

  it.each([
    ['unknown-reference', { programme: 'NONE' }],
    ['programme-closed', { programme: 'OLD' }],
    ['restricted-needs-group', { access: 'restricted' }],
    ['period-twice', { trajectory: ['2018-Q2', '2018/19-Q1'].map((period) => ({ period, value: 1 })) }],
    [
      'ambition-has-one-point',
      { kind: 'ambition', trajectory: ['2018', '2019'].map((period) => ({ period, value: 1 })) },
    ],
    ['point-out-of-range', { direction: 'reduce-by', trajectory: [{ period: '2018', value: 101 }] }],
    ['point-out-of-range', { direction: 'increase-by', trajectory: [{ period: '2018', value: '-1' }] }],
  ])('is refused: %s', (code, body) => {
    expect(codeOrTypes(create(body))).toBe(code);
  });

  it.each([
    ['trajectory[0].value', { trajectory: [{ period: '2018', value: '1e3' }] }],
    ['trajectory[0].value', { trajectory: [{ period: '2018', value: 0.1 + 0.2 }] }],
    ['trajectory[0].period', { trajectory: [{ period: '2018/20', value: 1 }] }],
    ['trajectory', { trajectory: Array.from({ length: 241 }, () => ({ period: '2018', value: 1 })) }],
    ['direction', { direction: 'up' }],
    ['baseline.value', { baseline: { period: '2018', value: '9'.repeat(41) } }],
  ])('takes no invalid body: %s', (field, body) => {
    expect(() => create(body)).toThrow(`"field":"${field}"`);
  });
});
