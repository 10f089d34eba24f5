import { describe, expect, it } from '@jest/globals';
import { routes } from '#application/routes/routes.js';
import { withPages } from '#test/support/pages.js';
import { action, decision, fact, INTERNAL, milestone, OPENING, target } from '#test/support/read-models/plan.js';
import { by } from '#test/support/read-models/timescales.js';

const on = (day: string) => ({ recordedAt: `${day}T09:00:00.000Z` });
const IAPT = { programme: 'p2' };
const figure = (period: string, value: string) => ({ period, value, status: 'final', access: INTERNAL });
const HISTORY = [
  ...OPENING,
  action('a1', { ...IAPT, title: 'Review <b>checks</b>', timescale: by('2018-06-30', 'End of June') }),
  action('a2', { ...IAPT, title: 'Commission', timescale: by('2018-08-20') }),
  action('a3', { ...IAPT, title: 'Watch', timescale: { ...by(null), openEnded: true } }),
  action('a4', { title: 'Of another board', timescale: by('2018-05-01') }),
  milestone('m1', { ...IAPT, title: 'Stage', due: by('2018-07-01') }),
  target('t1', { ...IAPT, kind: 'standard', trajectory: [{ period: '2018/19', value: '60' }] }),
  decision('d1', { group: 'g1', conditions: [{ number: 1, text: 'A model is agreed' }] }),
  fact('action-a1', 'ActionPartyAssigned', { party: 'o2', part: 'lead' }, on('2018-04-02')),
  fact('action-a1', 'ActionRated', { rating: 'green', scheme: 1, narrative: 'All is well' }, on('2018-04-03')),
  fact('action-a2', 'ActionBlocked', { reason: 'No funds' }, { ...on('2018-05-03'), reason: 'No funds' }),
  fact('target-t1', 'TargetMeasured', figure('2018-04', '61'), on('2018-05-04')),
  fact('target-t1', 'TargetMeasured', figure('2018-05', '50'), on('2018-06-04')),
  fact(
    'target-t1',
    'TargetBreached',
    { period: '2018-05', cause: 'measurement', expected: 60, actual: '50' },
    on('2018-06-04'),
  ),
  fact(
    'meeting-mtg1',
    'MeetingScheduled',
    { reference: 'MTG1', group: 'g1', startsAt: '2018-08-07T10:00:00.000Z' },
    on('2018-07-01'),
  ),
  fact('meeting-mtg1', 'MeetingPackIssued', { position: 22, number: 22, hash: 'abcdef' }, on('2018-08-01')),
];
const AT = '/groups/board/report?known=2018-08-01';

describe('the board report', () => {
  it('shows the figures of the API and opens each to its items at the same moment', () =>
    withPages(HISTORY, async ({ open, api }) => {
      const { text, links, questions, html } = await open(AT);
      const { totals } = await api(routes.governance, AT, { group: 'BOARD' });
      expect(questions).toBeLessThanOrEqual(4);
      expect(totals.actions).toMatchObject({ open: 3, overdue: 1 });
      expect(text).toContain(`${totals.actions.open} actions open, of ${totals.actions.all}`);
      expect(text).toContain('1 past its agreed date');
      expect(text).toContain('1 target missed, of 1');
      expect(text).toContain('Past their agreed date (1 action and 1 milestone)');
      expect(html).not.toContain('<b>checks');
      for (const name of ['actions.overdue', 'actions.open', 'milestones.overdue'])
        expect(links).toContain(`/reports/governance/items?figure=${name}&group=BOARD&row=IAPT&known=2018-08-01`);
      expect(links.filter((link) => link.startsWith('/') && !link.includes('known=2018-08-01'))).toEqual([]);
    }));

  it('asks first, numbered, with the words of whoever said why', () =>
    withPages(HISTORY, async ({ open }) => {
      const { text } = await open(AT);
      const asks = text.slice(text.indexOf('For the board'), text.indexOf('Programmes'));
      expect(asks).toContain('1. Say what would unblock it Commission SMI-A2 Blocked since 3 May 2018: “No funds”');
      expect(asks).toMatch(
        /2\. Ask its lead: the rating and the facts differ Review <b>checks<\/b> SMI-A1 Lead says Green/,
      );
      expect(text).toContain('SMI lead 30 June 2018 “End of June” 32');
      expect(text).toMatch(/Health checks SMI-T1 at least 60 % 50 % in May 2018 1 month, from May 2018/);
      expect(text).toContain('“A model is agreed”');
      expect(text).not.toContain('Of another board');
    }));

  it('asks first for an answer to a date that was asked for', () => {
    const asked = { timescale: by('2018-12-31', 'Christmas'), reason: 'No room' };
    const told = { ...on('2018-05-05'), reason: 'No room' };
    return withPages(
      [...HISTORY.slice(0, -2), fact('action-a2', 'ActionDateRequested', asked, told)],
      async ({ open }) => {
        const { text } = await open('/groups/board/report');
        expect(text).toMatch(
          /1\. Agree, or refuse, a date that was asked for Commission SMI-A2 was 20 August 2018 → now 31 December 2018 133 days later: “No room”/,
        );
      },
    );
  });

  it('draws a line of the figures beside a target that is missed', () =>
    withPages(HISTORY, async ({ open }) => {
      expect((await open(AT)).html).toContain('aria-label="2 figures, from 61 to 50, with the level of 60"');
    }));

  it('says what it stands on as it was shown to a meeting', () =>
    withPages(HISTORY, async ({ open }) => {
      const { text, links, html } = await open('/groups/BOARD/report?meeting=MTG1');
      expect(text).toContain('Board, meeting of 7 August 2018');
      expect(text).toContain('Proof code: abcdef');
      expect(links).toContain('/meetings/MTG1');
      expect(html).toContain('href="/groups/BOARD/report?true=2018-08-07">What is known of that day now</a>');
      expect(links).toContain('/groups/BOARD/report');
    }));

  it('says so where nothing is asked, late, missed or decided', () =>
    withPages(OPENING, async ({ open }) => {
      const { text } = await open('/groups/STP/report');
      for (const sentence of [
        'Nothing is asked of the board',
        'Nothing is past',
        'No target is missed',
        'To be reviewed: none',
      ])
        expect(text).toContain(sentence);
    }));
});
