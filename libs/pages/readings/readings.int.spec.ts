import { describe, expect, it } from '@jest/globals';
import { readTimescale } from '#domain/timescale/reader.js';
import { withPages } from '#test/support/pages.js';
import { action, OPENING } from '#test/support/read-models/plan.js';

const text = 'By end Q3 2018';
const old = { ...readTimescale(text, { documentDate: '2018-03-01' }), reader: 'reader-1', latest: '2018-09-30' };
const HISTORY = [...OPENING, action('a1', { title: 'Review <i>it</i>', timescale: old })];

describe('readings that need a person', () => {
  it('shows what was written beside both readings', () =>
    withPages(HISTORY, async ({ open }) => {
      const { text: said, html, links } = await open('/readings');
      expect(said).toMatch(/“By end Q3 2018” \S.* 30 September 2018 \S.* 31 December 2018/);
      expect(html).toContain('Review &lt;i&gt;it&lt;/i&gt;');
      expect(links).toContain('/actions/SMI-A1');
    }));

  it('says so where there are none', () =>
    withPages(HISTORY, async ({ open }) => {
      const none = await open('/readings?group=BOARD&true=2018-06-01');
      expect(none.text).toContain('No date is read otherwise today than it was recorded.');
      expect(none.links).toContain('/readings?true=2018-06-01');
    }));
});
