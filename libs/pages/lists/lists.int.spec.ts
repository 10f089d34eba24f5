import { describe, expect, it } from '@jest/globals';
import { routes } from '#application/routes/routes.js';
import { withPages } from '#test/support/pages.js';
import { action, fact, milestone, OPENING, target } from '#test/support/read-models/plan.js';
import { by } from '#test/support/read-models/timescales.js';

const MANY = Array.from({ length: 45 }, (_, index) =>
  action(`b${index + 10}`, { title: `One of many ${index}`, timescale: by('2018-06-30') }),
);
const HISTORY = [
  ...OPENING,
  action('a1', { title: 'Review', timescale: by('2018-06-30'), parties: [{ party: 'o2', part: 'lead' }] }),
  milestone('m1', { title: 'Model agreed', due: by('2018-05-31') }),
  target('t1', { measure: 'Checks made', trajectory: [{ period: '2018/19', value: '60' }] }),
  ...MANY,
  fact('action-a1', 'ActionStarted', {}, { recordedAt: '2018-05-01T09:00:00.000Z' }),
];

describe('the lists of items', () => {
  it('show what the API answers to the same filters, each item with its link', () =>
    withPages(HISTORY, async ({ open, api }) => {
      for (const [address, query] of [
        ['/actions?owner=LEAD', { owner: 'LEAD' }],
        ['/actions?status=in-progress', { status: 'in-progress' }],
        ['/actions?overdueOn=2018-07-15&q=Review&known=2018-05-02', { overdueOn: '2018-07-15', q: 'Review' }],
      ] as const) {
        const { text, links, questions } = await open(address);
        const { items } = await api(routes.actions, address, query);
        expect(questions).toBeLessThanOrEqual(4);
        expect(items.map(({ reference }) => reference)).toEqual(['SMI-A1']);
        expect(text).toContain('1 action.');
        expect(links.filter((link) => /^\/actions\/[A-Z]/.test(link))).toHaveLength(items.length);
      }
      expect((await open('/milestones?programme=SMI')).links).toContain('/milestones/SMI-M1');
      const targets = await open('/targets?breached=false');
      expect(targets.links).toContain('/targets/SMI-T1');
      expect(targets.text).toContain('at least 60');
    }));

  it('keep the filters and the moment in the form, and say what was chosen', () =>
    withPages(HISTORY, async ({ open }) => {
      const { html, text } = await open('/actions?status=planned&programme=SMI&parent=SMI-A1&known=2018-05-02');
      expect(html).toContain('<option value="planned" selected>Planned</option>');
      expect(html).toContain('<option value="SMI" selected>');
      expect(html).toContain('<input type="hidden" name="known" value="2018-05-02">');
      expect(html).toContain('<input type="hidden" name="parent" value="SMI-A1">');
      expect(text).toContain('Severe mental illness, planned: 0 actions.');
      expect(text).toContain('Nothing here fits these filters.');
    }));

  it('go on to the next page until every item was shown once', () =>
    withPages(HISTORY, async ({ open }) => {
      const seen: string[] = [];
      for (let next: string | undefined = '/actions?programme=SMI'; next; ) {
        const { links } = await open(next);
        seen.push(...links.filter((link) => /^\/actions\/[A-Z]/.test(link)));
        next = links.find((link) => link.startsWith('/actions?') && link.includes('cursor='));
      }
      expect(seen).toHaveLength(46);
      expect(new Set(seen).size).toBe(46);
    }));
});
