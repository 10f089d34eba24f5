import { describe, expect, it } from '@jest/globals';
import { routes } from '#application/routes/routes.js';
import { withPages } from '#test/support/pages.js';
import { action, fact, OPENING } from '#test/support/read-models/plan.js';
import { by } from '#test/support/read-models/timescales.js';

const on = (day: string) => ({ recordedAt: `${day}T09:00:00.000Z` });
const called = (id: string, startsAt: string) =>
  fact(`meeting-${id}`, 'MeetingScheduled', { reference: id.toUpperCase(), group: 'g1', startsAt }, on('2018-05-01'));
const PACK = { position: 12, number: 12, hash: 'of-no-report', covers: 2 };
const HISTORY = [
  ...OPENING,
  called('mtg1', '2018-05-08T10:00:00.000Z'),
  called('mtg2', '2018-06-12T10:00:00.000Z'),
  called('mtg3', '2018-07-10T10:00:00.000Z'),
  called('mtg4', '2018-08-14T10:00:00.000Z'),
  fact('meeting-mtg1', 'MeetingPackIssued', PACK, on('2018-05-02')),
  fact('meeting-mtg1', 'MeetingHeld', { present: ['o1', 'o2'], apologies: [], quorate: false }, on('2018-05-09')),
  fact('meeting-mtg2', 'MeetingCancelled', { reason: 'Strike' }, on('2018-06-10')),
];

describe('the pages of meetings', () => {
  it('lists what is next first, then what was, newest first, with the report as it was shown', () =>
    withPages(HISTORY, async ({ open, api }) => {
      const { text, links, questions } = await open('/meetings?group=BOARD');
      const { items } = await api(routes.meetings, '/meetings');
      expect(questions).toBeLessThanOrEqual(4);
      expect(text).toContain('Next: Board on 10 July 2018, 11:00am. Its pack is not issued yet.');
      const shown = links.filter((link) => /^\/meetings\/MTG/.test(link));
      expect(shown).toEqual(['MTG3', 'MTG3', 'MTG4', 'MTG2', 'MTG1'].map((reference) => `/meetings/${reference}`));
      expect(new Set(shown).size).toBe(items.length);
      expect(links).toContain('/groups/BOARD/report?meeting=MTG1');
    }));

  it('shows who was there, the pack, and that its proof no longer holds', () =>
    withPages(HISTORY, async ({ open, api }) => {
      const { text, links, questions } = await open('/meetings/MTG1');
      const { proved } = await api(routes.pack, '/meetings/MTG1', {}, { ref: 'MTG1' });
      expect(questions).toBeLessThanOrEqual(4);
      expect(proved).toBe(false);
      expect(text).toContain('It was held on 8 May 2018, 11:00am, without a quorum. Its minutes are not approved yet.');
      expect(text).toContain('Present Commissioners and SMI lead Apologies none');
      expect(text).toContain('do not have the pack’s proof code');
      expect(text).toContain('Nothing was recorded with this meeting.');
      expect(links).toContain('/events/12');
    }));

  it('shows a meeting as it stood: called, with no pack yet', () =>
    withPages(HISTORY, async ({ open }) => {
      const { text } = await open('/meetings/MTG1?known=2018-05-01');
      expect(text).toContain('It is called for 8 May 2018, 11:00am.');
      expect(text).toContain('No pack was issued yet.');
    }));

  it('shows what the pack lacks as the API answers it, each with a link to remind by', () =>
    withPages(
      [
        ...HISTORY,
        action('a1', {
          title: 'Silent',
          programme: 'p2',
          reviewOn: '2018-07-01',
          parties: [{ party: 'o2', part: 'lead' }],
        }),
        fact('action-a1', 'ActionDateRequested', { timescale: by('2019-03-31', 'End March 2019'), reason: 'Late' }),
      ],
      async ({ open, api }) => {
        const { text, links, questions } = await open('/meetings/MTG3/pack');
        const lacks = await api(routes.readiness, '/meetings/MTG3/pack', {}, { ref: 'MTG3' });
        expect(questions).toBeLessThanOrEqual(4);
        expect(lacks.leads.items).toEqual([]);
        expect(lacks).toMatchObject({ reviews: { total: 1 }, requests: { total: 1 }, since: { meeting: 'MTG1' } });
        expect(text).toContain('What it will lack: 1 review due · 1 date asked for, without an answer.');
        expect(text).toContain('“End March 2019”, by 31 March 2019');
        expect(links).toContain('/mine#SMI-A1');
        const before = await open('/meetings/MTG2/pack?known=2018-05-01');
        expect(before.text).toContain('the Board was shown no pack before');
        const cancelled = await open('/meetings/MTG2/pack');
        expect(cancelled.text).toContain('No pack was issued for this meeting.');
        expect(cancelled.text).not.toContain('Leads who have not reported');
      },
    ));
});
