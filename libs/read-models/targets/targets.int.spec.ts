import { expect, test } from '@jest/globals';
import { breaks } from '#test/support/read-models/conforms.js';
import { OUTSIDER, referencesIn, withHistory } from '#test/support/read-models/models.js';
import { describeOnEveryEngine } from '#test/support/read-models/on-every-engine.js';
import { BOARD_ONLY, fact, INTERNAL, OPENING, target } from '#test/support/read-models/plan.js';
import { findTarget, listTargets } from './targets.queries.js';
import type { TargetFilter } from './targets.schema.js';
import { TARGET } from './targets.schema.js';

const measured = (id: string, data: object) =>
  fact(`target-${id}`, 'TargetMeasured', { status: 'final', access: INTERNAL, ...data });
const breached = (id: string, data: object) =>
  fact(`target-${id}`, 'TargetBreached', { cause: 'measurement', ...data });

const MISSED = [
  ...OPENING,
  target('t1', {
    baseline: { period: '2016/17', value: '28' },
    trajectory: [
      { period: '2018-04', value: 60 },
      { period: '2018-05', value: '62.50', condition: 'subject to wave 2 funding' },
      { period: '2018-06', value: 65 },
    ],
  }),
  target('t2', { programme: 'p2', measure: 'Waits', kind: 'standard' }),
  measured('t1', {
    period: '2018-04',
    value: '58.0',
    qualifier: 'about',
    source: 'Provider return',
    reportedOn: '2018-05-10',
  }),
  breached('t1', { period: '2018-04', expected: 60, actual: 'about 58.0', answersTo: 1 }),
];
const HISTORY = [
  ...MISSED,
  fact('target-t1', 'TargetMeasurementCorrected', {
    period: '2018-04',
    value: '59.9',
    status: 'final',
    access: INTERNAL,
    before: { period: '2018-04', value: '58.0', status: 'final', access: INTERNAL },
    reason: 'Late returns',
  }),
  measured('t1', { period: '2018-05', numerator: 130, denominator: 200 }),
  fact('target-t1', 'TargetRecovered', { period: '2018-05', ends: ['2018-04'], cause: 'measurement', answersTo: 4 }),
  breached('t2', { period: '2017-11', cause: 'report', cases: 1, narrative: 'A single breach' }),
];

describeOnEveryEngine('targets', () => {
  test('a target shows its trajectory beside its measurements, each figure as it was written', () =>
    withHistory(HISTORY, async (ask) => {
      const shown = await ask((view) => findTarget(view, 'smi-t1'));
      expect(breaks(TARGET, shown)).toEqual([]);
      expect(shown).toMatchObject({
        measure: 'Health checks',
        baseline: { period: '2016/17', value: '28' },
        openBreaches: [],
        latest: { period: '2018-05', numerator: 130, denominator: 200, value: null },
      });
      expect(shown?.periods.map(({ period, expected, verdict }) => [period, expected, verdict])).toEqual([
        ['2018-04', 60, 'missed'],
        ['2018-05', '62.50', 'met'],
        ['2018-06', 65, null],
      ]);
      expect(shown?.periods[0]).toMatchObject({
        actual: '59.9',
        measurement: {
          value: '59.9',
          qualifier: null,
          corrected: {
            reason: 'Late returns',
            first: { value: '58.0', qualifier: 'about', source: 'Provider return', reportedOn: '2018-05-10' },
          },
        },
        breach: { cause: 'measurement', expected: 60, actual: 'about 58.0', recovered: { period: '2018-05' } },
      });
      expect(shown?.periods[1]).toMatchObject({
        condition: 'subject to wave 2 funding',
        actual: '130/200',
        breach: null,
      });
    }));

  test('a breach without a figure is shown with its cases, and keeps them when a figure comes', async () => {
    await withHistory(HISTORY, async (ask) => {
      const shown = await ask((view) => findTarget(view, 'SMI-T2'));
      expect(shown?.openBreaches).toEqual(['2017-11']);
      expect(shown?.periods).toMatchObject([
        { period: '2017-11', measurement: null, breach: { cause: 'report', cases: 1, narrative: 'A single breach' } },
      ]);
    });
    await withHistory([...HISTORY, breached('t2', { period: '2017-11', expected: 95, actual: '90' })], async (ask) => {
      const shown = await ask((view) => findTarget(view, 'SMI-T2'));
      expect(shown?.periods).toMatchObject([{ breach: { cause: 'measurement', actual: '90', cases: 1 } }]);
    });
  });

  test('a list is narrowed by every filter, now and in the past', () =>
    withHistory(HISTORY, async (ask) => {
      const list = async (filter: TargetFilter, asked = {}) =>
        referencesIn(await ask((view) => listTargets(view, filter, { limit: 50 }), asked));
      const then = { asOfPosition: MISSED.length };
      expect(await list({})).toEqual(['SMI-T1', 'SMI-T2']);
      expect(await list({ programme: 'iapt' })).toEqual(['SMI-T2']);
      expect(await list({ kind: 'standard' })).toEqual(['SMI-T2']);
      expect(await list({ status: 'withdrawn' })).toEqual([]);
      expect(await list({ breached: true })).toEqual(['SMI-T2']);
      expect(await list({ breached: false })).toEqual(['SMI-T1']);
      expect(await list({ breached: true }, then)).toEqual(['SMI-T1']);
      expect(await list({ q: 'waits' })).toEqual(['SMI-T2']);
      const before = await ask((view) => findTarget(view, 'SMI-T1'), then);
      expect(before).toMatchObject({ openBreaches: ['2018-04'], latest: { value: '58.0' } });
    }));

  test('a figure is due where a level is set for its period, or the last figure is of a period as long', () => {
    const history = [
      ...HISTORY,
      target('t3', { trajectory: [{ period: '2018/19-Q1', value: 5 }] }),
      target('t4', { trajectory: [] }),
      measured('t4', { period: '2016/17', value: '9' }),
      measured('t4', { period: '2017/18', value: '9' }),
      target('t5', { trajectory: [{ period: '2018-06', value: 5 }] }),
      fact('target-t5', 'TargetSuspended', { reason: 'A new system' }),
    ];
    return withHistory(history, async (ask) => {
      const due = async (figureDueIn: string, asked = {}) =>
        referencesIn(await ask((view) => listTargets(view, { figureDueIn }, { limit: 50 }), asked));
      expect(await due('2018-06')).toEqual(['SMI-T1']);
      expect(await due('2018-12')).toEqual(['SMI-T1']);
      expect(await due('2018-05')).toEqual([]);
      expect(await due('2018-05', { asOfPosition: MISSED.length })).toEqual(['SMI-T1']);
      expect(await due('2018-Q2')).toEqual(['SMI-T3']);
      expect(await due('2018')).toEqual(['SMI-T4']);
      expect(await due('2017/18')).toEqual([]);
    });
  });

  test('a figure that is hidden from the reader shows in no period, breach, sum or filter', () => {
    const history = [
      ...OPENING,
      target('t1', {
        accumulates: true,
        unit: 'checks',
        trajectory: [
          { period: '2018-04', value: 10 },
          { period: '2018-05', value: 30 },
        ],
      }),
      measured('t1', { period: '2018-04', value: 7, access: BOARD_ONLY }),
      breached('t1', { period: '2018-04', expected: 10, actual: '7' }),
    ];
    const later = [
      ...history,
      measured('t1', { period: '2018-05', value: 12 }),
      breached('t1', { period: '2018-05', expected: 30, actual: '19' }),
    ];
    return withHistory(later, async (ask) => {
      const asked = { reader: OUTSIDER, asOfPosition: history.length };
      const breachedThen = await ask((view) => listTargets(view, { breached: true }, { limit: 9 }), asked);
      expect(breachedThen.items).toEqual([]);
      expect(await ask((view) => findTarget(view, 't1'), asked)).toMatchObject({
        latest: null,
        openBreaches: [],
        periods: [{ measurement: null, actual: null, breach: null }, {}],
      });
      expect(await ask((view) => findTarget(view, 't1'), { reader: OUTSIDER })).toMatchObject({
        openBreaches: ['2018-05'],
        periods: [
          {},
          { measurement: { value: 12 }, actual: null, verdict: null, breach: { actual: null, expected: 30 } },
        ],
      });
      expect(await ask((view) => findTarget(view, 't1'))).toMatchObject({
        openBreaches: ['2018-04', '2018-05'],
        periods: [{ actual: '7' }, { actual: '19', breach: { actual: '19' } }],
      });
    });
  });
});
