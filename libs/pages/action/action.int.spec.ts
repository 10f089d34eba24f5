import { describe, expect, it } from '@jest/globals';
import { historyRoutes } from '#application/routes/history-routes.js';
import { routes } from '#application/routes/routes.js';
import { withPages } from '#test/support/pages.js';
import { action, decision, fact, milestone, OPENING } from '#test/support/read-models/plan.js';
import { by } from '#test/support/read-models/timescales.js';

const read = (text: string, latest: string) => ({
  ...by(latest, text),
  assumptions: ['"By" is taken as by the last day.'],
  alternatives: [{ earliest: null, latest: '2018-03-31', because: 'the quarter counted otherwise' }],
});
const HISTORY = [
  ...OPENING,
  action('a1', {
    title: 'Review <b>checks</b>',
    description: 'Across agencies',
    timescale: read('By June 2018', '2018-06-30'),
    parties: [{ party: 'o2', part: 'lead' }],
  }),
  decision('d1', { affects: [{ kind: 'action', id: 'a1', as: 'awaits' }] }),
  milestone('m1', { title: 'Model agreed', action: 'a1', due: by('2018-05-31') }),
  fact('action-a1', 'ActionStarted', {}, { recordedAt: '2018-04-02T09:00:00.000Z' }),
  fact('action-a1', 'ActionRated', { rating: 'green', scheme: 1 }, { recordedAt: '2018-04-03T09:00:00.000Z' }),
  fact(
    'action-a1',
    'ActionTimescaleRevised',
    { timescale: read('End July 2018', '2018-07-31'), authority: 'lead', reason: 'Staff left' },
    { recordedAt: '2018-05-01T09:00:00.000Z', reason: 'Staff left' },
  ),
  fact('action-a1', 'ActionCompleted', { narrative: 'Written' }, { recordedAt: '2018-08-10T09:00:00.000Z' }),
];
const pack = (id: string, day: string, number: number) =>
  fact(`meeting-${id}`, 'MeetingPackIssued', { position: number, number, hash: 'abc' }, at(day));
const at = (day: string) => ({ recordedAt: `${day}T09:00:00.000Z` });
const meeting = (id: string, startsAt: string) =>
  fact(`meeting-${id}`, 'MeetingScheduled', { reference: id.toUpperCase(), group: 'g1', startsAt });
const SCHEDULED = [
  ...OPENING,
  meeting('m1', '2018-04-09T09:00:00.000Z'),
  meeting('m2', '2018-06-10T09:00:00.000Z'),
  action('a9', { programme: 'p2', title: 'Overseen', timescale: by('2018-03-31') }),
  fact('action-a9', 'ActionRated', { rating: 'green', scheme: 1 }, at('2018-04-03')),
];
const OVERSEEN = [
  ...SCHEDULED,
  pack('m1', '2018-04-08', SCHEDULED.length),
  fact(
    'action-a9',
    'ActionTimescaleRevised',
    { timescale: by('2018-05-31'), authority: 'lead', reason: 'Staff' },
    at('2018-05-01'),
  ),
  pack('m2', '2018-06-10', SCHEDULED.length + 2),
  action('a1', { title: 'Nobody oversees it' }),
];
const PATH = { ref: 'SMI-A1' };
const NOW = '/actions/SMI-A1';
const BEFORE = '/actions/SMI-A1?known=2018-05-02';

describe('the page of an action', () => {
  it('says how it stands, what was promised, what lead and facts say, and what every entry was', () =>
    withPages(HISTORY, async ({ open, api }) => {
      const { text, links, questions } = await open(NOW);
      const shown = await api(routes.action, NOW, {}, PATH);
      const history = await api(historyRoutes.action, NOW, {}, PATH);
      expect(questions).toBeLessThanOrEqual(4);
      expect(shown.status).toBe('complete');
      expect(text).toContain('Reported complete on 10 August 2018 by Secretary, 10 days after its agreed date.');
      expect(text).toContain('31 July 2018, moved once, 31 days later than first promised');
      expect(text).toContain('By its lead alone: not agreed.');
      expect(text).toContain('Secretary, 3 April 2018: Green: on track');
      expect(text).toContain('Nobody has confirmed this reading.');
      expect(text).toContain(`History (${history.items.length} entries, newest first)`);
      expect(links).toEqual(expect.arrayContaining(history.items.map(({ number }) => `/events/${number}`)));
      expect(links).toEqual(
        expect.arrayContaining(['/decisions/SMI-D1', '/milestones/SMI-M1', '/parties/LEAD', '/programmes/SMI']),
      );
    }));

  it('says what each meeting was told, with where the date had moved between two', () =>
    withPages(OVERSEEN, async ({ open, api }) => {
      const address = '/actions/SMI-A9';
      const { text, links, questions } = await open(address);
      const told = await api(routes.actionMeetings, address, {}, { ref: 'SMI-A9' });
      expect(told.items.map(({ meeting }) => meeting)).toEqual(['M2', 'M1']);
      expect(questions).toBeLessThanOrEqual(4);
      expect(text).toMatch(/Board meeting of 10 June 2018 Planned was 31 March 2018 → now 31 May 2018/);
      expect(text).toMatch(/They differ: 10 days past its agreed date Board meeting of 9 April 2018/);
      expect(links).toEqual(expect.arrayContaining(['/meetings/M1', '/meetings/M2']));
      expect((await open(NOW)).text).toContain('No meeting has had a pack that told of this action.');
    }));

  it('shows a date that was asked for, with why, and for whom it waits, until it is answered', () => {
    const told = (day: string) => ({ ...at(day), reason: 'No <i>nurse</i>', actor: 'o2' });
    const asked = { timescale: read('End June 2019', '2019-06-30'), reason: 'No <i>nurse</i>' };
    const requested = [
      ...OPENING,
      action('a1', { title: 'Agree', timescale: by('2019-03-31'), overseenBy: 'g1' }),
      milestone('m1', { title: 'Stage', due: by('2019-05-31') }),
      fact('action-a1', 'ActionDateRequested', asked, told('2018-05-01')),
      fact('milestone-m1', 'MilestoneDateRequested', { due: asked.timescale, reason: 'No room' }, told('2018-05-02')),
    ];
    const refused = fact(
      'action-a1',
      'ActionDateRequestRefused',
      { reason: 'Too late' },
      { ...at('2018-06-01'), reason: 'Too late' },
    );
    return withPages([...requested, refused], async ({ open }) => {
      const { text, html } = await open('/actions/SMI-A1?known=2018-05-02');
      expect(text).toContain('Asked for: by 30 June 2019, “End June 2019”, 91 days later. Why: “No <i>nurse</i>”');
      expect(text).toContain('By SMI lead, Commissioners, on 1 May 2018. It waits for the Board to agree');
      expect(text).toMatch(/Another date asked for “End June 2019”, by 30 June 2019\. The agreed date stays/);
      expect(html).not.toContain('<i>nurse');
      expect((await open('/milestones/SMI-M1')).text).toContain(
        'Asked for: by 30 June 2019, “End June 2019”, 30 days later',
      );
      const now = (await open(NOW)).text;
      expect(now).not.toContain('Asked for:');
      expect(now).toContain('Date that was asked for refused “End June 2019”, by 30 June 2019. The agreed date stays.');
    });
  });

  it('shows the past as it was known, and keeps the moment in every link', () =>
    withPages(HISTORY, async ({ open, api }) => {
      const { text, links } = await open(BEFORE);
      const history = await api(historyRoutes.action, BEFORE, {}, PATH);
      expect(text).toContain('In progress');
      expect(text).not.toContain('Reported complete');
      expect(text).toContain(`History (${history.items.length} entries, newest first)`);
      expect(links.length).toBeGreaterThan(5);
      expect(links.filter((link) => !link.includes('known=2018-05-02'))).toEqual([]);
    }));

  it('counts days late as of the moment, whichever way it is asked', () =>
    withPages(OVERSEEN, async ({ open }) => {
      for (const moment of ['meeting=M2', 'known=2018-06-10', 'true=2018-06-10']) {
        const { text } = await open(`/actions/SMI-A9?${moment}`);
        // The first is of the page's own sentence; what each meeting was told has its own.
        const late = /(\d+) days? past its agreed date/.exec(text)?.[1];
        expect({ moment, late }).toEqual({ moment, late: '10' });
      }
    }));

  it('shows what people wrote as text', () =>
    withPages(HISTORY, async ({ open }) => {
      const { html } = await open(NOW);
      expect(html).toContain('Review &lt;b&gt;checks&lt;/b&gt;');
      expect(html).not.toContain('<b>checks');
    }));
});
