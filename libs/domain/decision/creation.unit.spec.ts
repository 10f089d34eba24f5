import { describe, expect, it } from '@jest/globals';
import { INTERNAL } from '../kernel/access.js';
import { codeOrTypes, given, lookupOf, prefixFor } from '../testing/specification.js';
import { decision } from './decision.js';
import { circumstances, deferral, items } from './fixtures.js';

describe('recording a decision', () => {
  const create = (body: object, more: object = {}) =>
    given(decision).when('create', { ...deferral, ...body }, { ...circumstances, ...more });

  it('keeps what its source states, and what it does not', () => {
    expect(create({})).toEqual([
      {
        type: 'DecisionRecorded',
        data: {
          reference: 'SMI-D01',
          title: deferral.title,
          disposition: 'defer',
          rationale: deferral.rationale,
          decidedOn: 'not-stated',
          takenBy: 'not-stated',
          conditions: [{ number: 1, text: deferral.conditions[0]?.text, agreedBy: 'party-stp' }],
          alternatives: [],
          affects: [
            { kind: 'action', id: 'action-smi-a01', as: 'fulfils-condition' },
            { kind: 'action', id: 'action-smi-a02', as: 'awaits' },
            { kind: 'target', id: 'target-smi-t01', as: 'concerns' },
          ],
          funding: [],
          access: INTERNAL,
        },
      },
    ]);
  });

  it('is true on the day it was taken', () => {
    expect(create({ decidedOn: '2018-03' })).toMatchObject([{ occurredAt: '2018-03', data: { decidedOn: '2018-03' } }]);
  });

  it('keeps funding, alternatives, ties to other decisions and how it was taken', () => {
    const body = {
      group: 'BOARD',
      meeting: 'M01',
      funding: [{ amount: '1220744.00', recurrent: false, period: '2017/18' }, { currency: 'EUR' }],
      alternatives: ['Invest now'],
      supersedes: 'SMI-D02',
      ratifies: 'SMI-D03',
      reviewBy: '2019-03-31',
      conditions: ['A model is agreed', { text: 'Money is found', agreedBy: 'the finance committee' }],
    };
    expect(create(body, { meeting: 'meeting-m01' })).toMatchObject([
      {
        data: {
          group: 'group-board',
          meeting: 'meeting-m01',
          takenBy: 'meeting',
          funding: [
            { amount: '1220744.00', currency: 'GBP', recurrent: false, period: '2017/18' },
            { currency: 'EUR' },
          ],
          alternatives: ['Invest now'],
          supersedes: 'decision-smi-d02',
          ratifies: 'decision-smi-d03',
          reviewBy: '2019-03-31',
          conditions: [
            { number: 1, text: 'A model is agreed' },
            { number: 2, text: 'Money is found', agreedBy: 'the finance committee' },
          ],
        },
      },
    ]);
  });

  it('names what it affects once in each part', () => {
    const affects = ['SMI-A01', { reference: 'action-smi-a01' }, { reference: 'SMI-A01', as: 'awaits' }];
    expect(create({ affects })).toMatchObject([{ data: { affects: [{ as: 'concerns' }, { as: 'awaits' }] } }]);
  });

  it.each([
    ['in-the-future', { decidedOn: '2018-06-02' }],
    ['unknown-reference', { group: 'NONE' }],
    ['group-closed', { group: 'OLD' }],
    ['unknown-reference', { affects: ['SMI-A09'] }],
    ['cannot-be-affected', { affects: ['BOARD'] }],
    ['unknown-reference', { supersedes: 'SMI-A01' }],
    ['decision-revoked', { supersedes: 'SMI-D06' }],
    ['unknown-reference', { ratifies: 'NONE' }],
    ['restricted-needs-group', { access: 'restricted' }],
  ])('is refused: %s %j', (code, body) => {
    expect(codeOrTypes(create(body))).toBe(code);
  });

  it('is refused where the meeting was cancelled', () => {
    expect(codeOrTypes(create({ meeting: 'M02' }, { meeting: 'meeting-m02' }))).toBe('meeting-cancelled');
  });

  it.each([
    ['decidedOn', { decidedOn: 'in spring' }],
    ['conditions[0].text', { conditions: [''] }],
    ['conditions[0]', { conditions: [5] }],
    ['conditions', { conditions: Array.from({ length: 51 }, () => 'One') }],
    ['affects[0].as', { affects: [{ reference: 'SMI-A01', as: 'likes' }] }],
    ['funding[0].amount', { funding: [{ amount: 1220744 }] }],
    ['funding[0].currency', { funding: [{ currency: 'Pounds' }] }],
    ['alternatives', { alternatives: [' '] }],
    ['reviewBy', { reviewBy: '2019-02-31' }],
    ['disposition', { disposition: 'maybe' }],
  ])('takes no invalid body: %s', (field, body) => {
    expect(() => create(body)).toThrow(`"field":"${field}`);
  });

  it.each([
    ['BOARD-D', { group: 'BOARD' }],
    ['SMI-D', {}],
    ['SMI-D', { affects: ['SMI'] }],
    ['DEC-D', { affects: ['SMI-D02'] }],
    ['DEC-D', { affects: [] }],
  ])('takes its reference from its group or from what it affects: %s', (prefix, body) => {
    const affects =
      (body as { affects?: string[] }).affects?.map((reference) => ({ reference })) ?? deferral.affects.slice(0, 2);
    const command = { ...deferral, ...body, affects };
    expect(prefixFor(decision, command, lookupOf(items))).toBe(prefix);
  });

  it('makes no reference from an unknown group', () => {
    const prefix = prefixFor(decision, { ...deferral, group: 'NONE' }, lookupOf(items));
    expect(prefix).toMatchObject({ refused: 'unknown-reference' });
  });
});
