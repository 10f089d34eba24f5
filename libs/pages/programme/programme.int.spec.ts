import { describe, expect, it } from '@jest/globals';
import { routes } from '#application/routes/routes.js';
import { withPages } from '#test/support/pages.js';
import { action, decision, fact, milestone, OPENING, target } from '#test/support/read-models/plan.js';
import { by } from '#test/support/read-models/timescales.js';

const HISTORY = [
  ...OPENING,
  fact('programme-p1', 'ProgrammeGroupAssigned', { group: 'g1' }),
  fact('meeting-x1', 'MeetingScheduled', {
    reference: 'BOARD-MTG01',
    group: 'g1',
    title: 'June board',
    startsAt: '2018-06-05T09:00:00.000Z',
  }),
  action('a1', { title: 'Review', timescale: by('2018-06-30'), parties: [{ party: 'o2', part: 'lead' }] }),
  action('a2', { title: 'Ask around' }),
  milestone('m1', { title: 'Model agreed', due: by('2018-05-31'), action: 'a1' }),
  target('t1', { measure: 'Checks made', trajectory: [{ period: '2018/19', value: '60' }] }),
  decision('d1', { affects: [{ kind: 'action', id: 'a1', as: 'awaits' }] }),
  fact('milestone-m1', 'MilestoneMet', { metOn: '2018-06-10', evidence: 'Paper 7' }),
];
const MOMENTS = ['', '?true=2018-07-15', '?event=10'];

describe('the pages around a programme', () => {
  it.each(MOMENTS)('count what the report of the programme counts, at any moment (%s)', (moment) =>
    withPages(HISTORY, async ({ open, api }) => {
      const address = `/programmes/SMI${moment}`;
      const { text, links, questions } = await open(address);
      const { totals } = await api(routes.governance, address, { programme: 'SMI' });
      expect(questions).toBeLessThanOrEqual(4);
      expect(text).toContain(`${totals.actions.overdue} of ${totals.actions.open} open action`);
      for (const figure of ['actions.open', 'actions.overdue', 'actions.unowned'] as const) {
        const counted = totals.actions[figure.slice(8) as 'open' | 'overdue' | 'unowned'];
        expect(links.some((link) => link.includes(`figure=${figure}`))).toBe(counted > 0);
      }
    }),
  );

  it('lead on to what they mention', () =>
    withPages(HISTORY, async ({ open }) => {
      const { links } = await open('/programmes/SMI');
      expect(links).toEqual(expect.arrayContaining(['/groups/BOARD', '/targets/SMI-T1', '/decisions/SMI-D1']));
      const group = await open('/groups/BOARD?event=10');
      expect(group.links).toEqual(
        expect.arrayContaining(['/meetings/BOARD-MTG01?event=10', '/programmes/SMI?event=10']),
      );
      expect((await open('/groups')).links).toEqual(expect.arrayContaining(['/groups/BOARD', '/groups/STP']));
      const lead = await open('/parties/LEAD');
      expect(lead.text).toContain('Actions it leads (1)');
      expect(lead.links).toEqual(expect.arrayContaining(['/actions/SMI-A1', '/parties/CCG']));
      expect((await open('/parties/CCG')).links).toContain('/parties/LEAD');
    }));

  it('say of a milestone whether it was met, and how late', () =>
    withPages(HISTORY, async ({ open }) => {
      const { text, links } = await open('/milestones/SMI-M1');
      expect(text).toContain('Met on 10 June 2018: 10 days late.');
      expect(text).toContain('Evidence: Paper 7');
      expect(text).toContain('It belongs to the action Review SMI-A1.');
      expect(text).toContain('History (2 entries, newest first)');
      expect(links).toContain('/programmes/SMI');
      expect((await open(`/milestones/SMI-M1?event=${HISTORY.length - 1}`)).text).toContain('Still to come');
    }));
});
