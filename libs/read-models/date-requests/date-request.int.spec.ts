import { expect, it } from '@jest/globals';
import { withHistory } from '#test/support/read-models/models.js';
import { describeOnEveryEngine } from '#test/support/read-models/on-every-engine.js';
import * as plan from '#test/support/read-models/plan.js';
import { by } from '#test/support/read-models/timescales.js';
import { findAction } from '../actions/actions.queries.js';
import { history as historyOf } from '../audit/audit.queries.js';
import { findMilestone } from '../milestones/milestones.queries.js';

const at = (day: string) => ({ recordedAt: `${day}T09:00:00.000Z`, occurredAt: day });
const reason = 'The nurse left';
const asked = { timescale: by('2019-03-31', 'End March 2019'), reason };

const BEGUN = [
  ...plan.OPENING,
  plan.action('a1', { title: 'Agree', timescale: by('2018-12-31') }),
  plan.milestone('m1', { title: 'Model agreed', due: by('2018-10-31') }),
  plan.fact('action-a1', 'ActionDateRequested', asked, { ...at('2018-06-01'), actor: 'o2' }),
  plan.fact('milestone-m1', 'MilestoneDateRequested', { due: by('2018-11-30'), reason }, at('2018-06-02')),
];
const OPEN = {
  timescale: { text: 'End March 2019', latest: '2019-03-31' },
  reason,
  by: 'LEAD',
  occurredAt: '2018-06-01',
  movement: 'slip',
  days: 90,
};

describeOnEveryEngine('date requests', () => {
  it('an item shows the date that was asked for, how far it lies from the agreed one, why, and who asked', () =>
    withHistory(BEGUN, async (ask) => {
      expect(await ask((view) => findAction(view, 'SMI-A1'))).toMatchObject({
        agreed: { latest: '2018-12-31' },
        agreedBy: null,
        dateRequest: OPEN,
      });
      expect(await ask((view) => findMilestone(view, 'SMI-M1'))).toMatchObject({
        due: { latest: '2018-10-31' },
        dateRequest: { days: 30, by: 'SEC' },
      });
    }));

  it('the distance is that from the date that is agreed now', () =>
    withHistory(
      [
        ...BEGUN,
        plan.fact('action-a1', 'ActionCorrected', {
          field: 'timescale',
          before: by('2018-12-31'),
          value: by('2019-01-31'),
          reason: 'Typing',
        }),
      ],
      async (ask) => {
        expect((await ask((view) => findAction(view, 'SMI-A1')))?.dateRequest).toMatchObject({ days: 59 });
        const before = await ask((view) => findAction(view, 'SMI-A1'), { asOfPosition: BEGUN.length });
        expect(before?.dateRequest).toMatchObject(OPEN);
      },
    ));

  it('has no distance where either date has no last day', () =>
    withHistory(
      [...BEGUN, plan.fact('action-a1', 'ActionDateRequested', { timescale: by(null, 'TBC'), reason })],
      async (ask) => {
        expect((await ask((view) => findAction(view, 'SMI-A1')))?.dateRequest).toMatchObject({
          timescale: { text: 'TBC' },
          movement: 'given-up',
          days: null,
        });
      },
    ));

  const revised = { timescale: asked.timescale, reason, authority: 'group', askedBy: 'o2' };
  it.each([
    ['agreed', plan.fact('action-a1', 'ActionTimescaleRevised', revised, at('2018-07-01'))],
    ['refused', plan.fact('action-a1', 'ActionDateRequestRefused', { reason: 'No' }, at('2018-07-01'))],
    ['overtaken', plan.fact('action-a1', 'ActionCompleted', {}, at('2018-07-01'))],
    ['withdrawn', plan.fact('action-a1', 'ActionWithdrawn', { kind: 'duplicate', reason: 'No' }, at('2018-07-01'))],
    ['merged', plan.fact('action-a1', 'ActionMerged', { into: 'a2', reason: 'No' }, at('2018-07-01'))],
  ])('one that is %s stands no more, and the past keeps it', (_, answer) =>
    withHistory([...BEGUN, answer], async (ask) => {
      expect((await ask((view) => findAction(view, 'SMI-A1')))?.dateRequest).toBeNull();
      const before = await ask((view) => findAction(view, 'SMI-A1'), { effectiveAt: '2018-06-15T12:00:00.000Z' });
      expect(before?.dateRequest).toMatchObject(OPEN);
    }),
  );

  it.each([
    [
      'agreed',
      plan.fact('milestone-m1', 'MilestoneDateRevised', { due: by('2018-11-30'), reason, authority: 'group' }),
    ],
    ['refused', plan.fact('milestone-m1', 'MilestoneDateRequestRefused', { reason: 'No' })],
    ['met', plan.fact('milestone-m1', 'MilestoneMet', { metOn: '2018-09-30' })],
    ['withdrawn', plan.fact('milestone-m1', 'MilestoneWithdrawn', { reason: 'No' })],
  ])('of a milestone that is %s stands no more', (_, answer) =>
    withHistory([...BEGUN, answer], async (ask) => {
      expect((await ask((view) => findMilestone(view, 'SMI-M1')))?.dateRequest).toBeNull();
    }),
  );

  it('its history tells what was asked for and what came of it', () =>
    withHistory(
      [...BEGUN, plan.fact('action-a1', 'ActionDateRequestRefused', { reason: 'Too late' }, at('2018-07-01'))],
      async (ask) => {
        const history = await ask((view) => historyOf(view, 'action', 'SMI-A1', { limit: 10 }, async () => new Map()));
        const [, request, refusal] = history?.items ?? [];
        expect(request).toMatchObject({
          type: 'ActionDateRequested',
          reason,
          changes: [{ field: 'dateRequest', before: null, after: { by: 'LEAD', timescale: { latest: '2019-03-31' } } }],
        });
        expect(refusal).toMatchObject({
          type: 'ActionDateRequestRefused',
          reason: 'Too late',
          changes: [{ field: 'dateRequest', before: { by: 'LEAD' }, after: null }],
        });
      },
    ));
});
