import { expect, test } from '@jest/globals';
import { findAction } from '#read-models/actions/actions.queries.js';
import { findMilestone } from '#read-models/milestones/milestones.queries.js';
import { linkTo } from '#read-store/query/links.js';
import { breaks } from '#test/support/read-models/conforms.js';
import type { ToldFact } from '#test/support/read-models/events.js';
import { type Ask, OUTSIDER, withHistory } from '#test/support/read-models/models.js';
import { describeOnEveryEngine } from '#test/support/read-models/on-every-engine.js';
import { action, BOARD_ONLY, fact, milestone, OPENING } from '#test/support/read-models/plan.js';
import { by } from '#test/support/read-models/timescales.js';
import { slippage } from '../slippage/totals.js';
import { movedWithoutSlip } from './moved-without-slip.js';
import { MOVED_WITHOUT_SLIP } from './schema.js';

const reason = 'Typed wrongly';
const on = (day: string, told: ToldFact): ToldFact => ({ ...told, recordedAt: `${day}T12:00:00.000Z` });
const correct = (value: object) =>
  fact('action-a1', 'ActionCorrected', { field: 'timescale', before: null, value, reason });
const withdraw = (id: string, more: object = {}) =>
  fact(`action-${id}`, 'ActionWithdrawn', { kind: 'no-longer-needed', reason, ...more });
const OPEN = OPENING.map((each) => on('2018-03-01', each));

const RESTATED: readonly ToldFact[] = [
  ...OPEN,
  on('2018-03-01', action('a1', { title: 'Agree', timescale: by('2018-06-30') })),
  on('2018-03-01', milestone('m1', { title: 'Agreed', due: by('2018-06-30') })),
  { ...on('2018-07-10', correct(by('2018-09-30'))), occurredAt: '2018-03-01T12:00:00.000Z' },
  on('2018-07-11', fact('milestone-m1', 'MilestoneReadingConfirmed', { due: by('2018-06-20'), basis: 'Its author' })),
  on('2018-08-01', fact('action-a1', 'ActionReadingConfirmed', { timescale: by('2018-10-31'), basis: 'Its author' })),
];

describeOnEveryEngine('moved without slip', () => {
  test('a missed date that was corrected or read anew is counted as restated, apart from slips, and shown where dates are', () =>
    withHistory(RESTATED, async (ask) => {
      const totals = async (asked = {}) => {
        const { moves, slips, days, restated, restatedDays, restatedAfterDue } = await ask(
          (view) => slippage(view, {}),
          asked,
        );
        return [moves, slips, days, restated, restatedDays, restatedAfterDue];
      };
      expect(await totals()).toEqual([0, 0, 0, 3, 92 - 10 + 31, 2]);
      const shown = async (asked = {}) => {
        const found = await ask((view) => findAction(view, 'a1'), asked);
        return [found?.agreed?.latest, found?.restated ?? null];
      };
      const first = { text: 'By 2018-06-30', latest: '2018-06-30' };
      expect(await shown()).toEqual(['2018-10-31', { times: 2, days: 123, afterDue: 1, first }]);
      expect((await ask((view) => findMilestone(view, 'm1')))?.restated).toEqual({
        times: 1,
        days: -10,
        afterDue: 1,
        first,
      });
      // What was known before the correction is answered as it was then.
      const before = { knownAt: '2018-07-09T12:00:00.000Z' };
      expect([await totals(before), await shown(before)]).toEqual([
        [0, 0, 0, 0, 0, 0],
        ['2018-06-30', null],
      ]);
      // About a day before it, by what is known now, the date is the corrected one, and is said to be restated.
      const about = { effectiveAt: '2018-05-01T12:00:00.000Z' };
      expect(await totals(about)).toEqual([0, 0, 0, 1, 92, 1]);
      expect(await shown(about)).toEqual(['2018-09-30', { times: 1, days: 92, afterDue: 1, first }]);
      const report = await ask((view) => movedWithoutSlip(view, {}));
      expect(breaks(MOVED_WITHOUT_SLIP, report)).toEqual([]);
      expect(
        report.restated.items.map(({ reference, restated, restatedDays }) => [reference, restated, restatedDays]),
      ).toEqual([
        ['SMI-A1', 2, 123],
        ['SMI-M1', 1, -10],
      ]);
      expect((await ask((view) => movedWithoutSlip(view, {}), before)).restated.items).toEqual([]);
    }));

  test('the first date of what had none is no restatement, nor is a new reading with the same last day', () => {
    const reading = (timescale: object) =>
      fact('action-a1', 'ActionReadingConfirmed', { timescale, basis: 'Its author' });
    const history = [...OPEN, action('a1', { title: 'Agree', timescale: by(null) }), reading(by('2018-06-30'))];
    return withHistory([...history, reading({ ...by('2018-06-30'), earliest: '2018-06-01' })], async (ask) => {
      expect(await ask((view) => slippage(view, {}))).toMatchObject({ restated: 0, restatedDays: 0 });
      expect((await ask((view) => findAction(view, 'a1')))?.restated).toBeNull();
    });
  });

  const lead = { parties: [{ party: 'o2', part: 'lead' }] };
  const PAIR: readonly ToldFact[] = [
    ...OPEN,
    on('2018-03-01', action('a1', { title: 'Train practice nurses', timescale: by('2018-06-30'), ...lead })),
    on('2018-07-10', withdraw('a1')),
  ];
  const again = (more: object = {}, day = '2018-08-09') =>
    on(day, action('a2', { title: 'Train the practice nurse', timescale: by('2018-12-31'), ...lead, ...more }));
  const pairs = async (ask: Ask, asked = {}, of = {}) => {
    const { possiblySame } = await ask((view) => movedWithoutSlip(view, of), asked);
    return possiblySame.items.map(({ withdrawn, created }) => [withdrawn.reference, created.reference]);
  };
  const FOUND = [['SMI-A1', 'SMI-A2']];

  test('a promise withdrawn after its date and made again in nearly the same words is listed as possibly the same', () =>
    withHistory([...PAIR, again()], async (ask) => {
      const { possiblySame, ...report } = await ask((view) => movedWithoutSlip(view, {}));
      expect(breaks(MOVED_WITHOUT_SLIP, { ...report, possiblySame })).toEqual([]);
      expect(possiblySame).toMatchObject({
        items: [
          {
            kind: 'action',
            programme: 'SMI',
            owner: 'LEAD',
            likeness: 1,
            daysBetween: 30,
            daysMoved: 184,
            withdrawn: {
              reference: 'SMI-A1',
              latest: '2018-06-30',
              withdrawnOn: '2018-07-10',
              history: linkTo({ to: 'history', kind: 'action', ref: 'a1' }),
            },
            created: { reference: 'SMI-A2', latest: '2018-12-31', createdOn: '2018-08-09' },
          },
        ],
        more: false,
      });
      expect(await pairs(ask, {}, { owner: 'LEAD', programme: 'SMI' })).toEqual(FOUND);
      expect(await pairs(ask, {}, { programme: 'IAPT' })).toEqual([]);
      expect(await pairs(ask, {}, { owner: 'CCG' })).toEqual([]);
      expect(await pairs(ask, { knownAt: '2018-08-08T12:00:00.000Z' })).toEqual([]);
      expect(await pairs(ask, { effectiveAt: '2018-08-08T12:00:00.000Z' })).toEqual([]);
    }));

  const move = on('2018-08-10', fact('action-a2', 'ActionMoved', { programme: 'p1', reason }));
  test.each<[string, readonly ToldFact[], string[][]]>([
    ['that was begun shortly before', [again({}, '2018-06-11')], FOUND],
    ['without an owner where the other has one', [again({ parties: [] })], []],
    ['that was begun 31 days later', [again({}, '2018-08-10')], []],
    ['of another programme', [again({ programme: 'p2' })], []],
    ['that came from another programme', [again({ programme: 'p2' }), move], FOUND],
    ['with another title', [again({ title: 'Train practice managers' })], []],
    ['that was withdrawn in its turn', [again(), on('2018-08-10', withdraw('a2'))], FOUND],
  ])('one %s', (_, facts, expected) =>
    withHistory([...PAIR, ...facts], async (ask) => {
      expect(await pairs(ask)).toEqual(expected);
    }),
  );

  test('none is listed that was withdrawn in time, opened again, or names what replaces it, and no hidden one', async () => {
    const created = PAIR.slice(0, -1);
    const listed = async (history: readonly ToldFact[], asked = {}) => {
      let found: string[][] = [];
      await withHistory(history, async (ask) => {
        found = await pairs(ask, asked);
      });
      return found;
    };
    expect(await listed([...created, on('2018-06-30', withdraw('a1')), again({}, '2018-07-01')])).toEqual([]);
    expect(await listed([...PAIR, again(), fact('action-a1', 'ActionReopened', { reason })])).toEqual([]);
    const replaced = withdraw('a1', { kind: 'superseded', replacedBy: 'a2' });
    expect(await listed([...created, again({}, '2018-07-09'), on('2018-07-10', replaced)])).toEqual([]);
    const hidden = { access: BOARD_ONLY };
    expect(await listed([...PAIR, again(hidden)])).toEqual(FOUND);
    expect(await listed([...PAIR, again(hidden)], { reader: OUTSIDER })).toEqual([]);
    const hiding = on('2018-09-01', fact('action-a1', 'ActionDescribed', hidden));
    expect(await listed([...PAIR, again(), hiding], { reader: OUTSIDER })).toEqual([]);
  });

  test('milestones too, by the owner of the action that they belong to', () => {
    const set = (id: string, day: string, recorded: string) =>
      on(recorded, milestone(id, { title: 'Contract signed', action: 'a1', due: by(day) }));
    const history = [
      ...PAIR,
      set('m1', '2018-06-30', '2018-03-02'),
      on('2018-07-20', fact('milestone-m1', 'MilestoneWithdrawn', { reason })),
      set('m2', '2018-10-31', '2018-07-21'),
    ];
    return withHistory(history, async (ask) => {
      expect(await pairs(ask, {}, { owner: 'LEAD' })).toEqual([['SMI-M1', 'SMI-M2']]);
    });
  });
});
