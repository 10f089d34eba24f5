import { describe, expect, it } from '@jest/globals';
import { routes } from '#application/routes/routes.js';
import { withPages } from '#test/support/pages.js';
import { action, BOARD_ONLY, milestone, OPENING, target } from '#test/support/read-models/plan.js';
import { by } from '#test/support/read-models/timescales.js';

const HISTORY = [
  ...OPENING,
  action('a1', { title: 'Audit <i>soon</i>', timescale: by('2018-06-30'), parties: [{ party: 'o2', part: 'lead' }] }),
  action('a2', { title: 'Roughly', timescale: { ...by('2018-05-31'), firmness: 'estimate' } }),
  action('a3', { title: 'Sealed', timescale: by('2018-06-15'), access: BOARD_ONLY }),
  milestone('m1', { title: 'Model agreed', due: by('2018-05-31') }),
  target('t1', {
    trajectory: [{ period: { scheme: 'calendar', granularity: 'month', label: '2018-06' }, value: '60' }],
  }),
];
const THEN = '/calendar?true=2018-05-01';
const OUTSIDER = { everything: false, groups: [], seesAccess: false };

describe('the calendar', () => {
  it('lists by day what comes, and says what is an estimate', () =>
    withPages(HISTORY, async ({ open, api }) => {
      const { text, html, links, questions } = await open(THEN);
      const { items } = await api(routes.upcoming, THEN, { days: '91' });
      expect(questions).toBeLessThanOrEqual(4);
      expect(items.length).toBeGreaterThanOrEqual(4);
      expect(text).toContain('Thursday 31 May 2018');
      expect(text).toContain('Roughly SMI-A2: due, an estimate – no lead named');
      expect(text).toContain('Model agreed SMI-M1: milestone');
      expect(text).toContain('SMI-A1: due – SMI lead, Commissioners');
      expect(html).toContain('Audit &lt;i&gt;soon&lt;/i&gt;');
      expect(links).toContain('/actions/SMI-A1?true=2018-05-01');
      expect(links).toContain('/calendar.ics?days=91&true=2018-05-01');
    }));

  it('looks as far ahead as is asked, and shows nobody what is not open to them', () =>
    withPages(HISTORY, async ({ open }) => {
      const { text } = await open(`${THEN}&days=28`);
      expect(text).not.toContain('Roughly');
      expect(text).toContain('No date lies between 1 May 2018 and 29 May 2018.');
      expect((await open(THEN)).text).toContain('Sealed');
      expect((await open(THEN, OUTSIDER)).text).not.toContain('Sealed');
    }));
});
