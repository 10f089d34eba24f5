import { describe, expect, it } from '@jest/globals';
import { historyRoutes } from '#application/routes/history-routes.js';
import { routes } from '#application/routes/routes.js';
import { withPages } from '#test/support/pages.js';
import { decision, fact, INTERNAL, OPENING, target } from '#test/support/read-models/plan.js';

const MONTHS = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12'];
const VALUES = ['50', '51', '50', '49', '51', '50', '52', '51', '50', '49', '30', '51'];
const measured = MONTHS.map((month, index) =>
  fact(
    'target-t1',
    'TargetMeasured',
    { period: `2018-${month}`, value: VALUES[index], status: 'final', access: INTERNAL },
    { recordedAt: `2019-01-${month}T09:00:00.000Z` },
  ),
);
const HISTORY = [
  ...OPENING,
  target('t1', {
    measure: 'Checks <b>made</b>',
    unit: 'percent',
    kind: 'standard',
    trajectory: [{ period: '2018', value: '90' }],
  }),
  decision('d1', { affects: [{ kind: 'target', id: 't1', as: 'concerns' }] }),
  ...measured,
  target('t2', {
    trajectory: [
      { period: '2018/19', value: '10' },
      { period: '2019/20', value: '20', condition: 'Subject to money' },
    ],
  }),
];
const NOW = '/targets/SMI-T1';
const PAST = '/targets/SMI-T1?known=2019-01-03';
const PATH = { ref: 'SMI-T1' };

describe('the page of a target', () => {
  it('says whether it is met, what chance explains and what follows, and opens each figure to its event', () =>
    withPages(HISTORY, async ({ open, api }) => {
      const { text, links, questions, html } = await open(NOW);
      const shown = await api(routes.target, NOW, {}, PATH);
      const history = await api(historyRoutes.target, NOW, { limit: '100' }, PATH);
      const figures = history.items.filter(({ type }) => type === 'TargetMeasured');
      expect(questions).toBe(4);
      expect(text).toContain(`At least 90% from 2018. Latest: ${shown.latest?.value}% in December 2018.`);
      expect(text).toContain('November 2018, at 30%, was worse than chance explains.');
      expect(text).toContain('As things are, it will go on being missed.');
      expect(text).toContain(
        `Figures (${shown.periods.filter(({ measurement }) => measurement).length}, newest first)`,
      );
      expect(figures).toHaveLength(MONTHS.length);
      expect(links).toEqual(expect.arrayContaining(figures.map(({ number }) => `/events/${number}`)));
      expect(links).toEqual(expect.arrayContaining(['/decisions/SMI-D1']));
      expect(html.match(/class="(usual|better|worse|missed)"/g)).toHaveLength(2 * MONTHS.length);
      expect(html).toContain('href="/programmes/SMI"');
      expect(html).not.toContain('<b>made');
    }));

  it('shows a past moment by what was known, and says that few figures tell nothing of chance', () =>
    withPages(HISTORY, async ({ open, api }) => {
      const { text, links } = await open(PAST);
      const shown = await api(routes.target, PAST, {}, PATH);
      expect(shown.latest?.period).toBe('2018-03');
      expect(text).toContain('in March 2018.');
      expect(text).toContain('Too few figures to tell change from chance: 3 of 12.');
      expect(links.filter((link) => !link.includes('known=2019-01-03'))).toEqual([]);
    }));

  it('draws a trajectory without figures, with the conditional level hollow', () =>
    withPages(HISTORY, async ({ open }) => {
      const { text, html } = await open('/targets/SMI-T2');
      expect(text).toContain('Nobody can say whether it is met: no figure is recorded.');
      expect(text).toContain('Levels (2)');
      expect(text).toContain('2019/20: at least 20 % (Subject to money)');
      expect(html).toContain('class="path"');
      expect(html.match(/<circle class="usual"/g)).toHaveLength(2);
    }));
});
