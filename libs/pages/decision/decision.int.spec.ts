import { describe, expect, it } from '@jest/globals';
import { historyRoutes } from '#application/routes/history-routes.js';
import { routes } from '#application/routes/routes.js';
import { withPages } from '#test/support/pages.js';
import { action, decision, fact, INTERNAL, OPENING, target } from '#test/support/read-models/plan.js';
import { by } from '#test/support/read-models/timescales.js';

const figure = (period: string, value: string) => ({ period, value, status: 'final', access: INTERNAL });
const HISTORY = [
  ...OPENING,
  action('a1', { title: 'Write the case', timescale: by('2018-06-30', 'End June 2018') }),
  decision('d1', {
    affects: [{ kind: 'action', id: 'a1', as: 'awaits' }],
    conditions: [{ number: 1, text: 'A model is <i>agreed</i>' }],
    group: 'g1',
    decidedOn: '2018-05-01',
  }),
  fact(
    'action-a1',
    'ActionTimescaleRevised',
    { timescale: by('2018-07-31', 'End July 2018'), authority: 'lead', reason: 'Staff left' },
    { recordedAt: '2018-06-01T09:00:00.000Z' },
  ),
  fact('action-a1', 'ActionStarted', {}, { recordedAt: '2018-06-02T09:00:00.000Z' }),
  fact(
    'decision-d1',
    'DecisionConditionMet',
    { condition: 1, evidence: 'Paper 7' },
    { recordedAt: '2018-08-01T09:00:00.000Z' },
  ),
];
const MEASURED = [
  ...HISTORY,
  target('t1', {
    unit: 'people',
    trajectory: [
      { period: '2018/19', value: '50' },
      { period: '2019/20', value: '60' },
    ],
  }),
  fact('target-t1', 'TargetMeasured', figure('2018-04', '41'), { recordedAt: '2018-08-02T09:00:00.000Z' }),
  decision('d2', { affects: [{ kind: 'target', id: 't1', as: 'concerns' }] }),
  fact('target-t1', 'TargetMeasured', figure('2018-05', '44'), { recordedAt: '2018-08-03T09:00:00.000Z' }),
];
const NOW = '/decisions/SMI-D1';
const PATH = { ref: 'SMI-D1' };

describe('the page of a decision', () => {
  it('tells its life, what came of it, and what was known, each with its events', () =>
    withPages(HISTORY, async ({ open, api }) => {
      const { text, links, questions, html } = await open(NOW);
      const { decision: shown, conditions, consequences, recorded } = await api(routes.dossier, NOW, {}, PATH);
      const history = await api(historyRoutes.decision, NOW, {}, PATH);
      expect(questions).toBe(2);
      expect(text).toContain(`Deferred: “${shown.rationale}”`);
      expect(text).toContain('Decided 1 May 2018, Board');
      expect(conditions[0]?.outcome).toBe('met');
      expect(text).toContain('Its conditions are met: it waits for the board to release it.');
      expect(text).toContain('Nothing. No meeting is stated, so there is no pack.');
      expect(text).toContain('In progress, date moved to “End July 2018” (31 days later)');
      expect(text).toContain(`${consequences.affected[0]?.since?.eventCount} events of SMI-A1 since the decision`);
      expect(links).toContain(`/events/${recorded.number}`);
      expect(links).toEqual(expect.arrayContaining(history.items.map(({ number }) => `/events/${number}`)));
      expect(links).toEqual(expect.arrayContaining(['/actions/SMI-A1', '/groups/BOARD']));
      expect(html).not.toContain('<i>agreed');
    }));

  it('tells the level and the figures of a target with their unit', () =>
    withPages(MEASURED, async ({ open }) => {
      const { text, questions } = await open('/decisions/SMI-D2');
      expect(questions).toBe(3);
      expect(text).toContain(
        'Level at least 50 people and 60 people, 41 people (April 2018) Measured 1 time: 44 people',
      );
    }));

  it('lists as many events as it says, where it leads', () =>
    withPages(HISTORY, async ({ open, api }) => {
      const { links } = await open(NOW);
      const href = links.find((link) => link.startsWith('/audit?reference=SMI-A1')) ?? '';
      const { consequences } = await api(routes.dossier, NOW, {}, PATH);
      expect((await open(href)).text).toContain(`${consequences.affected[0]?.since?.eventCount} events, newest first.`);
    }));

  it('shows its condition as open where nobody knew of its outcome', () =>
    withPages(HISTORY, async ({ open }) => {
      const { text } = await open('/decisions/SMI-D1?known=2018-07-01');
      expect(text).toContain('Condition open A model is <i>agreed</i>');
      expect(text).toContain('Outcome Open');
      expect(text).not.toContain('Paper 7');
    }));
});
