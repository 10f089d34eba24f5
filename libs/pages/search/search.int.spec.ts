import { describe, expect, it } from '@jest/globals';
import { routes } from '#application/routes/routes.js';
import { withPages } from '#test/support/pages.js';
import { action, BOARD_ONLY, decision, fact, OPENING } from '#test/support/read-models/plan.js';

const HISTORY = [
  ...OPENING,
  action('a1', { title: 'Health checks', description: 'Offer <b>checks</b>. Every practice takes part.' }),
  action('a2', { title: 'Sealed checks', access: BOARD_ONLY }),
  decision('d1', { rationale: 'No funds for checks until a model is agreed' }),
  fact(
    'action-a1',
    'ActionDescribed',
    { title: 'Reviews of bodily health' },
    { recordedAt: '2018-05-01T09:00:00.000Z' },
  ),
];
const OUTSIDER = { everything: false, groups: [], seesAccess: false };

describe('search', () => {
  it('goes straight to an exact reference, at the same moment', () =>
    withPages(HISTORY, async ({ redirected }) => {
      expect(await redirected('/search?q=smi-a1')).toBe('/actions/SMI-A1');
      expect(await redirected('/search?q=SMI-D1&true=2018-06-01')).toBe('/decisions/SMI-D1?true=2018-06-01');
      expect(await redirected('/search?q=checks')).toBeUndefined();
    }));

  it('shows the sentence in which the words stand, marked, and which event brought it', () =>
    withPages(HISTORY, async ({ open, api }) => {
      const { text, html, links, questions } = await open('/search?q=checks');
      const { items, total } = await api(routes.search, '/search', { q: 'checks' });
      expect(questions).toBeLessThanOrEqual(4);
      expect(text).toContain(`${total} texts with checks. Searched: today`);
      expect(html).toContain('“No funds for <mark>checks</mark> until a model is agreed”');
      expect(html).toContain('Offer &lt;b&gt;<mark>checks</mark>&lt;/b&gt;');
      expect(text).toContain('“Health checks ” Title, replaced since');
      expect(links).toEqual(expect.arrayContaining(items.map(({ number }) => `/events/${number}`)));
    }));

  it('finds what stood at the moment, and only what is open to the reader', () =>
    withPages(HISTORY, async ({ open }) => {
      expect((await open('/search?q=bodily&known=2018-04-01')).text).toContain('Nothing was found with bodily.');
      expect((await open('/search?q=sealed')).text).toContain('Sealed checks');
      const none = await open('/search?q=sealed', OUTSIDER);
      expect(none.text).toContain('Nothing was found with sealed.');
      expect(none.text).not.toContain('Sealed');
    }));

  it('goes on where the first page stood, though the ledger has moved on', () =>
    withPages(HISTORY, async ({ open, api }) => {
      const first = await api(routes.search, `/search?event=${HISTORY.length - 1}`, { q: 'checks', limit: '1' });
      const { text } = await open(`/search?q=checks&cursor=${first.nextCursor}`);
      expect(text).toContain(`This page stands on event ${HISTORY.length - 1}`);
      expect(text).toContain('Defer the checks');
    }));

  it('asks again for what cannot be searched, and keeps what was typed', () =>
    withPages(HISTORY, async ({ open }) => {
      const { html, text } = await open('/search?q=%22%3Ca');
      expect(text).toContain('Enter at least one word of 2 letters or digits');
      expect(html).toContain('<title>Error: ');
      expect(html).toContain('value="&quot;&lt;a"');
      expect((await open('/search')).text).not.toContain('Nothing was found');
    }));
});
