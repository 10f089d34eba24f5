import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { INTERNAL } from '../kernel/access.js';
import { type Fact, type Found, isRefusal, type Kind, type Recorded } from '../kernel/decider.js';
import { codeOrTypes, given, lookupOf, recorded } from '../kernel/testing.js';
import { decision } from './decision.js';
import { CHALLENGE_OUTCOMES, type DecisionFact, DISPOSITIONS, REVIEW_OUTCOMES } from './events.js';
import { type DecisionState, isReadyToRelease } from './state.js';

const item = (kind: Kind, reference: string, state: object = {}): Found => ({
  kind,
  reference,
  id: `${kind}-${reference.toLowerCase()}`,
  state,
});

const smi = item('programme', 'SMI', { closed: false });
const items = [
  smi,
  item('group', 'BOARD', { closed: false }),
  item('group', 'OLD', { closed: true }),
  item('party', 'STP'),
  item('action', 'SMI-A01', { programme: smi.id }),
  item('action', 'SMI-A02', { programme: smi.id }),
  item('target', 'SMI-T01', { programme: smi.id }),
  item('meeting', 'M01', { cancelled: false }),
  item('meeting', 'M02', { cancelled: true }),
  item('decision', 'SMI-D02', { status: 'in-force' }),
  item('decision', 'SMI-D03', { status: 'in-force', supersededBy: 'decision-smi-d02' }),
  item('decision', 'SMI-D04', { status: 'in-force', supersededBy: 'item' }),
  item('decision', 'SMI-D05', { status: 'in-force', supersededBy: 'decision-smi-d04' }),
  item('decision', 'SMI-D06', { status: 'revoked' }),
];
const circumstances = { items, reference: 'SMI-D01' };

/** The worked example: domain, section 7. */
const deferral = {
  title: 'Do not invest in delivering SMI health checks yet',
  disposition: 'defer',
  rationale: 'The present financial situation',
  decidedOn: 'not-stated',
  group: 'not-stated',
  reviewBy: 'not-stated',
  conditions: [{ text: 'A sustainable integrated model has been developed and agreed', agreedBy: 'STP' }],
  affects: [{ reference: 'SMI-A01', as: 'fulfils-condition' }, { reference: 'SMI-A02', as: 'awaits' }, 'SMI-T01'],
};

type RecordedData = Extract<DecisionFact, { type: 'DecisionRecorded' }>['data'];

const made = (data: Partial<RecordedData> = {}, occurredAt = '2018-03-09'): DecisionFact => ({
  type: 'DecisionRecorded',
  data: {
    reference: 'SMI-D01',
    title: 'Wait',
    disposition: 'defer',
    rationale: 'Money',
    decidedOn: '2018-03-09',
    takenBy: 'not-stated',
    conditions: [
      { number: 1, text: 'A model is agreed' },
      { number: 2, text: 'Money is found' },
    ],
    alternatives: [],
    affects: [],
    funding: [],
    access: INTERNAL,
    ...data,
  },
  occurredAt,
});
const one = made({ conditions: [{ number: 1, text: 'A model is agreed' }] });
const met = (condition: number): DecisionFact => ({ type: 'DecisionConditionMet', data: { condition } });
const waived = (condition: number): DecisionFact => ({ type: 'DecisionConditionWaived', data: { condition } });
const failed = (condition: number): DecisionFact => ({
  type: 'DecisionConditionFailed',
  data: { condition, reason: 'No' },
});
const released: DecisionFact = { type: 'DecisionReleased', data: {} };
const superseded: DecisionFact = { type: 'DecisionSuperseded', data: { by: 'decision-smi-d02', reason: 'New' } };
const revoked: DecisionFact = { type: 'DecisionRevoked', data: { reason: 'Wrong' } };
const challenged: DecisionFact = { type: 'DecisionChallenged', data: { by: 'party-stp', grounds: 'Late' } };
const reason = 'Because';

const when = (facts: DecisionFact[], verb: string, body: object = {}) =>
  given(decision, facts).when(verb, body, circumstances);

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
    expect(decision.creation.referencePrefix(command, lookupOf(items))).toBe(prefix);
  });

  it('makes no reference from an unknown group', () => {
    const prefix = decision.creation.referencePrefix({ ...deferral, group: 'NONE' }, lookupOf(items));
    expect(prefix).toMatchObject({ refused: 'unknown-reference' });
  });
});

describe('conditions', () => {
  it.each([
    ['meet-condition', { condition: 2, evidence: 'Minute 4' }, 'DecisionConditionMet'],
    ['waive-condition', { condition: 2, reason }, 'DecisionConditionWaived'],
    ['fail-condition', { condition: 2, reason }, 'DecisionConditionFailed'],
  ])('%s', (verb, body, type) => {
    expect(when([made()], verb, body)).toEqual([{ type, data: body }]);
  });

  it('means the only one that is open where none is named', () => {
    expect(when([made(), met(1)], 'meet-condition')).toEqual([met(2)]);
    expect(when([one], 'meet-condition')).toEqual([met(1)]);
  });

  it.each([
    ['meet-condition', [met(1)], { condition: 1 }],
    ['waive-condition', [waived(1)], { condition: 1, reason }],
    ['fail-condition', [failed(1)], { condition: 1, reason }],
  ])('%s changes nothing the second time', (verb, facts: DecisionFact[], body) => {
    expect(when([made(), ...facts], verb, body)).toEqual([]);
  });

  it('changes nothing where the only one is met again', () => {
    expect(when([one, met(1), released], 'meet-condition')).toEqual([]);
  });

  it.each([
    ['condition-settled', [met(1)], 'waive-condition', { condition: 1 }],
    ['condition-settled', [failed(1)], 'meet-condition', { condition: 1 }],
    ['condition-settled', [waived(1)], 'fail-condition', { condition: 1, reason }],
    ['unknown-condition', [], 'meet-condition', { condition: 3 }],
    ['condition-unclear', [], 'meet-condition', {}],
    ['condition-unclear', [met(1), met(2)], 'meet-condition', {}],
    ['decision-superseded', [superseded], 'meet-condition', { condition: 1 }],
    ['decision-revoked', [revoked], 'fail-condition', { condition: 1, reason }],
  ])('is refused: %s', (code, facts: DecisionFact[], verb, body) => {
    expect(codeOrTypes(when([made(), ...facts], verb, body))).toBe(code);
  });
});

describe('releasing', () => {
  it('is possible once every condition is met or waived', () => {
    const ready = [made(), met(1), waived(2)];
    expect(isReadyToRelease(given(decision, ready).state as DecisionState)).toBe(true);
    expect(when(ready, 'release', { narrative: 'Go' })).toEqual([
      { type: 'DecisionReleased', data: { narrative: 'Go' } },
    ]);
    expect(when([...ready, released], 'release')).toEqual([]);
    expect(isReadyToRelease(given(decision, [...ready, released]).state as DecisionState)).toBe(false);
  });

  it.each([
    ['conditions-not-met', [made(), met(1)]],
    ['conditions-not-met', [made(), met(1), failed(2)]],
    ['nothing-to-release', [made({ disposition: 'approve', conditions: [] })]],
    ['decision-revoked', [made(), met(1), met(2), revoked]],
    ['decision-superseded', [made(), met(1), met(2), superseded]],
  ])('is refused: %s', (code, facts: DecisionFact[]) => {
    expect(codeOrTypes(when(facts, 'release'))).toBe(code);
    expect(isReadyToRelease(given(decision, facts).state as DecisionState)).toBe(false);
  });
});

describe('reviewing and challenging', () => {
  it('records each review and moves the next review date', () => {
    const body = { outcome: 'upheld', narrative: 'Still no model', nextReviewBy: '2019-03-31' };
    const outcome = when([made()], 'review', body);
    expect(outcome).toEqual([{ type: 'DecisionReviewed', data: body }]);
    expect(given(decision, [made(), ...(outcome as DecisionFact[])]).state).toMatchObject({ reviewBy: '2019-03-31' });
  });

  it('is challenged by a party or a group, and the challenge resolved', () => {
    expect(when([made()], 'challenge', { by: 'STP', grounds: 'Late' })).toEqual([challenged]);
    expect(when([made()], 'challenge', { by: 'BOARD', grounds: 'Late' })).toMatchObject([
      { data: { by: 'group-board' } },
    ]);
    expect(when([made(), challenged], 'challenge', { by: 'STP', grounds: 'Late' })).toEqual([]);
    const resolved = { outcome: 'dismissed', narrative: 'In time' };
    expect(when([made(), challenged], 'resolve-challenge', resolved)).toEqual([
      { type: 'DecisionChallengeResolved', data: resolved },
    ]);
  });

  it.each([
    ['challenge-open', [challenged], 'challenge', { by: 'BOARD', grounds: 'Late' }],
    ['unknown-reference', [], 'challenge', { by: 'SMI-A01', grounds: 'Late' }],
    ['no-challenge', [], 'resolve-challenge', { outcome: 'dismissed' }],
    ['decision-superseded', [superseded], 'review', { outcome: 'upheld' }],
    ['decision-revoked', [revoked], 'challenge', { by: 'STP', grounds: 'Late' }],
    ['decision-revoked', [revoked], 'resolve-challenge', { outcome: 'upheld' }],
  ])('is refused: %s', (code, facts: DecisionFact[], verb, body) => {
    expect(codeOrTypes(when([made(), ...facts], verb, body))).toBe(code);
  });
});

describe('what it affects', () => {
  const affected: DecisionFact = {
    type: 'DecisionAffectedAdded',
    data: { kind: 'action', id: 'action-smi-a01', as: 'concerns' },
  };

  it('is added once in each part', () => {
    expect(when([made()], 'add-affected', { reference: 'SMI-A01' })).toEqual([affected]);
    expect(when([made(), affected], 'add-affected', { reference: 'action-smi-a01', as: 'concerns' })).toEqual([]);
    expect(codeOrTypes(when([made(), affected], 'add-affected', { reference: 'SMI-A01', as: 'funds' }))).toEqual([
      'DecisionAffectedAdded',
    ]);
  });

  it.each([
    ['unknown-reference', 'NONE'],
    ['cannot-be-affected', 'STP'],
    ['affects-itself', 'SMI-D01'],
  ])('is refused: %s', (code, reference) => {
    const itself: Found = { kind: 'decision', id: 'item', reference: 'SMI-D01', state: {} };
    const outcome = given(decision, [made()]).when('add-affected', { reference }, { items: [...items, itself] });
    expect(codeOrTypes(outcome)).toBe(code);
  });
});

describe('superseding and revoking', () => {
  it('gives way to another decision', () => {
    expect(when([made()], 'supersede', { by: 'SMI-D02', reason: 'New' })).toEqual([superseded]);
    expect(when([made(), superseded], 'supersede', { by: 'SMI-D02', reason })).toEqual([]);
    expect(codeOrTypes(when([made(), released], 'supersede', { by: 'SMI-D03', reason }))).toEqual([
      'DecisionSuperseded',
    ]);
  });

  it.each([
    ['unknown-reference', [], 'NONE'],
    ['supersedes-itself', [], 'SMI-D01'],
    ['supersession-cycle', [], 'SMI-D04'],
    ['supersession-cycle', [], 'SMI-D05'],
    ['superseded-by-revoked', [], 'SMI-D06'],
    ['decision-superseded', [superseded], 'SMI-D03'],
    ['decision-revoked', [revoked], 'SMI-D02'],
  ])('is refused: %s by %j', (code, facts: DecisionFact[], by) => {
    const itself: Found = { kind: 'decision', id: 'item', reference: 'SMI-D01', state: {} };
    const outcome = given(decision, [made(), ...facts]).when(
      'supersede',
      { by, reason },
      { items: [...items, itself] },
    );
    expect(codeOrTypes(outcome)).toBe(code);
  });

  it('is revoked once', () => {
    expect(when([made()], 'revoke', { reason: 'Wrong' })).toEqual([revoked]);
    expect(when([made(), revoked], 'revoke', { reason })).toEqual([]);
    expect(codeOrTypes(when([made(), superseded], 'revoke', { reason }))).toBe('decision-superseded');
  });

  it.each(['supersede', 'revoke', 'fail-condition', 'correct'])('%s needs a reason', (verb) => {
    expect(() => when([one], verb, { by: 'SMI-D02', field: 'title', value: 'X' })).toThrow('"field":"reason"');
  });
});

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

describe('any history', () => {
  const condition = fc.integer({ min: 1, max: 3 });
  const step = fc.oneof<fc.Arbitrary<readonly [string, object]>[]>(
    condition.map((condition) => ['meet-condition', { condition }]),
    condition.map((condition) => ['waive-condition', { condition }]),
    condition.map((condition) => ['fail-condition', { condition, reason }]),
    fc.constant(['release', {}]),
    fc.constantFrom(...REVIEW_OUTCOMES).map((outcome) => ['review', { outcome }]),
    fc.constantFrom('STP', 'BOARD').map((by) => ['challenge', { by, grounds: 'Late' }]),
    fc.constantFrom(...CHALLENGE_OUTCOMES).map((outcome) => ['resolve-challenge', { outcome }]),
    fc.constantFrom('SMI-A01', 'SMI-T01').map((reference) => ['add-affected', { reference }]),
    fc.constantFrom('SMI-D02', 'SMI-D03').map((by) => ['supersede', { by, reason }]),
    fc.constant(['revoke', { reason }]),
    fc.constantFrom(...DISPOSITIONS).map((value) => ['correct', { field: 'disposition', value, reason }]),
  );

  it('folds, and the same command twice in a row adds nothing but reviews and challenges', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        const facts: Recorded<DecisionFact>[] = [recorded<Fact & DecisionFact>(made(), 0)];
        const decide = (verb: string, body: object) => given(decision, facts).when(verb, body, circumstances);
        for (const [verb, body] of steps) {
          const outcome = decide(verb, body);
          if (isRefusal(outcome)) continue;
          for (const fact of outcome) facts.push(recorded<Fact & DecisionFact>(fact, facts.length));
          if (verb === 'review' || verb === 'resolve-challenge') continue;
          expect(decide(verb, body)).toEqual([]);
        }
        const settled = facts.flatMap(({ type, data }) => (type.startsWith('DecisionCondition') ? [data] : []));
        const numbers = settled.map((data) => (data as { condition: number }).condition);
        expect(new Set(numbers).size).toBe(numbers.length);
      }),
    );
  });
});
