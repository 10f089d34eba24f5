import { expect, test } from '@jest/globals';
import { findAction } from '#read-models/actions/actions.queries.js';
import { ACTION } from '#read-models/actions/actions.schema.js';
import { breaks } from '#test/support/read-models/conforms.js';
import type { ToldFact } from '#test/support/read-models/events.js';
import { type Ask, OUTSIDER, withHistory } from '#test/support/read-models/models.js';
import { describeOnEveryEngine } from '#test/support/read-models/on-every-engine.js';
import { action, BOARD_ONLY, fact, OPENING } from '#test/support/read-models/plan.js';
import { by } from '#test/support/read-models/timescales.js';
import { listSlippage } from './items.js';
import { SLIPPAGE, SLIPPAGE_ITEMS } from './schema.js';
import { slippage } from './totals.js';

const reason = 'Too large for one team';
const revise = (id: string, day: string | null) =>
  fact(`action-${id}`, 'ActionTimescaleRevised', { timescale: by(day), reason, authority: 'group' });
const split = (id: string, into: readonly string[]) => fact(`action-${id}`, 'ActionSplit', { into });
const owned = { parties: [{ party: 'o2', part: 'lead' }] };

/** A promise for the end of June, and two that may carry it: the end of August, and of September. */
const PLAN: readonly ToldFact[] = [
  ...OPENING,
  action('a1', { title: 'Whole', timescale: by('2018-06-30'), ...owned }),
  action('a2', { title: 'First part', timescale: by('2018-08-31') }),
  action('a3', { title: 'Second part', timescale: by('2018-09-30'), access: BOARD_ONLY }),
];
const SPLIT = [...PLAN, split('a1', ['a2', 'a3'])];

const totals = async (ask: Ask, asked = {}, of = {}) => {
  const { moves, slips, days, carried, notAgreed, byOwner } = await ask((view) => slippage(view, of), asked);
  return { moves, slips, days, carried, notAgreed, owners: byOwner.map((each) => [each.reference, each.days]) };
};
const TO_SEPTEMBER = { moves: 1, slips: 1, days: 92, carried: 1, notAgreed: 1, owners: [['LEAD', 92]] };

describeOnEveryEngine('carried', () => {
  test('a split promise slips once, to the last day of its parts, and they say whose promise they carry', () =>
    withHistory(SPLIT, async (ask) => {
      expect(await totals(ask)).toEqual(TO_SEPTEMBER);
      expect(await totals(ask, { asOfPosition: PLAN.length })).toMatchObject({ moves: 0, days: 0, carried: 0 });
      expect(breaks(SLIPPAGE, await ask((view) => slippage(view, {})))).toEqual([]);
      const whole = await ask((view) => findAction(view, 'a1'));
      expect(whole?.carried).toEqual({ movement: 'slip', days: 92, workingDays: 65, latest: '2018-09-30' });
      const part = await ask((view) => findAction(view, 'a2'));
      const june = { text: 'By 2018-06-30', latest: '2018-06-30' };
      expect(part?.carriedFrom).toEqual([{ reference: 'SMI-A1', how: 'split', original: june, agreed: june }]);
      expect([whole, part].flatMap((shown) => breaks(ACTION, shown))).toEqual([]);
      const moved = await ask((view) => listSlippage(view, { moved: true }, { limit: 9 }));
      expect(breaks(SLIPPAGE_ITEMS, moved)).toEqual([]);
      expect(moved.items).toMatchObject([{ reference: 'SMI-A1', moves: 1, slips: 1, days: 92, carried: { days: 92 } }]);
      const { items } = await ask((view) => listSlippage(view, { moved: false }, { limit: 9 }));
      expect(items.map(({ reference }) => reference)).toEqual(['SMI-A2', 'SMI-A3']);
    }));

  test.each<[string, readonly ToldFact[], object]>([
    ['what a part moves afterwards is its own slip', [revise('a3', '2018-10-31')], { moves: 2, days: 92 + 31 }],
    [
      'a revision to the day of the parts takes its place',
      [revise('a1', '2018-09-30')],
      { moves: 1, days: 92, carried: 0 },
    ],
    [
      'a first date that a part gets counts',
      [action('a4', { title: 'Later' }), split('a1', ['a4', 'a2']), revise('a4', '2018-10-31')],
      { carried: 1, days: 123 },
    ],
    [
      'a part that is split in its turn goes on from its own day',
      [action('a4', { title: 'Rest', timescale: by('2018-12-31') }), split('a3', ['a4', 'a2'])],
      { carried: 2, days: 92 + 92 },
    ],
  ])('%s', (_, facts, expected) =>
    withHistory([...SPLIT, ...facts], async (ask) => {
      expect(await totals(ask)).toMatchObject(expected);
    }),
  );

  test('what was merged or replaced slips to the day of what carries it, at a meeting on its word, until it is reopened', async () => {
    const into = { into: 'a2', reason };
    const ends: readonly (readonly [string, ToldFact])[] = [
      ['merge', fact('action-a1', 'ActionMerged', into)],
      ['replaced', fact('action-a1', 'ActionWithdrawn', { kind: 'superseded', reason, replacedBy: 'a2' })],
    ];
    for (const [how, end] of ends)
      await withHistory([...PLAN, end, fact('action-a1', 'ActionReopened', { reason })], async (ask) => {
        const then = { asOfPosition: PLAN.length + 1 };
        expect(await totals(ask, then)).toMatchObject({ moves: 1, slips: 1, days: 62, carried: 1 });
        const part = await ask((view) => findAction(view, 'a2'), then);
        expect(part?.carriedFrom).toMatchObject([{ reference: 'SMI-A1', how }]);
        expect(await totals(ask)).toMatchObject({ moves: 0, carried: 0 });
      });
    const undated = [...PLAN, action('a4', { title: 'Some day', timescale: by(null) })];
    await withHistory([...undated, fact('action-a1', 'ActionMerged', { ...into, into: 'a4' })], async (ask) => {
      expect(await totals(ask)).toMatchObject({ moves: 1, slips: 1, days: 0, carried: 1 });
      expect((await ask((view) => findAction(view, 'a1')))?.carried).toMatchObject({
        movement: 'given-up',
        latest: null,
      });
    });
  });

  test('a part that is hidden from the reader carries nothing that shows, and a hidden promise is not carried', () =>
    withHistory([...SPLIT, split('a3', ['a2', 'a1'])], async (ask) => {
      expect(await totals(ask, { reader: OUTSIDER })).toMatchObject({ moves: 1, days: 62 });
      const hidden = await ask((view) => findAction(view, 'a2'), { reader: OUTSIDER });
      expect(hidden?.carriedFrom.map(({ reference }) => reference)).toEqual(['SMI-A1']);
      expect(await totals(ask, {}, { owner: 'LEAD' })).toMatchObject({ moves: 1, days: 92 });
      expect(await totals(ask, {}, { programme: 'IAPT' })).toMatchObject({ moves: 0, days: 0 });
    }));
});
