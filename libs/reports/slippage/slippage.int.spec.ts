import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ReadError } from '#read-store/query/errors.js';
import { breaks } from '#test/support/read-models/conforms.js';
import { runs } from '#test/support/read-models/engine.js';
import type { ToldFact } from '#test/support/read-models/events.js';
import { histories } from '#test/support/read-models/histories.js';
import { withEvents, withHistory } from '#test/support/read-models/models.js';
import { describeOnEveryEngine } from '#test/support/read-models/on-every-engine.js';
import { fact, INTERNAL, OPENING } from '#test/support/read-models/plan.js';
import { by } from '#test/support/read-models/timescales.js';
import { listSlippage } from './items.js';
import { SLIPPAGE_ITEMS } from './schema.js';
import { slippage } from './totals.js';

const ADDED = [
  ...(['moves', 'slips', 'days', 'workingDays', 'nearDue'] as const),
  ...(['restated', 'restatedDays', 'restatedAfterDue'] as const),
];
type Sums = Readonly<Record<(typeof ADDED)[number], number>>;
type Groups = readonly (Sums & { readonly reference: string | null })[];

const MOVING = ['ActionTimescaleRevised', 'MilestoneDateRevised', 'ActionMoved', 'ActionPartyAssigned'] as const;

/** A programme or group may not have been at the moment that was drawn. */
function notYet(error: unknown): undefined {
  if (!(error instanceof ReadError && error.code === 'unknown-reference')) throw error;
}

/** Sums by what leads them, without what adds up to nothing. */
function grouped<Row extends Sums>(rows: readonly Row[], lead: (row: Row) => string | null) {
  const sums = new Map<string | null, number[]>();
  for (const row of rows) {
    const before = sums.get(lead(row));
    sums.set(
      lead(row),
      ADDED.map((name, index) => row[name] + (before?.[index] ?? 0)),
    );
  }
  return Object.fromEntries([...sums].filter(([, added]) => added.some((each) => each !== 0)));
}

describeOnEveryEngine('slippage', () => {
  test('at any moment the totals are those of the promises of every item, as the item is led then', async () => {
    const part = fc.double({ min: 0.4, max: 1, noNaN: true });
    const about = fc.option(fc.date({ min: new Date('2017-10-01'), max: new Date('2019-06-01'), noInvalidDate: true }));
    const asked = fc.constantFrom({}, { programme: 'P1' }, { owner: 'O1' }, { group: 'BOARD', owner: 'O2' });
    await fc.assert(
      fc.asyncProperty(
        histories({ minLength: 20, types: MOVING }),
        part,
        about,
        asked,
        (events, known, effectiveAt, whose) =>
          withEvents(events, async (ask) => {
            const moment = {
              asOfPosition: Math.max(1, Math.round(known * events.length)),
              ...(effectiveAt && { effectiveAt: effectiveAt.toISOString() }),
            };
            const told = await ask((view) => slippage(view, whose), moment).catch(notYet);
            if (!told) return;
            const { items } = await ask((view) => listSlippage(view, whose, { limit: 100 }), moment);
            const ofGroups = (groups: Groups) => grouped(groups, ({ reference }) => reference);
            expect(ofGroups(told.byProgramme)).toEqual(grouped(items, ({ programme }) => programme));
            expect(ofGroups(told.byOwner)).toEqual(grouped(items, ({ owner }) => owner));
            expect(grouped([told], () => null)).toEqual(grouped(items, () => null));
            expect(grouped(told.byMover, () => null)).toEqual(grouped(items, () => null));
            const { items: moved } = await ask(
              (view) => listSlippage(view, { ...whose, moved: true }, { limit: 100 }),
              moment,
            );
            expect(moved).toEqual(items.filter(({ moves }) => moves > 0));
          }),
      ),
      { numRuns: runs(80) },
    );
  });

  test('the moves of a milestone are told with the owner that its action had at the moment', async () => {
    const access = { level: 'internal' };
    const authority = 'group';
    const history = [
      fact('party-o1', 'PartyRegistered', { reference: 'O1', kind: 'post', name: 'One' }),
      fact('party-o2', 'PartyRegistered', { reference: 'O2', kind: 'post', name: 'Two' }),
      fact('programme-p1', 'ProgrammeRegistered', { reference: 'P1', name: 'First' }),
      fact('action-a1', 'ActionCreated', {
        reference: 'A1',
        title: 'A',
        programme: 'p1',
        access,
        timescale: by('2018-06-30'),
      }),
      fact('action-a1', 'ActionPartyAssigned', { party: 'o1', part: 'lead' }),
      fact('milestone-m1', 'MilestoneSet', {
        reference: 'M1',
        title: 'M',
        programme: 'p1',
        action: 'a1',
        access,
        due: by('2018-06-30'),
      }),
      fact('milestone-m1', 'MilestoneDateRevised', { due: by('2018-07-31'), reason: 'Late', authority }),
      fact('action-a1', 'ActionTimescaleRevised', { timescale: by('2018-07-10'), reason: 'Late', authority }),
      fact('action-a1', 'ActionPartyReleased', { party: 'o1', part: 'lead' }),
      fact('action-a1', 'ActionPartyAssigned', { party: 'o2', part: 'lead' }),
    ];
    await withHistory(history, async (ask) => {
      const owners = async (asked: object, moment = {}) => {
        const { byOwner } = await ask((view) => slippage(view, asked), moment);
        return byOwner.map(({ reference, moves, days }) => [reference, moves, days]);
      };
      expect(await owners({})).toEqual([['O2', 2, 41]]);
      expect(await owners({}, { asOfPosition: 7 })).toEqual([['O1', 1, 31]]);
      expect(await owners({ owner: 'O1' }, { asOfPosition: 8 })).toEqual([['O1', 2, 41]]);
      expect(await owners({ owner: 'O1' })).toEqual([]);
      const { items } = await ask((view) => listSlippage(view, { owner: 'O2' }, { limit: 10 }));
      expect(items.map(({ reference, owner, days }) => [reference, owner, days])).toEqual([
        ['A1', 'O2', 10],
        ['M1', 'O2', 31],
      ]);
    });
  });

  test('a move on unknown authority is a slip, neither agreed by nobody nor near its date', async () => {
    const creation = (command: string, type: ToldFact['type'], data: object) => ({
      ...fact('action-a1', type, data),
      command,
    });
    const history = [
      ...OPENING,
      creation('c1', 'ActionCreated', {
        reference: 'A1',
        title: 'A',
        programme: 'p1',
        access: INTERNAL,
        timescale: by('2018-04-05'),
      }),
      creation('c1', 'ActionTimescaleRevised', {
        timescale: by('2018-05-05'),
        reason: 'The text says so',
        authority: 'unknown',
      }),
    ];
    await withHistory(history, async (ask) => {
      const totals = { moves: 1, slips: 1, days: 30, notAgreed: 0, nearDue: 0 };
      expect(await ask((view) => slippage(view, {}))).toMatchObject(totals);
      const page = await ask((view) => listSlippage(view, {}, { limit: 10 }));
      expect(breaks(SLIPPAGE_ITEMS, page)).toEqual([]);
      expect(page.items).toMatchObject([
        {
          original: '2018-04-05',
          agreed: '2018-05-05',
          promises: [{ sort: 'original' }, { sort: 'agreed', authority: 'unknown', notAgreed: false, nearDue: false }],
        },
      ]);
    });
  });
});
