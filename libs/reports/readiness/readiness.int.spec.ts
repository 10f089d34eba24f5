import { expect, it } from '@jest/globals';
import { breaks } from '#test/support/read-models/conforms.js';
import { withHistory } from '#test/support/read-models/models.js';
import { describeOnEveryEngine } from '#test/support/read-models/on-every-engine.js';
import { action, decision, fact, milestone, OPENING, target } from '#test/support/read-models/plan.js';
import { by } from '#test/support/read-models/timescales.js';
import { reportFiguresDue } from './due.js';
import { FIGURES_DUE } from './figures-due.schema.js';
import { readiness } from './readiness.js';
import { READINESS } from './schema.js';

const at = (day: string) => ({ recordedAt: `${day}T09:00:00.000Z`, occurredAt: day });
const led = (party: string) => ({ parties: [{ party, part: 'lead' }] });
const called = (id: string, startsAt: string) =>
  fact(`meeting-${id}`, 'MeetingScheduled', { reference: id.toUpperCase(), group: 'g1', startsAt });
const IN_SCOPE = { programme: 'p2' };
const OF_BOARD = { access: { level: 'internal' } };
const BEGUN = [
  ...OPENING,
  called('b1', '2018-06-01T09:00:00.000Z'),
  called('b2', '2018-09-20T09:00:00.000Z'),
  action('a1', { title: 'Heard', timescale: by('2018-12-31'), ...IN_SCOPE, ...led('o2') }),
  action('a2', { title: 'Silent', timescale: by('2018-12-31'), ...IN_SCOPE, ...led('o2') }),
  action('a3', { title: 'Nobody leads', ...IN_SCOPE }),
  action('a4', { title: 'Reviewed', reviewOn: '2018-09-10', ...IN_SCOPE, ...led('o1') }),
  action('a5', { title: 'Looked at later', reviewOn: '2018-09-21', ...IN_SCOPE }),
  action('a6', { title: 'Not of the board', ...led('o1') }),
  action('a7', { title: 'Begun before the pack', ...IN_SCOPE, ...led('secretary') }),
  fact('action-a7', 'ActionStarted', {}, at('2018-05-20')),
  milestone('m1', { title: 'Model', due: by('2018-10-31'), ...IN_SCOPE }),
  target('t1', {
    ...IN_SCOPE,
    trajectory: [
      { period: '2018-Q2', value: '50' },
      { period: '2018-Q4', value: '60' },
    ],
  }),
  target('t2', { ...IN_SCOPE, trajectory: [] }),
  fact(
    'target-t2',
    'TargetMeasured',
    { period: '2018-05', value: '51', status: 'final', source: 'x', ...OF_BOARD },
    at('2018-06-30'),
  ),
  decision('d1', { reviewBy: '2018-09-01', group: 'g1', title: 'Wait' }),
  fact('meeting-b1', 'MeetingPackIssued', { position: 18, number: 18, hash: 'h', covers: 2 }, at('2018-07-01')),
  fact('action-a1', 'ActionProgressReported', { narrative: 'Half' }, at('2018-07-02')),
  fact('action-a2', 'ActionDescribed', { description: 'Anew' }, at('2018-07-03')),
  fact('milestone-m1', 'MilestoneDateRequested', { due: by('2018-11-30'), reason: 'Late' }, at('2018-07-04')),
];
const NOW = { now: '2018-09-15T12:00:00.000Z' };

describeOnEveryEngine('what the pack of a meeting will lack', () => {
  it('is leads not heard since the last pack, figures, reviews and dates asked for', () =>
    withHistory(BEGUN, async (ask) => {
      const found = await ask((view) => readiness(view, 'b2'), NOW);
      expect(breaks(READINESS, found)).toEqual([]);
      expect(found).toMatchObject({ meeting: 'B2', group: 'BOARD', issuedAt: null, since: { meeting: 'B1' } });
      expect(found).toMatchObject({ until: '2018-09-20', openActions: 6, withoutLead: 2 });
      expect(found?.leads).toEqual({
        total: 3,
        items: [
          { reference: 'CCG', open: 1, unheard: 1 },
          { reference: 'LEAD', open: 2, unheard: 1 },
          { reference: 'SEC', open: 1, unheard: 1 },
        ],
      });
      expect(found?.figures.items).toEqual([
        expect.objectContaining({ reference: 'SMI-T1', period: '2018-Q2', missing: 1, last: null }),
        expect.objectContaining({ reference: 'SMI-T2', period: '2018-08', missing: 3, last: '2018-05' }),
      ]);
      const inProgramme = await ask((view) => reportFiguresDue(view, { programme: 'IAPT' }), NOW);
      expect(breaks(FIGURES_DUE, inProgramme)).toEqual([]);
      expect(inProgramme).toMatchObject({ day: '2018-09-15', ...found?.figures });
      expect(found?.reviews.items.map(({ reference, on, daysPast }) => [reference, on, daysPast])).toEqual([
        ['SMI-D1', '2018-09-01', 14],
        ['SMI-A4', '2018-09-10', 5],
      ]);
      expect(found?.requests).toMatchObject({ total: 1, items: [{ reference: 'SMI-M1', asked: { days: 30 } }] });
    }));

  it('of an issued pack is what it lacked then, and of a first pack what was never heard', () => {
    const issued = { position: BEGUN.length, number: BEGUN.length, hash: 'h', covers: 2 };
    const later = [
      ...BEGUN,
      fact('meeting-b2', 'MeetingPackIssued', issued, at('2018-09-16')),
      fact('action-a2', 'ActionProgressReported', { narrative: 'Done soon' }, at('2018-09-17')),
    ];
    return withHistory(later, async (ask) => {
      const lacked = await ask((view) => readiness(view, 'b2'), { now: '2018-09-18T12:00:00.000Z' });
      expect(lacked).toMatchObject({ day: '2018-09-16', since: { meeting: 'B1' }, issuedAt: expect.any(String) });
      expect(lacked?.leads.items.map(({ reference }) => reference)).toContain('LEAD');
      const first = await ask((view) => readiness(view, 'b1'), NOW);
      expect(first).toMatchObject({ since: null, leads: { total: 2 } });
      expect(await ask((view) => readiness(view, 'none'), NOW)).toBeUndefined();
    });
  });
});
