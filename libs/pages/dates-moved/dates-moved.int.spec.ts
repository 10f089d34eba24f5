import { describe, expect, it } from '@jest/globals';
import { routes } from '#application/routes/routes.js';
import { withPages } from '#test/support/pages.js';
import { action, fact, OPENING } from '#test/support/read-models/plan.js';
import { by } from '#test/support/read-models/timescales.js';

const revised = (id: string, on: string, latest: string, authority: string, reason: string) =>
  fact(
    `action-${id}`,
    'ActionTimescaleRevised',
    { timescale: by(latest), authority, reason },
    { recordedAt: `${on}T09:00:00.000Z`, reason },
  );
const HISTORY = [
  ...OPENING,
  action('a1', {
    title: 'Audit',
    programme: 'p2',
    timescale: by('2018-06-30'),
    parties: [{ party: 'o2', part: 'lead' }],
  }),
  action('a2', { title: 'Bid', programme: 'p2', timescale: by('2018-12-31') }),
  action('a3', { title: 'Elsewhere', timescale: by('2018-12-31') }),
  revised('a1', '2018-05-01', '2018-07-31', 'lead', 'Staff <b>left</b>'),
  revised('a1', '2018-07-25', '2018-08-31', 'chairs-action', 'The model took longer.'),
  revised('a2', '2018-09-01', '2018-11-30', 'lead', 'The round closes earlier.'),
  fact('action-a3', 'ActionCorrected', {
    field: 'timescale',
    before: by('2018-12-31'),
    value: by('2018-10-31'),
    reason: 'Misread',
  }),
];

describe('dates moved', () => {
  it('says how often, how far and on whose word, as the slippage report counts', () =>
    withPages(HISTORY, async ({ open, api }) => {
      const { text, html, links, questions } = await open('/dates?group=BOARD');
      const report = await api(routes.slippage, '/dates', { group: 'BOARD' });
      expect(report).toMatchObject({ moves: 3, slips: 2, days: 31, notAgreed: 2 });
      expect(questions).toBeLessThanOrEqual(4);
      expect(text).toContain('3 moves, 2 to a later day or to none: 31 days later in all; 2 not agreed.');
      expect(text).toContain('1 came in the last 14 days before its date, or after it.');
      expect(text).toContain('“By 2018-06-30” (first promised, by 30 June 2018)');
      expect(text).toContain('“By 2018-07-31” (31 days later, by its lead alone: not agreed)');
      expect(text).toContain('“By 2018-11-30” (31 days earlier, by its lead alone: not agreed)');
      expect(text).not.toContain('Elsewhere');
      expect(html).toContain('Staff &lt;b&gt;left&lt;/b&gt;');
      const { items } = await api(routes.slippageItems, '/dates', { group: 'BOARD', moved: 'true' });
      const events = items.flatMap(({ promises }) => promises.map(({ number }) => `/events/${number}`));
      expect(links).toEqual(expect.arrayContaining(events));
      expect(links).toContain('/dates?group=BOARD&programme=IAPT');
      expect(links).toEqual(expect.arrayContaining(['/dates?group=BOARD&owner=LEAD', '/parties/LEAD']));
    }));

  it('counts in a row what the row opens', () =>
    withPages(HISTORY, async ({ open }) => {
      expect((await open('/dates?group=BOARD')).text).toContain('SMI lead, Commissioners 2 moved: SMI lead 2 62');
      expect((await open('/dates?group=BOARD&owner=LEAD')).text).toContain('2 moves, 2 to a later day');
    }));

  it('keeps corrections apart, as no slip, and says where nothing moved', () =>
    withPages(HISTORY, async ({ open }) => {
      const whole = await open('/dates');
      expect(whole.text).toContain('1 date was put right or read anew, which is no slip. Show it');
      expect(whole.links).toContain('/dates?restated=true');
      expect((await open('/dates?restated=true')).text).toContain('a typing error put right, 61 days earlier: no slip');
      const before = await open('/dates?known=2018-04-01');
      expect(before.text).toContain('No agreed date moved.');
    }));
});
