import { expect, test } from '@jest/globals';
import { listUpcoming } from '#reports/upcoming/upcoming.js';
import type { ToldFact } from '#test/support/read-models/events.js';
import { withHistory } from '#test/support/read-models/models.js';
import { describeOnEveryEngine } from '#test/support/read-models/on-every-engine.js';
import { action, BOARD_ONLY, decision, fact, milestone, OPENING } from '#test/support/read-models/plan.js';
import { by } from '#test/support/read-models/timescales.js';
import { findAction } from '../actions/actions.queries.js';
import { findDecision } from '../decisions/decisions.queries.js';
import { deadlinesOn } from './deadlines.queries.js';

const then = '2018-04-01T00:01:00.000Z';
const HISTORY: readonly ToldFact[] = [
  ...OPENING,
  milestone('m1', { title: 'Firm', due: by('2018-06-30') }),
  milestone('m2', { title: 'Estimated', due: { ...by('2018-06-30'), firmness: 'estimate' } }),
  milestone('m3', { title: 'On a condition', due: { ...by(null), firmness: 'conditional' } }),
  milestone('m4', { title: 'Entered late', due: by('2018-03-31') }),
  milestone('m5', { title: 'Met', due: by('2018-06-30') }),
  fact('milestone-m5', 'MilestoneMet', { metOn: '2018-04-01' }),
  milestone('m6', { title: 'Restricted', due: by('2018-06-29'), access: BOARD_ONLY }),
  milestone('m7', { title: 'Entered on the day', due: by('2018-04-01') }),
  action('a1', { title: 'Reviewed', reviewOn: '2018-06-30' }),
  action('a2', { title: 'Deferred' }),
  fact('action-a2', 'ActionDeferred', { reason: 'Money', until: '2018-06-30' }),
  action('a3', { title: 'Withdrawn', reviewOn: '2018-06-30' }),
  fact('action-a3', 'ActionWithdrawn', { kind: 'duplicate', reason: 'Twice' }),
  decision('d1', { reviewBy: '2018-07-31' }),
].map((each) => ({ recordedAt: then, ...each }));

const named = ({ fallenDue, next }: Awaited<ReturnType<typeof deadlinesOn>>) => ({
  fallenDue: fallenDue.map(({ reference, sort, dueOn }) => `${reference} ${sort} ${dueOn}`),
  next,
});

describeOnEveryEngine('deadlines', () => {
  test('a firm date has passed the day after, a review comes on its day; what was entered late never falls due', () =>
    withHistory(HISTORY, async (ask) => {
      const on = async (day: string) => named(await ask((view) => deadlinesOn(view, day)));
      expect(await on('2018-04-01')).toEqual({ fallenDue: [], next: '2018-04-02' });
      expect(await on('2018-04-02')).toEqual({ fallenDue: ['SMI-M7 milestone 2018-04-01'], next: '2018-06-30' });
      const reviews = ['SMI-A1 review 2018-06-30', 'SMI-A2 deferral 2018-06-30'];
      expect(await on('2018-06-30')).toEqual({
        fallenDue: ['SMI-M7 milestone 2018-04-01', 'SMI-M6 milestone 2018-06-29', ...reviews],
        next: '2018-07-01',
      });
      expect(await on('2018-07-01')).toMatchObject({
        fallenDue: expect.arrayContaining(['SMI-M1 milestone 2018-06-30']),
        next: '2018-07-31',
      });
      expect(await on('2018-08-01')).toMatchObject({ next: null });
      const since = await ask((view) => deadlinesOn(view, '2018-07-31', '2018-07-01'));
      expect(named(since)).toEqual({ fallenDue: ['SMI-D1 review 2018-07-31'], next: null });
    }));

  test('what was raised is not raised again, until another date stands', async () => {
    const raised = [
      ...HISTORY,
      fact('milestone-m1', 'MilestoneMissed', { due: '2018-06-30' }),
      fact('action-a1', 'ActionReviewFellDue', { reviewOn: '2018-06-30' }),
      fact('action-a2', 'ActionDeferralFellDue', { until: '2018-06-30' }),
      fact('decision-d1', 'DecisionReviewFellDue', { reviewBy: '2018-07-31' }),
    ];
    const expectDue = (history: readonly ToldFact[], due: readonly string[]) =>
      withHistory(history, async (ask) => {
        const found = await ask((view) => deadlinesOn(view, '2018-10-01', '2018-06-30'));
        expect(named(found).fallenDue).toEqual(due);
      });
    const at = { recordedAt: '2018-08-01T09:00:00.000Z' };
    const redated = [
      fact('action-a1', 'ActionReviewDateSet', { reviewOn: '2018-09-01' }, at),
      fact('milestone-m1', 'MilestoneDateRevised', { due: by('2018-09-30'), reason: 'Leave', authority: 'chair' }, at),
      // On a day that had passed by then.
      fact('decision-d1', 'DecisionReviewed', { outcome: 'upheld', nextReviewBy: '2018-07-15' }, at),
    ];
    await expectDue(raised, []);
    await expectDue([...raised, ...redated], ['SMI-A1 review 2018-09-01', 'SMI-M1 milestone 2018-09-30']);
  });

  test('a page says since when what fell due waits, until it is done; then no report looks out for it either', async () => {
    const fellDue = [
      ...HISTORY,
      fact('action-a1', 'ActionReviewFellDue', { reviewOn: '2018-06-30' }),
      fact('action-a2', 'ActionDeferralFellDue', { until: '2018-06-30' }),
      fact('decision-d1', 'DecisionReviewFellDue', { reviewBy: '2018-07-31' }),
    ];
    const done = [
      fact('action-a1', 'ActionReviewDateSet', { reviewOn: '2018-09-01' }),
      fact('action-a2', 'ActionResumed', { reason: 'Money' }),
      fact('decision-d1', 'DecisionReviewed', { outcome: 'upheld' }),
    ];
    const expectWaiting = (history: readonly ToldFact[], waiting: object) =>
      withHistory(history, async (ask) => {
        const reviewed = await ask((view) => findAction(view, 'SMI-A1'));
        const deferred = await ask((view) => findAction(view, 'SMI-A2'));
        const decided = await ask((view) => findDecision(view, 'SMI-D1'));
        const { items } = await ask((view) => listUpcoming(view, { days: 60 }, { limit: 100 }), {
          effectiveAt: '2018-06-30T12:00:00.000Z',
        });
        expect({
          review: reviewed?.reviewDueSince,
          deferral: deferred?.deferral?.dueSince,
          decision: decided?.reviewDueSince,
          comes: items.flatMap(({ what, on }) => (what === 'review' || what === 'deferral' ? [`${what} ${on}`] : [])),
        }).toEqual(waiting);
      });
    const days = { review: '2018-06-30', deferral: '2018-06-30', decision: '2018-07-31' };
    const comes = ['review 2018-06-30', 'deferral 2018-06-30', 'review 2018-07-31'];
    await expectWaiting(HISTORY, { review: null, deferral: null, decision: null, comes });
    await expectWaiting(fellDue, { ...days, comes });
    await expectWaiting([...fellDue, ...done], {
      review: null,
      deferral: undefined,
      decision: null,
      comes: [],
    });
  });
});
