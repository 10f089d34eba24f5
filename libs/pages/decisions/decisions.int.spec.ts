import { describe, expect, it } from '@jest/globals';
import { routes } from '#application/routes/routes.js';
import { withPages } from '#test/support/pages.js';
import { action, decision, fact, OPENING } from '#test/support/read-models/plan.js';

const HISTORY = [
  ...OPENING,
  action('a1', { title: 'Write the case' }),
  decision('d1', { title: 'Wait', affects: [{ kind: 'action', id: 'a1', as: 'awaits' }] }),
  { ...decision('d2', { title: 'Spend', disposition: 'approve', decidedOn: '2018-05-15' }), occurredAt: '2018-05-15' },
  fact('decision-d2', 'DecisionRevoked', { reason: 'No money' }, { recordedAt: '2018-09-01T09:00:00.000Z' }),
];
const NOW = '/decisions';

describe('decisions in order', () => {
  it('tells newest first what was decided and what became of it, and keeps apart what has no day', () =>
    withPages(HISTORY, async ({ open, api }) => {
      const { text, links, questions } = await open(NOW);
      const timeline = await api(routes.timeline, NOW, { kind: 'decision', order: 'newest' });
      expect(questions).toBeLessThanOrEqual(4);
      expect(timeline.items.map(({ what, reference }) => [what, reference])).toEqual([
        ['revoked', 'SMI-D2'],
        ['recorded', 'SMI-D2'],
        ['recorded', 'SMI-D1'],
      ]);
      expect(text).toContain(`${timeline.items.length} entries, newest first. The day of 1 is not stated`);
      expect(text.indexOf('Revoked: Spend')).toBeGreaterThan(0);
      expect(text.indexOf('Approved: Spend')).toBeGreaterThan(text.indexOf('Revoked: Spend'));
      expect(text.indexOf('Day not stated (1)')).toBeGreaterThan(text.indexOf('Approved: Spend'));
      expect(links).toEqual(expect.arrayContaining(timeline.items.map(({ number }) => `/events/${number}`)));
      expect(links).toEqual(expect.arrayContaining(['/decisions/SMI-D1', '/decisions/SMI-D2']));
    }));

  it('shows the past, and an empty list as a sentence', () =>
    withPages(HISTORY, async ({ open }) => {
      expect((await open('/decisions?known=2018-08-01')).text).not.toContain('Revoked');
      expect((await open('/decisions?programme=IAPT')).text).toContain('No decision fits these filters.');
    }));
});
