import { describe, expect, it } from '@jest/globals';
import { routes } from '#application/routes/routes.js';
import { withPages } from '#test/support/pages.js';
import { action, fact, OPENING } from '#test/support/read-models/plan.js';
import { by } from '#test/support/read-models/timescales.js';
import { day } from '../words/dates.js';

const meeting = (id: string, day: string) => [
  fact(`meeting-${id}`, 'MeetingScheduled', {
    reference: `BOARD-${id.toUpperCase()}`,
    group: 'g1',
    startsAt: `${day}T09:00:00.000Z`,
  }),
  fact(
    `meeting-${id}`,
    'MeetingHeld',
    { present: [], apologies: [], quorate: true },
    { recordedAt: `${day}T12:00:00.000Z` },
  ),
];
const rated = (id: string, rating: string, narrative?: string) =>
  fact(
    `action-${id}`,
    'ActionRated',
    { rating, scheme: 1, ...(narrative && { narrative }) },
    { recordedAt: '2018-04-03T09:00:00.000Z' },
  );
const HISTORY = [
  ...OPENING,
  action('a1', {
    title: 'Audit <i>late</i>',
    programme: 'p2',
    timescale: by('2018-06-30'),
    parties: [{ party: 'o2', part: 'lead' }],
  }),
  action('a2', { title: 'Feared for', programme: 'p2', timescale: by('2030-06-30') }),
  action('a3', { title: 'Ongoing', programme: 'p2', timescale: { ...by(null, 'Ongoing'), openEnded: true } }),
  rated('a1', 'green', 'Nearly there'),
  rated('a2', 'red'),
  ...['2018-05-01', '2018-06-01', '2018-09-01', '2018-10-01'].flatMap((day, index) => meeting(`m${index + 1}`, day)),
];
const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const NOW = '/attention?group=BOARD';

describe('look closer', () => {
  it('sets what a lead says beside the facts, with what each meeting was told', () =>
    withPages(HISTORY, async ({ open, api }) => {
      const { text, html, links, questions } = await open(NOW);
      const { items } = await api(routes.watermelons, NOW, { group: 'BOARD' });
      expect(items.map(({ reference }) => reference)).toEqual(['SMI-A1']);
      expect(questions).toBeLessThanOrEqual(4);
      expect(text).toContain('Rated better than the facts (1)');
      expect(text).toContain(
        'SMI lead, Commissioners says Green: on track, “Nearly there”. The facts say Red: off track:',
      );
      expect(text).toContain(`They have differed since ${plain(day(items[0]?.since))}.`);
      expect(text).toContain('1 May 2018 to 1 June 2018 (2 meetings)');
      expect(text).toContain('They differ: 63 days past its agreed date');
      expect(text).toContain('More worried than the facts (1)');
      expect(links).toEqual(expect.arrayContaining(['/actions/SMI-A1', '/actions/SMI-A2', '/meetings/BOARD-M3']));
      expect(html).toContain('Audit &lt;i&gt;late&lt;/i&gt;');
    }));

  it('counts silence as the governance report does, and opens every count to its list', () =>
    withPages(HISTORY, async ({ open, api }) => {
      const { text, links } = await open(NOW);
      const { totals } = await api(routes.governance, NOW, { group: 'BOARD' });
      const { open: opened, silent, noReviewDate } = totals.actions;
      expect([opened, noReviewDate]).toEqual([3, 1]);
      expect(silent).toBeGreaterThan(0);
      expect(text).toContain(`${silent} open actions without a word since 1 September 2018, of ${opened}`);
      expect(text).toContain('1 ongoing action with no date on which to look again');
      expect(links).toContain('/reports/governance/items?group=BOARD&figure=actions.silent');
    }));

  it('keeps the moment, and says in sentences that there was nothing to ask', () =>
    withPages(HISTORY, async ({ open }) => {
      const { text, links } = await open('/attention?true=2018-03-02');
      expect(text).toContain('No open action is rated better than the facts.');
      expect(text).toContain('No lead is more worried than the facts.');
      expect(text).toContain('No date was moved by a correction or a new reading.');
      const kept = links.filter((link) => link.startsWith('/'));
      expect(kept.filter((link) => !link.includes('true=2018-03-02'))).toEqual([]);
    }));
});
