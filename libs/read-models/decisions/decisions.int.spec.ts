import { expect, test } from '@jest/globals';
import { breaks } from '#test/support/read-models/conforms.js';
import type { ToldFact } from '#test/support/read-models/events.js';
import { OUTSIDER, referencesIn, withHistory } from '#test/support/read-models/models.js';
import { describeOnEveryEngine } from '#test/support/read-models/on-every-engine.js';
import { action, BOARD_ONLY, decision, fact, milestone, OPENING, target } from '#test/support/read-models/plan.js';
import { by } from '#test/support/read-models/timescales.js';
import { findDecision, listDecisions } from './decisions.queries.js';
import type { DecisionFilter } from './decisions.schema.js';
import { DECISION } from './decisions.schema.js';

/** The worked example: the deferral of SMI health checks, its condition, its review and what it touches. */
const BEFORE = [
  ...OPENING,
  action('a1', { title: 'Review the pathway', timescale: by('2018-06-30') }),
  action('a2', { title: 'Write a business case' }),
  action('a3', { title: 'A quiet sale', access: BOARD_ONLY }),
  target('t1', { trajectory: [{ period: '2018/19', value: 60 }] }),
  milestone('m1', { programme: 'p2', title: 'Model agreed', due: by('2018-12-31') }),
];
const RECORDED = [
  ...BEFORE,
  decision('d1', {
    group: 'g1',
    conditions: [
      { number: 1, text: 'A sustainable model is agreed', agreedBy: 'g2' },
      { number: 2, text: 'Funds are found', agreedBy: 'the finance committee' },
    ],
    affects: [
      { kind: 'action', id: 'a1', as: 'fulfils-condition' },
      { kind: 'action', id: 'a2', as: 'awaits' },
      { kind: 'action', id: 'a3', as: 'concerns' },
      { kind: 'target', id: 't1', as: 'concerns' },
    ],
    funding: [{ amount: '120000.50', currency: 'GBP', period: '2018/19' }],
    reviewBy: '2018-09-30',
  }),
  decision('d2', {
    title: 'Note the plan',
    disposition: 'note',
    affects: [{ kind: 'milestone', id: 'm1', as: 'concerns' }],
  }),
];
const HISTORY = [
  ...RECORDED,
  fact('action-a1', 'ActionStarted'),
  fact('action-a1', 'ActionTimescaleRevised', {
    timescale: by('2018-12-31'),
    reason: 'Staff left',
    authority: 'group',
  }),
  fact('action-a4', 'ActionCreated', action('a4', { title: 'Commission the model' }).data),
  fact('decision-d1', 'DecisionAffectedAdded', { kind: 'action', id: 'a4', as: 'awaits' }),
  fact('target-t1', 'TargetMeasured', {
    period: '2018/19',
    value: '12.0',
    status: 'final',
    access: { level: 'internal' },
  }),
  fact('target-t1', 'TargetBreached', {
    period: '2018/19',
    cause: 'measurement',
    expected: 60,
    actual: '12.0',
    answersTo: 1,
  }),
  fact(
    'decision-d1',
    'DecisionConditionMet',
    { condition: 1, evidence: 'Minute 7' },
    { actor: 'o2', occurredAt: '2018-04' },
  ),
  fact('decision-d1', 'DecisionReviewed', {
    outcome: 'upheld',
    narrative: 'Funds are awaited',
    nextReviewBy: '2018-09-30',
  }),
  fact('decision-d1', 'DecisionConditionWaived', { condition: 2, reason: 'Funded nationally' }),
];

describeOnEveryEngine('decisions', () => {
  test('a decision shows what it affects and what has happened to each since', () =>
    withHistory(HISTORY, async (ask) => {
      const shown = await ask((view) => findDecision(view, 'smi-d1'));
      expect(breaks(DECISION, shown)).toEqual([]);
      expect(shown?.affects).toEqual([
        {
          reference: 'SMI-A1',
          kind: 'action',
          as: 'fulfils-condition',
          title: 'Review the pathway',
          status: 'in-progress',
          since: [
            { field: 'status', before: 'planned', after: 'in-progress' },
            {
              field: 'timescale',
              before: { text: 'By 2018-06-30', latest: '2018-06-30' },
              after: { text: 'By 2018-12-31', latest: '2018-12-31' },
            },
          ],
        },
        {
          reference: 'SMI-A2',
          kind: 'action',
          as: 'awaits',
          title: 'Write a business case',
          status: 'planned',
          since: [],
        },
        { reference: 'SMI-A3', kind: 'action', as: 'concerns', title: 'A quiet sale', status: 'planned', since: [] },
        {
          reference: 'SMI-T1',
          kind: 'target',
          as: 'concerns',
          title: 'Health checks',
          status: 'active',
          since: [
            { field: 'latest', before: null, after: expect.objectContaining({ period: '2018/19', value: '12.0' }) },
            { field: 'openBreaches', before: [], after: ['2018/19'] },
          ],
        },
        {
          reference: 'SMI-A4',
          kind: 'action',
          as: 'awaits',
          title: 'Commission the model',
          status: 'planned',
          since: [
            { field: 'title', before: null, after: 'Commission the model' },
            { field: 'status', before: null, after: 'planned' },
            { field: 'programme', before: null, after: 'SMI' },
          ],
        },
      ]);
      const then = await ask((view) => findDecision(view, 'SMI-D1'), { asOfPosition: RECORDED.length });
      expect(then?.affects.flatMap(({ since }) => since)).toEqual([]);
    }));

  test('conditions show their fate, and the decision when it is ready to be released', () =>
    withHistory(HISTORY, async (ask) => {
      const shown = await ask((view) => findDecision(view, 'd1'));
      expect(shown).toMatchObject({
        decidedOn: 'not-stated',
        group: 'BOARD',
        readyToRelease: true,
        reviewBy: '2018-09-30',
        funding: [
          { amount: '120000.50', currency: 'GBP', recurrent: null, source: null, period: '2018/19', status: null },
        ],
        reviews: [{ by: 'SEC', outcome: 'upheld', narrative: 'Funds are awaited' }],
      });
      expect(shown?.conditions).toEqual([
        {
          number: 1,
          text: 'A sustainable model is agreed',
          agreedBy: 'STP',
          outcome: 'met',
          settled: { by: 'LEAD', occurredAt: '2018-04', evidence: 'Minute 7', reason: null },
        },
        {
          number: 2,
          text: 'Funds are found',
          agreedBy: 'the finance committee',
          outcome: 'waived',
          settled: expect.objectContaining({ by: 'SEC', evidence: null, reason: 'Funded nationally' }),
        },
      ]);
      const before = await ask((view) => findDecision(view, 'd1'), { asOfPosition: HISTORY.length - 1 });
      expect(before?.readyToRelease).toBe(false);
    }));

  test('what ended a decision is shown from either side', () => {
    const replaced = [
      ...HISTORY,
      decision('d3', { supersedes: 'd1' }),
      fact('decision-d1', 'DecisionChallenged', { by: 'g2', grounds: 'Not consulted' }),
      fact('decision-d1', 'DecisionSuperseded', { by: 'd3', reason: 'Funds were found' }),
    ];
    return withHistory(replaced, async (ask) => {
      expect(await ask((view) => findDecision(view, 'd3'))).toMatchObject({ supersedes: 'SMI-D1', status: 'in-force' });
      expect(await ask((view) => findDecision(view, 'd1'))).toMatchObject({
        supersededBy: 'SMI-D3',
        status: 'superseded',
        ended: { by: 'SEC', reason: 'Funds were found' },
        challenges: [{ by: 'STP', grounds: 'Not consulted', outcome: null }],
      });
    });
  });

  test('of a decision that was replaced or revoked no review is due: the day that was set has lapsed', async () => {
    const ends: ToldFact[] = [
      fact('decision-d1', 'DecisionSuperseded', { by: 'd3', reason: 'Funds were found' }),
      fact('decision-d1', 'DecisionRevoked', { reason: 'Funds were found' }),
    ];
    for (const end of ends)
      await withHistory([...HISTORY, decision('d3', {}), end], async (ask) => {
        const reviews = async (asked = {}) => {
          const shown = await ask((view) => findDecision(view, 'd1'), asked);
          return [shown?.reviewBy, shown?.reviewLapsed];
        };
        expect(await reviews()).toEqual([null, '2018-09-30']);
        expect(await reviews({ asOfPosition: HISTORY.length + 1 })).toEqual(['2018-09-30', null]);
        const due = await ask((view) => listDecisions(view, { dueReviewBy: '2018-12-31' }, { limit: 50 }));
        expect(due.items).toEqual([]);
      });
    const value = '2018-11-30';
    const corrected = fact('decision-d1', 'DecisionCorrected', { field: 'reviewBy', before: null, value, reason: 'x' });
    await withHistory([...HISTORY, decision('d3', {}), ...ends.slice(0, 1), corrected], async (ask) => {
      expect(await ask((view) => findDecision(view, 'd1'))).toMatchObject({ reviewBy: null, reviewLapsed: value });
    });
  });

  test('a list is narrowed by every filter, now and in the past', () =>
    withHistory(HISTORY, async (ask) => {
      const list = async (filter: DecisionFilter, asked = {}) =>
        referencesIn(await ask((view) => listDecisions(view, filter, { limit: 50 }), asked));
      expect(await list({})).toEqual(['SMI-D1', 'SMI-D2']);
      expect(await list({ group: 'board' })).toEqual(['SMI-D1']);
      expect(await list({ programme: 'SMI' })).toEqual(['SMI-D1']);
      expect(await list({ programme: 'IAPT' })).toEqual(['SMI-D2']);
      expect(await list({ disposition: 'note' })).toEqual(['SMI-D2']);
      expect(await list({ status: 'released' })).toEqual([]);
      expect(await list({ affects: 'smi-a4' })).toEqual(['SMI-D1']);
      expect(await list({ affects: 'smi-a4' }, { asOfPosition: RECORDED.length })).toEqual([]);
      expect(await list({ dueReviewBy: '2018-09-30' })).toEqual(['SMI-D1']);
      expect(await list({ dueReviewBy: '2018-09-29' })).toEqual([]);
      expect(await list({ q: 'note' })).toEqual(['SMI-D2']);
      expect(await list({}, { asOfPosition: BEFORE.length })).toEqual([]);
    }));

  test('an affected item that is hidden from the reader leaves no trace', () =>
    withHistory(HISTORY, async (ask) => {
      const shown = await ask((view) => findDecision(view, 'd1'), { reader: OUTSIDER });
      expect(shown?.affects.map(({ reference }) => reference)).toEqual(['SMI-A1', 'SMI-A2', 'SMI-T1', 'SMI-A4']);
      const byHidden = await ask((view) => listDecisions(view, { affects: 'SMI-A3' }, { limit: 50 }), {
        reader: OUTSIDER,
      });
      expect(byHidden.items).toEqual([]);
    }));
});
