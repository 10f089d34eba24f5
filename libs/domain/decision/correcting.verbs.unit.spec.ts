import { describe, expect, it } from '@jest/globals';
import { codeOrTypes } from '../testing/specification.js';
import { made, reason, revoked, when } from './fixtures.js';

describe('correcting', () => {
  it.each([
    ['title', 'Wait for the model', 'Wait', 'Wait for the model'],
    ['decidedOn', '2018-02', '2018-03-09', '2018-02'],
    ['group', 'BOARD', null, 'group-board'],
    ['reviewBy', '2019-03-31', null, '2019-03-31'],
    ['funding', [{ amount: '10.00' }], [], [{ amount: '10.00', currency: 'GBP' }]],
  ])('puts %s right, at the true time of the decision', (field, value, before, kept) => {
    expect(when([made()], 'correct', { field, value, reason })).toEqual([
      { type: 'DecisionCorrected', data: { field, before, value: kept, reason }, occurredAt: '2018-03-09' },
    ]);
  });

  it('takes away what the source does not state', () => {
    const facts = [made({ group: 'group-board', reviewBy: '2019-03-31' }), revoked];
    expect(when(facts, 'correct', { field: 'group', value: null, reason })).toMatchObject([
      { data: { before: 'group-board', value: null } },
    ]);
    expect(when(facts, 'correct', { field: 'reviewBy', value: 'not-stated', reason })).toMatchObject([
      { data: { before: '2019-03-31', value: null } },
    ]);
  });

  it.each([
    ['title', 'Wait'],
    ['group', 'not-stated'],
    ['alternatives', []],
  ])('changes nothing where %s says so already', (field, value) => {
    expect(when([made()], 'correct', { field, value, reason })).toEqual([]);
  });

  it.each([
    ['invalid-value', 'title', ''],
    ['invalid-value', 'title', null],
    ['invalid-value', 'disposition', 'maybe'],
    ['invalid-value', 'funding', [{ amount: 5 }]],
    ['in-the-future', 'decidedOn', '2018-06-02'],
    ['unknown-reference', 'group', 'NONE'],
  ])('is refused: %s of %s', (code, field, value) => {
    expect(codeOrTypes(when([made()], 'correct', { field, value, reason }))).toBe(code);
  });
});
