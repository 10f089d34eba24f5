import { expect, test } from '@jest/globals';
import { type Cursor, decodeCursor } from '#read-store/query/cursor.js';
import { breaks } from '#test/support/read-models/conforms.js';
import type { ToldFact } from '#test/support/read-models/events.js';
import { OUTSIDER, withHistory } from '#test/support/read-models/models.js';
import { describeOnEveryEngine } from '#test/support/read-models/on-every-engine.js';
import { by } from '#test/support/read-models/timescales.js';
import { listTimeline } from './timeline.queries.js';
import type { TimelineFilter } from './timeline.schema.js';
import { TIMELINE_PAGE } from './timeline.schema.js';

const INTERNAL = { level: 'internal' } as const;
const at = (day: string) => `${day}T09:00:00.000Z`;

function decision(id: string, decidedOn: string, data: object = {}): ToldFact {
  const fields = { disposition: 'defer', rationale: 'No model yet', takenBy: 'meeting', conditions: [] };
  const lists = { alternatives: [], affects: [], funding: [], access: INTERNAL };
  return {
    stream: `decision-${id}`,
    type: 'DecisionRecorded',
    data: { reference: id.toUpperCase(), title: id, decidedOn, ...fields, ...lists, ...data },
    recordedAt: at('2018-06-01'),
    occurredAt: decidedOn,
  };
}

const HISTORY: readonly ToldFact[] = [
  { stream: 'ledger', type: 'LedgerOpened', data: { ledger: 'l1', name: 'Plan', illustrative: false } },
  { stream: 'group-g1', type: 'GroupRegistered', data: { reference: 'BOARD', name: 'Board' } },
  { stream: 'programme-p1', type: 'ProgrammeRegistered', data: { reference: 'SMI', name: 'SMI', group: 'g1' } },
  { stream: 'programme-p2', type: 'ProgrammeRegistered', data: { reference: 'IAPT', name: 'IAPT' } },
  ...['p1', 'p2'].map((programme, index) => ({
    stream: `milestone-m${index + 1}`,
    type: 'MilestoneSet' as const,
    data: { reference: `M${index + 1}`, title: 'Stage', programme, due: by('2018-04-30'), access: INTERNAL },
  })),
  decision('d1', '2018-03', { affects: [{ kind: 'milestone', id: 'm1', as: 'defers' }] }),
  decision('d2', '2018-03-15', { group: 'g1', access: { level: 'restricted', group: 'g1' } }),
  {
    stream: 'milestone-m1',
    type: 'MilestoneMet',
    data: { metOn: '2018-04-20' },
    recordedAt: at('2018-06-02'),
    occurredAt: '2018-04-20',
  },
  { stream: 'milestone-m2', type: 'MilestoneMissed', data: { due: '2018-04-30' }, recordedAt: at('2018-05-01') },
  { stream: 'decision-d1', type: 'DecisionReleased', data: {}, recordedAt: at('2018-06-03'), occurredAt: 'not-stated' },
];

describeOnEveryEngine('timeline', () => {
  test('it tells in the order of when things were true, as stated and how precisely, and when they were recorded', () =>
    withHistory(HISTORY, async (ask) => {
      const page = await ask((view) => listTimeline(view, {}, { limit: 50 }));
      expect(breaks(TIMELINE_PAGE, page)).toEqual([]);
      expect(
        page?.items.map(({ reference, what, occurredAt, precision }) => [reference, what, occurredAt, precision]),
      ).toEqual([
        ['D1', 'recorded', '2018-03', 'month'],
        ['D2', 'recorded', '2018-03-15', 'day'],
        ['M1', 'met', '2018-04-20', 'day'],
        ['M2', 'missed', '2018-05-01T09:00:00.000Z', 'instant'],
        ['D1', 'released', 'not-stated', 'unknown'],
      ]);
      expect(page?.items[0]).toMatchObject({ title: 'd1', recordedAt: at('2018-06-01'), number: 7 });
    }));

  test('it turns round, page by page, and counts what matches once', () =>
    withHistory(HISTORY, async (ask) => {
      const page = (cursor?: Cursor) =>
        ask((view) => listTimeline(view, {}, { limit: 3, cursor, order: 'newest' }), cursor?.moment);
      const first = await page();
      const second = await page(decodeCursor(first?.nextCursor ?? ''));
      const numbers = [first, second].flatMap((each) => each?.items.map(({ number }) => number));
      const oldest = await ask((view) => listTimeline(view, {}, { limit: 50 }));
      expect(numbers).toEqual(oldest?.items.map(({ number }) => number).reverse());
      expect([first?.total, second?.total, second?.nextCursor]).toEqual([5, 5, null]);
      expect((await ask((view) => listTimeline(view, { kind: 'decision' }, { limit: 1 })))?.total).toBeNull();
    }));

  test('every filter narrows it, and what is hidden leaves no trace', () =>
    withHistory(HISTORY, async (ask) => {
      const numbers = async (filter: TimelineFilter, reader?: typeof OUTSIDER) =>
        (await ask((view) => listTimeline(view, filter, { limit: 50 }), { reader }))?.items.map(({ number }) => number);
      expect(await numbers({ kind: 'milestone' })).toEqual([9, 10]);
      expect(await numbers({ programme: 'SMI' })).toEqual([7, 9, 11]);
      expect(await numbers({ group: 'BOARD' })).toEqual([7, 8, 9, 11]);
      expect(await numbers({ from: '2018-03-15', to: '2018-04-20' })).toEqual([8, 9]);
      expect(await numbers({}, OUTSIDER)).toEqual([7, 9, 10, 11]);
      await expect(numbers({ programme: 'NONE' })).rejects.toMatchObject({ code: 'unknown-reference' });
      const past = await ask((view) => listTimeline(view, {}, { limit: 50 }), { asOfPosition: 8 });
      expect(past?.items.map(({ number }) => number)).toEqual([7, 8]);
    }));

  test('pages go on from where they ended', () =>
    withHistory(HISTORY, async (ask) => {
      const first = await ask((view) => listTimeline(view, {}, { limit: 3 }));
      const cursor = decodeCursor(first?.nextCursor ?? '');
      const second = await ask((view) => listTimeline(view, {}, { limit: 3, cursor }));
      expect(second?.items.map(({ number }) => number)).toEqual([10, 11]);
      expect(second?.nextCursor).toBeNull();
    }));

  test('the newest come first where that is asked, and their pages go on', () =>
    withHistory(HISTORY, async (ask) => {
      const numbers = async (cursor?: string) => {
        const page = { limit: 3, order: 'newest' as const, ...(cursor && { cursor: decodeCursor(cursor) }) };
        const answer = await ask((view) => listTimeline(view, {}, page));
        return [answer.items.map(({ number }) => number), answer.nextCursor] as const;
      };
      const [first, next] = await numbers();
      expect(first).toEqual([11, 10, 9]);
      expect(await numbers(String(next))).toEqual([[8, 7], null]);
    }));

  const figure = (period: string, numerator: string, also: object = {}): ToldFact => ({
    stream: 'target-t1',
    type: 'TargetMeasured',
    data: { period, value: numerator, status: 'final', access: INTERNAL, ...also },
  });
  const breach = (period: string, expected: string, actual: string): ToldFact => ({
    stream: 'target-t1',
    type: 'TargetBreached',
    data: { period, cause: 'measurement', expected, actual, answersTo: 1 },
  });
  const STOOD: readonly ToldFact[] = [
    ...HISTORY.slice(0, 6),
    decision('d0', '2018-02-01'),
    decision('d3', '2018-03-01', {
      group: 'g1',
      supersedes: 'd0',
      reviewBy: '2018-09-30',
      conditions: ['agreed', 'costed', 'staffed', 'signed'].map((text, index) => ({ number: index + 1, text })),
    }),
    { stream: 'decision-d3', type: 'DecisionConditionMet', data: { condition: 1, evidence: 'Paper' } },
    { stream: 'decision-d3', type: 'DecisionConditionWaived', data: { condition: 2, reason: 'No need' } },
    { stream: 'decision-d3', type: 'DecisionConditionFailed', data: { condition: 3, reason: 'Nobody' } },
    { stream: 'decision-d0', type: 'DecisionSuperseded', data: { by: 'd3', reason: 'Again' } },
    { stream: 'milestone-m1', type: 'MilestoneMet', data: { metOn: '2018-05-20' }, occurredAt: '2018-05-20' },
    {
      stream: 'target-t1',
      type: 'TargetSet',
      data: {
        ...{ reference: 'T1', programme: 'p1', measure: 'Checks', unit: '%', direction: 'at-least', kind: 'standard' },
        ...{ accumulates: false, access: INTERNAL },
        trajectory: [
          { period: '2018-Q1', value: '50' },
          { period: '2018-Q2', value: '60' },
        ],
      },
    },
    figure('2018-Q1', '40'),
    breach('2018-Q1', '50', '40'),
    figure('2018-Q2', '70'),
    {
      stream: 'target-t1',
      type: 'TargetRecovered',
      data: { period: '2018-Q2', ends: ['2018-Q1'], cause: 'measurement', answersTo: 3 },
    },
  ];
  const RECORDED = 8;
  const BREACHED = 16;

  test('decisions tell how they stand, milestones whether they were met, breaches what was missed', () =>
    withHistory(STOOD, async (ask) => {
      const rows = async (asked: object = {}) =>
        (await ask((view) => listTimeline(view, {}, { limit: 50 }), asked)).items;
      expect(breaks(TIMELINE_PAGE, await ask((view) => listTimeline(view, {}, { limit: 50 })))).toEqual([]);
      const now = await rows();
      const of = (reference: string, what: string, items = now) =>
        items.find((item) => item.reference === reference && item.what === what);
      expect(of('D3', 'recorded')).toMatchObject({
        decision: {
          disposition: 'defer',
          rationale: 'No model yet',
          decidedOn: '2018-03-01',
          meeting: null,
          affects: [],
          status: 'in-force',
          group: 'BOARD',
          conditions: [
            { number: 1, text: 'agreed', outcome: 'met' },
            { number: 2, text: 'costed', outcome: 'waived' },
            { number: 3, text: 'staffed', outcome: 'failed' },
            { number: 4, text: 'signed', outcome: 'open' },
          ],
          reviewBy: '2018-09-30',
          reviewPast: true,
          supersedes: 'D0',
          supersededBy: null,
        },
        milestone: null,
        breach: null,
      });
      expect(of('D0', 'recorded')?.decision).toMatchObject({
        status: 'superseded',
        reviewBy: null,
        reviewPast: false,
        supersededBy: 'D3',
      });
      expect(of('M1', 'met')).toMatchObject({
        decision: null,
        milestone: { due: { latest: '2018-04-30' }, status: 'met', met: true, metOn: '2018-05-20', late: true },
      });
      const missed = { target: 'T1', measure: 'Checks', unit: '%', period: '2018-Q1', expected: '50', actual: '40' };
      expect(of('T1', 'breached')?.breach).toEqual({ ...missed, open: false, alsoOver: [] });
      expect(of('T1', 'recovered')?.breach).toEqual({ ...missed, open: false, alsoOver: [] });

      const then = await rows({ asOfPosition: BREACHED });
      expect(of('T1', 'breached', then)?.breach).toEqual({ ...missed, open: true, alsoOver: [] });
      const [before] = (await rows({ asOfPosition: RECORDED })).filter(({ reference }) => reference === 'D3');
      expect(before?.decision?.conditions.map(({ outcome }) => outcome)).toEqual(Array(4).fill('open'));
      const early = await ask((view) => listTimeline(view, {}, { limit: 50 }), { now: '2018-09-30T12:00:00.000Z' });
      expect(of('D3', 'recorded', early.items)?.decision).toMatchObject({ reviewPast: false });
    }));

  test('what is hidden is not told beside what is shown', () => {
    const restricted = { level: 'restricted', group: 'g1' };
    const hidden = STOOD.map((fact) =>
      fact.stream === 'decision-d0' && fact.type === 'DecisionRecorded'
        ? { ...fact, data: { ...fact.data, access: restricted } }
        : fact.type === 'TargetMeasured'
          ? { ...fact, data: { ...fact.data, access: restricted } }
          : fact,
    );
    return withHistory(hidden, async (ask) => {
      const { items } = await ask((view) => listTimeline(view, {}, { limit: 50 }), { reader: OUTSIDER });
      expect(items.find(({ reference }) => reference === 'D3')?.decision?.supersedes).toBeNull();
      expect(items.some(({ reference }) => reference === 'D0')).toBe(false);
      expect(items.filter(({ breach }) => breach !== null)).toEqual([]);
    });
  });
});
