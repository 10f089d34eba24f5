import { expect, test } from '@jest/globals';
import { breaks } from '#test/support/read-models/conforms.js';
import { referencesIn, withHistory } from '#test/support/read-models/models.js';
import { describeOnEveryEngine } from '#test/support/read-models/on-every-engine.js';
import { action, BOARD_ONLY, fact, milestone, OPENING } from '#test/support/read-models/plan.js';
import { by } from '#test/support/read-models/timescales.js';
import { findMilestone, listMilestones } from './milestones.queries.js';
import type { MilestoneFilter } from './milestones.schema.js';
import { MILESTONE } from './milestones.schema.js';

const SET = [
  ...OPENING,
  action('a1', { title: 'Review', parties: [{ party: 'o2', part: 'lead' }] }),
  milestone('m1', { title: 'Stage one', due: by('2018-06-30'), action: 'a1' }),
  milestone('m2', { title: 'Stage two', due: by('2018-12-31'), programme: 'p2' }),
  milestone('m3', { title: 'A quiet step', due: by('2018-05-31'), access: BOARD_ONLY }),
];
const HISTORY = [
  ...SET,
  fact('milestone-m1', 'MilestoneForecast', { due: by('2018-08-31') }),
  fact('milestone-m1', 'MilestoneDateRevised', { due: by('2018-07-31'), reason: 'Leave', authority: 'chairs-action' }),
  fact('milestone-m1', 'MilestoneMet', { metOn: '2018-08-01', evidence: 'Minute 3' }),
];

describeOnEveryEngine('milestones', () => {
  test('a milestone shows its three dates, and whether it was met late', () =>
    withHistory(HISTORY, async (ask) => {
      const shown = await ask((view) => findMilestone(view, 'smi-m1'));
      expect(breaks(MILESTONE, shown)).toEqual([]);
      expect(shown).toMatchObject({
        action: 'SMI-A1',
        due: { latest: '2018-07-31' },
        original: { latest: '2018-06-30' },
        agreedBy: 'chairs-action',
        forecast: { latest: '2018-08-31' },
        status: 'met',
        metOn: '2018-08-01',
        late: true,
        overdue: false,
      });
      const inTime = [...SET, fact('milestone-m1', 'MilestoneMet', { metOn: '2018-06-30' })];
      await withHistory(inTime, async (again) => {
        expect(await again((view) => findMilestone(view, 'SMI-M1'))).toMatchObject({ status: 'met', late: false });
      });
    }));

  test('a pending milestone is overdue from the day after its firm date', () =>
    withHistory(SET, async (ask) => {
      const overdue = async (now: string) => (await ask((view) => findMilestone(view, 'SMI-M1'), { now }))?.overdue;
      expect(await overdue('2018-06-30T12:00:00Z')).toBe(false);
      expect(await overdue('2018-07-01T12:00:00Z')).toBe(true);
    }));

  test('a list is narrowed by every filter, now and in the past', () =>
    withHistory(HISTORY, async (ask) => {
      const list = async (filter: MilestoneFilter, asked = {}) =>
        referencesIn(await ask((view) => listMilestones(view, filter, { limit: 50 }), asked));
      const then = { asOfPosition: SET.length };
      expect(await list({})).toEqual(['SMI-M1', 'SMI-M2', 'SMI-M3']);
      expect(await list({ programme: 'SMI' })).toEqual(['SMI-M1', 'SMI-M3']);
      expect(await list({ action: 'smi-a1' })).toEqual(['SMI-M1']);
      expect(await list({ owner: 'lead' })).toEqual(['SMI-M1']);
      expect(await list({ owner: 'ccg' })).toEqual([]);
      expect(await list({ status: 'pending' })).toEqual(['SMI-M2', 'SMI-M3']);
      expect(await list({ status: 'pending' }, then)).toEqual(['SMI-M1', 'SMI-M2', 'SMI-M3']);
      expect(await list({ dueBefore: '2018-07-31' })).toEqual(['SMI-M3']);
      expect(await list({ dueBefore: '2018-07-31' }, then)).toEqual(['SMI-M1', 'SMI-M3']);
      expect(await list({ dueBefore: '2018-05-31' })).toEqual([]);
      expect(await list({ q: 'STAGE' })).toEqual(['SMI-M1', 'SMI-M2']);
    }));
});
