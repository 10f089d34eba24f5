import { describe, expect, it } from '@jest/globals';
import { routes } from '#application/routes/routes.js';
import { withPages } from '#test/support/pages.js';
import { action, decision, fact, INTERNAL, OPENING, target } from '#test/support/read-models/plan.js';
import { by } from '#test/support/read-models/timescales.js';

const on = (day: string) => ({ recordedAt: `${day}T09:00:00.000Z` });
const IAPT = { programme: 'p2' };
const figure = (period: string, value: string) => ({ period, value, status: 'final', access: INTERNAL });
const breach = (period: string, actual: string) => ({ period, cause: 'measurement', expected: 60, actual });
const meeting = (id: string, startsAt: string, number: number, day: string) => [
  fact(`meeting-${id}`, 'MeetingScheduled', { reference: id.toUpperCase(), group: 'g1', startsAt }, on(day)),
  fact(`meeting-${id}`, 'MeetingPackIssued', { position: number, number, hash: `hash-${id}` }, on(day)),
  fact(
    `meeting-${id}`,
    'MeetingHeld',
    { present: [], apologies: [] },
    { ...on(startsAt.slice(0, 10)), occurredAt: startsAt },
  ),
];
const HISTORY = [
  ...OPENING,
  action('a1', { ...IAPT, title: 'Review <b>checks</b>', timescale: by('2018-04-10') }),
  action('a2', { ...IAPT, title: 'Commission', timescale: by('2018-05-20') }),
  action('a3', { ...IAPT, title: 'Staff it', timescale: by('2018-12-31') }),
  target('t1', { ...IAPT, kind: 'standard', trajectory: [{ period: '2018/19', value: '60' }] }),
  decision('d1', { group: 'g1', conditions: [{ number: 1, text: 'A model is agreed' }] }),
  fact('target-t1', 'TargetMeasured', figure('2018-04', '55'), on('2018-05-01')),
  fact('target-t1', 'TargetBreached', breach('2018-04', '55'), on('2018-05-01')),
  ...meeting('mtg1', '2018-05-08T10:00:00.000Z', 16, '2018-05-02'),
  fact('action-a1', 'ActionCompleted', { narrative: 'Written' }, on('2018-05-10')),
  fact(
    'action-a3',
    'ActionTimescaleRevised',
    { timescale: by('2019-01-31'), authority: 'lead', reason: 'Staff left' },
    { ...on('2018-05-11'), reason: 'Staff left' },
  ),
  fact('target-t1', 'TargetMeasured', figure('2018-05', '50'), on('2018-06-01')),
  fact('target-t1', 'TargetBreached', breach('2018-05', '50'), on('2018-06-01')),
  fact('decision-d1', 'DecisionConditionMet', { condition: 1, evidence: 'Paper 7' }, on('2018-06-02')),
  ...meeting('mtg2', '2018-06-12T10:00:00.000Z', 24, '2018-06-05'),
];
const BETWEEN = '/groups/board/since?from=MTG1&to=MTG2';

describe('since we last met', () => {
  it('tells what changed in the order in which a board asks, every entry with its event', () =>
    withPages(HISTORY, async ({ open, api }) => {
      const { text, links, html, questions } = await open(BETWEEN);
      const told = await api(routes.changes, BETWEEN, { group: 'BOARD', since: 'MTG1', until: 'MTG2' });
      expect(questions).toBeLessThanOrEqual(4);
      expect(text).toContain('From the pack for 8 May 2018 ( event 16 ) to the pack for 12 June 2018 ( event 24 )');
      expect(html).toContain('>Two moments</strong>');
      const bar = html.slice(html.indexOf('al-moment__what'), html.indexOf('<main')).replaceAll('\u00a0', ' ');
      expect(bar).toMatch(/From <strong>the pack for 8 May 2018 to the pack for 12 June 2018<\/strong>\./);
      expect(text).toContain('1 action reported complete, 0 verified.');
      expect(text).toContain('1 agreed date moved, and 1 passed unkept.');
      expect(text).toContain('1 of 1 figure missed its level. It missed it before too.');
      expect(text).toMatch(
        /was 31 December 2018 → now 31 January 2019 31 days later, by its lead alone: not agreed “Staff left”/,
      );
      expect(text).toMatch(/Health checks SMI-T1 at least 60 % Apr 2018: 55 % May 2018: 50 % Missed, 2 in a row/);
      expect(text).toMatch(/“A model is agreed”: was open → now met Evidence: Paper 7/);
      expect(html).not.toContain('<b>checks');
      const numbers = told.items.flatMap(({ events }) => events.map(({ number }) => `/events/${number}`));
      expect(links).toEqual(expect.arrayContaining(numbers));
    }));

  it('finds what passed its date unkept, of which no event tells, and what is late no more', () =>
    withPages(HISTORY, async ({ open, api }) => {
      const { text } = await open(BETWEEN);
      const told = await api(routes.changes, BETWEEN, { group: 'BOARD', since: 'MTG1', until: 'MTG2' });
      expect(told.newlyPast).toMatchObject({ total: 1, items: [{ reference: 'SMI-A2', due: '2018-05-20' }] });
      expect(told.noLongerPast).toMatchObject({ total: 1, items: [{ reference: 'SMI-A1', status: 'complete' }] });
      expect(text).toContain('Passed their date without being finished (1) Commission SMI-A2: agreed date 20 May 2018');
      expect(text).toMatch(/No longer past their date: Review .*SMI-A1: agreed date 10 April 2018, reported complete/);
    }));

  it('keeps a heading with nothing, and says so', () =>
    withPages(HISTORY, async ({ open }) => {
      const { text, html } = await open('/groups/BOARD/since?from=MTG2&known=2018-06-20');
      expect(text).toContain('Dates moved (0) No agreed date was moved.');
      expect(text).toContain('Passed their date without being finished (0) None.');
      expect(html).toMatch(/<option value="MTG2" selected>The pack for/);
      expect(html).toMatch(/>The past: two moments<.* to what was known on 20\u00a0June\u00a02018<\/strong>/s);
    }));

  it('offers at a past moment the packs that were known then', () =>
    withPages(HISTORY, async ({ open }) => {
      const { html, links } = await open('/groups/BOARD/since?known=2018-05-09');
      const form = html.slice(html.indexOf('class="al-filter"'));
      expect(form).toContain('<option value="MTG1"');
      expect(form).not.toContain('<option value="MTG2"');
      expect(form).toContain('<input type="hidden" name="known" value="2018-05-09">');
      expect(links.filter((link) => link.startsWith('/') && !link.includes('known='))).toEqual([]);
    }));
});
