import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { endOfDay } from '#read-models/meetings/pack-position.js';
import type { ReportQuery } from '#read-models/programmes/programmes.schema.js';
import type { QueryContext } from '#read-store/query/query-context.js';
import { EVERYTHING } from '#read-store/query/visibility.js';
import { breaks } from '#test/support/read-models/conforms.js';
import { runs, withReadStore } from '#test/support/read-models/engine.js';
import { stored, type ToldFact } from '#test/support/read-models/events.js';
import { opened, projected } from '#test/support/read-models/files.js';
import { histories } from '#test/support/read-models/histories.js';
import { asking, OUTSIDER, withHistory } from '#test/support/read-models/models.js';
import { describeOnEveryEngine } from '#test/support/read-models/on-every-engine.js';
import { by } from '#test/support/read-models/timescales.js';
import { silences } from '../attention/silences.js';
import { FIGURES, type FigureName } from '../figures/figures.js';
import { listFigure } from '../figures/listing.js';
import { FIGURE_PAGE, GOVERNANCE_REPORT, type GovernanceReport } from '../figures/schema.js';
import { ELSEWHERE } from '../figures/sources.js';
import { governanceReport } from './governance.js';
import { pack, packReader, reportHash } from './pack.js';

const INTERNAL = { level: 'internal' } as const;
const BOARD_ONLY = { level: 'restricted', group: 'g1' } as const;
const NOW = '2018-07-02T12:00:00.000Z';
const SCHEME = {
  version: 1,
  name: 'BRAG',
  ratings: [{ rating: 'red', word: 'Off track', meaning: 'Will not be kept.', needsNarrative: true }],
};

let minute = 0;
const on = (day: string, fact: Omit<ToldFact, 'recordedAt'>): ToldFact => ({
  ...fact,
  recordedAt: `${day}T09:${String(minute++ % 60).padStart(2, '0')}:00.000Z`,
});
const action = (day: string, id: string, data: object) =>
  on(day, {
    stream: `action-${id}`,
    type: 'ActionCreated',
    data: { reference: `A-${id.toUpperCase()}`, title: id, programme: 'p1', access: INTERNAL, ...data },
  });
const programme = (id: string, data: object) =>
  on('2018-03-01', {
    stream: `programme-${id}`,
    type: 'ProgrammeRegistered',
    data: { reference: id.toUpperCase(), name: `The ${id}`, ...data },
  });
const meeting = (id: string, startsAt: string): ToldFact[] => [
  on('2018-03-02', {
    stream: `meeting-${id}`,
    type: 'MeetingScheduled',
    data: { reference: id.toUpperCase(), group: 'g1', startsAt },
  }),
  on(startsAt.slice(0, 10), {
    stream: `meeting-${id}`,
    type: 'MeetingHeld',
    data: { present: [], apologies: [] },
    occurredAt: startsAt,
  }),
];

const HISTORY: readonly ToldFact[] = [
  on('2018-03-01', {
    stream: 'ledger',
    type: 'LedgerOpened',
    data: { ledger: 'l1', name: 'Plan', illustrative: true },
  }),
  on('2018-03-01', { stream: 'ledger', type: 'RatingSchemeAdopted', data: SCHEME }),
  on('2018-03-01', { stream: 'group-g1', type: 'GroupRegistered', data: { reference: 'BOARD', name: 'The Board' } }),
  on('2018-03-01', { stream: 'group-g2', type: 'GroupRegistered', data: { reference: 'FINANCE', name: 'Finance' } }),
  programme('p1', { group: 'g1' }),
  programme('p2', { parent: 'p1' }),
  programme('p3', { parent: 'p1', group: 'g2' }),
  ...meeting('m1', '2018-04-10T09:00:00.000Z'),
  action('2018-04-01', 'a1', { timescale: by('2018-06-30') }),
  action('2018-04-01', 'a2', { timescale: by('2018-07-20'), programme: 'p2' }),
  action('2018-04-01', 'a3', { timescale: { ...by(null), openEnded: true }, programme: 'p3', alsoIn: ['p1'] }),
  action('2018-04-01', 'a4', { programme: 'p3', overseenBy: 'g1' }),
  action('2018-04-01', 'a5', { programme: 'p3' }),
  action('2018-04-01', 'a6', { timescale: by('2018-05-01'), access: BOARD_ONLY }),
  on('2018-04-02', {
    stream: 'milestone-s1',
    type: 'MilestoneSet',
    data: { reference: 'M-1', title: 'Stage', programme: 'p1', due: by('2018-06-01'), access: INTERNAL },
  }),
  on('2018-04-02', {
    stream: 'target-t1',
    type: 'TargetSet',
    data: {
      reference: 'T-1',
      programme: 'p1',
      measure: 'Checks',
      unit: '%',
      direction: 'at-least',
      kind: 'standard',
      accumulates: false,
      trajectory: [],
      access: INTERNAL,
    },
  }),
  on('2018-05-02', { stream: 'target-t1', type: 'TargetBreached', data: { period: '2018-04', cause: 'report' } }),
  on('2018-06-02', {
    stream: 'decision-d1',
    type: 'DecisionRecorded',
    data: {
      reference: 'D-1',
      title: 'Defer the checks',
      disposition: 'defer',
      rationale: 'No model yet',
      decidedOn: '2018-06-02',
      takenBy: 'meeting',
      conditions: [{ number: 1, text: 'A model is agreed' }],
      alternatives: [],
      affects: [{ kind: 'action', id: 'a1', as: 'defers' }],
      funding: [],
      access: INTERNAL,
    },
    occurredAt: '2018-06-02',
  }),
  on('2018-06-03', {
    stream: 'action-a1',
    type: 'ActionRated',
    data: { rating: 'red', narrative: 'Staff left', scheme: 1 },
  }),
  ...meeting('m2', '2018-06-10T09:00:00.000Z').slice(0, 1),
].sort((one, other) => String(one.recordedAt).localeCompare(String(other.recordedAt)));

const board: ReportQuery = { group: 'BOARD' };
const reported = (asked: ReportQuery) => async (view: QueryContext) =>
  (await governanceReport(view, asked)) as GovernanceReport;
const list = (report: GovernanceReport, figure: FigureName) => report.lists.find((each) => each.figure === figure);
const referencesOf = (report: GovernanceReport, figure: FigureName) =>
  list(report, figure)?.items.map(({ reference }) => reference);

describeOnEveryEngine('governance', () => {
  test('a group is told of what it oversees: its programmes, those below them, and what appears or is overseen elsewhere', () =>
    withHistory(HISTORY, async (ask) => {
      const report = await ask(reported(board), { now: NOW });
      expect(report).toMatchObject({
        group: { reference: 'BOARD', name: 'The Board' },
        day: '2018-07-02',
        dueUntil: '2018-07-30',
        illustrative: true,
        programmes: [
          {
            reference: 'P1',
            parent: null,
            actions: { all: 2, overdue: 2 },
            milestones: { overdue: 1 },
            targets: { breached: 1 },
          },
          { reference: 'P2', parent: 'P1', actions: { all: 1, dueNext: 1 } },
        ],
        elsewhere: { actions: { all: 2, noReviewDate: 1 } },
        totals: {
          actions: { all: 5, overdue: 2 },
          ratings: [{ rating: 'red', word: 'Off track', scheme: 1, count: 1 }],
        },
      });
      expect(referencesOf(report, 'actions.overdue')).toEqual(['A-A6', 'A-A1']);
      expect(list(report, 'actions.overdue')?.items[1]).toMatchObject({
        due: '2018-06-30',
        daysPast: 2,
        programme: 'P1',
      });
      expect(list(report, 'targets.breached')?.items).toMatchObject([
        { reference: 'T-1', breachedPeriods: ['2018-04'] },
      ]);
      expect(list(report, 'decisions.conditionsOpen')?.items).toMatchObject([
        { reference: 'D-1', openConditions: ['A model is agreed'] },
      ]);
      expect(referencesOf(report, 'decisions.taken')).toEqual(['D-1']);
      expect(report.takenSince).toEqual({ day: '2018-04-10', meeting: 'M1' });
      await expect(ask((view) => governanceReport(view, { group: 'NONE' }))).rejects.toMatchObject({
        code: 'unknown-reference',
        fields: { field: 'group', value: 'NONE' },
      });
    }));

  test('a group without a programme is told of the single items that it oversees', () => {
    const alone = [
      on('2018-03-01', {
        stream: 'group-g9',
        type: 'GroupRegistered',
        data: { reference: 'ALONE', name: 'The Alone' },
      }),
      action('2018-03-03', 'z9', { overseenBy: 'g9' }),
    ];
    return withHistory([...HISTORY, ...alone], async (ask) => {
      const report = await ask(reported({ group: 'ALONE' }), { now: NOW });
      expect(report).toMatchObject({
        programmes: [],
        elsewhere: { actions: { all: 1 } },
        totals: { actions: { all: 1 } },
      });
    });
  });

  test('what was told of since the meeting it looks back to is not silent', () =>
    withHistory(HISTORY, async (ask) => {
      const report = await ask(reported({ ...board, silentFor: 1 }), { now: NOW });
      expect(report.silentSince).toEqual({ instant: '2018-04-10T09:00:00.000Z', meeting: 'M1' });
      expect(referencesOf(report, 'actions.silent')).toEqual(['A-A6', 'A-A2', 'A-A3', 'A-A4']);
    }));

  test('what is silent does not depend on how much was told of others', () => {
    const told = Array.from({ length: 25 }, (_, percent) =>
      on('2018-06-20', { stream: 'action-a4', type: 'ActionProgressReported', data: { narrative: 'So far', percent } }),
    );
    return withHistory([...HISTORY, ...told], async (ask) => {
      for (const past of [{}, { asOfPosition: HISTORY.length + told.length - 1 }]) {
        const report = await ask(reported({ ...board, silentFor: 1 }), { now: NOW, ...past });
        expect(referencesOf(report, 'actions.silent')).toEqual(['A-A6', 'A-A2', 'A-A3']);
        expect(report.totals.actions.silent).toBe(3);
      }
    });
  });

  test('what is hidden leaves no trace in counts and lists', () =>
    withHistory(HISTORY, async (ask) => {
      const report = await ask(reported(board), { now: NOW, reader: OUTSIDER });
      expect(report.totals.actions).toMatchObject({ all: 4, overdue: 1 });
      expect(JSON.stringify(report)).not.toContain('A-A6');
    }));

  test('every figure opens down to the items that it counted, each with the number of its last event', () =>
    withHistory(HISTORY, async (ask) => {
      for (const covered of [board, {}, { programme: 'P1' }, { group: 'FINANCE' }]) {
        const report = await ask(reported(covered), { now: NOW });
        expect(breaks(GOVERNANCE_REPORT, report)).toEqual([]);
        const rows = [
          ...report.programmes,
          ...(report.elsewhere ? [{ ...report.elsewhere, reference: ELSEWHERE }] : []),
        ];
        for (const [row, figures] of [
          [undefined, report.totals] as const,
          ...rows.map((each) => [each.reference, each] as const),
        ])
          for (const table of ['actions', 'milestones', 'targets', 'decisions'] as const)
            for (const [name, count] of Object.entries((figures as Partial<GovernanceReport['totals']>)[table] ?? {})) {
              const figure = `${table}.${name}` as FigureName;
              const page = await ask((view) => listFigure(view, { ...covered, figure, row }, { limit: 100 }), {
                now: NOW,
              });
              expect([figure, row, page?.items.length]).toEqual([figure, row, count]);
              expect(breaks(FIGURE_PAGE, page)).toEqual([]);
            }
      }
      const rated = await ask(
        (view) => listFigure(view, { ...board, figure: 'actions.open', rating: 'red', scheme: 1 }, { limit: 9 }),
        { now: NOW },
      );
      expect(rated?.items).toMatchObject([{ reference: 'A-A1', number: HISTORY.length }]);
      expect(Object.keys(FIGURES)).toEqual(['actions', 'milestones', 'targets', 'decisions']);
    }));

  test('a pack can be made again to the byte when the ledger has gone on', async () => {
    await withReadStore(async (store) => {
      const early = HISTORY.slice(0, -3);
      const then = opened(store, await projected(store, stored(early)));
      const issued = await pack(then, 'g1', NOW);
      await then.close();
      const later = opened(store, await projected(store, stored(HISTORY)));
      const again = await asking(later)(reported({ group: 'g1' }), {
        reader: packReader('g1'),
        asOfPosition: issued.position,
        effectiveAt: endOfDay('2018-07-02'),
        now: '2019-01-01T00:00:00.000Z',
      });
      expect(reportHash(again)).toBe(issued.hash);
      await later.close();
    });
  });

  test('the report as of any position is that of a ledger that ended there', async () => {
    await fc.assert(
      fc.asyncProperty(histories(), fc.double({ min: 0, max: 1, noNaN: true }), async (events, part) => {
        const asOfPosition = Math.max(1, Math.round(part * events.length));
        const moment = { asOfPosition, effectiveAt: endOfDay('2019-06-01'), now: '2019-06-01T12:00:00.000Z' };
        const reports = (known: typeof events) =>
          withReadStore(async (store) => {
            const models = opened(store, await projected(store, known));
            const all = await models.read(moment, EVERYTHING, async (view) => {
              const reportOn = (asked: ReportQuery) => governanceReport(view, asked).catch(({ code }) => code);
              const silent = await silences(view, {});
              const { open, silent: without, noReviewDate } = (await governanceReport(view, {})).totals.actions;
              const { openActions, silentActions, noReviewDate: undated } = silent;
              expect([openActions, silentActions.total, undated.total]).toEqual([open, without, noReviewDate]);
              return [
                silent,
                await reportOn({}),
                await reportOn({ group: 'BOARD' }),
                await reportOn({ programme: 'P2' }),
              ];
            });
            await models.close();
            return all;
          });
        expect(await reports(events)).toEqual(await reports(events.slice(0, asOfPosition)));
      }),
      { numRuns: runs(20) },
    );
  });
});
