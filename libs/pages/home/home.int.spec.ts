import { describe, expect, it } from '@jest/globals';
import { routes } from '#application/routes/routes.js';
import { withPages } from '#test/support/pages.js';
import { action, fact, OPENING } from '#test/support/read-models/plan.js';
import { by } from '#test/support/read-models/timescales.js';

const MANY = Array.from({ length: 60 }, (_, index) =>
  fact(`programme-x${index + 100}`, 'ProgrammeRegistered', {
    reference: `X${index + 100}`,
    name: `Programme ${index}`,
  }),
);
const HISTORY = [...OPENING, ...MANY, action('a1', { title: 'Review', timescale: by('2018-06-30') })];
const programmesIn = (links: readonly string[]) => links.filter((link) => link.startsWith('/programmes/'));

describe('the plan at a glance', () => {
  it('shows fifty programmes a page, all of them in the end, and the totals of all on each', () =>
    withPages(HISTORY, async ({ open, api }) => {
      const { programmes, totals } = await api(routes.governance, '/');
      const first = await open('/');
      const next = first.links.find((link) => link.startsWith('/?')) ?? '';
      const second = await open(next);
      expect(next).toBe('/?from=51');
      expect(first.text).toContain(`Programmes 1 to 50 of ${programmes.length}.`);
      expect(second.text).toContain(`Programmes 51 to ${programmes.length} of ${programmes.length}.`);
      const shown = [...programmesIn(first.links), ...programmesIn(second.links)];
      expect(new Set(shown).size).toBe(programmes.length);
      for (const { text } of [first, second]) {
        expect(totals.actions.overdue).toBe(1);
        expect(text).toContain('1 of 1 open action is past the agreed date.');
      }
    }));

  it('shows the first page where an address asks for a row that is not there', () =>
    withPages(HISTORY, async ({ open }) => {
      for (const from of ['0', '-1', '900', 'all', '1e3'])
        expect((await open(`/?from=${from}`)).text).toContain('Programmes 1 to 50 of');
    }));

  it('says nothing of pages where all programmes stand on one', () =>
    withPages(OPENING, async ({ open }) => {
      expect((await open('/')).text).not.toContain('Programmes 1 to');
    }));
});
