import { expect, it } from '@jest/globals';
import { findAction } from '#read-models/actions/actions.queries.js';
import { decodeCursor } from '#read-store/query/cursor.js';
import { breaks } from '#test/support/read-models/conforms.js';
import { withHistory } from '#test/support/read-models/models.js';
import { describeOnEveryEngine } from '#test/support/read-models/on-every-engine.js';
import { action, BOARD_ONLY, fact, OPENING } from '#test/support/read-models/plan.js';
import { by } from '#test/support/read-models/timescales.js';
import { listActionMeetings } from './action-meetings.js';
import { ACTION_MEETINGS } from './schema.js';

const at = (day: string) => ({ recordedAt: `${day}T09:00:00.000Z` });
const meeting = (id: string, day: string, group = 'g1') =>
  fact(`meeting-${id}`, 'MeetingScheduled', {
    reference: id.toUpperCase(),
    group,
    startsAt: `${day}T09:00:00.000Z`,
  });
/** Says what the event before it was the last of. */
const packs = (history: readonly unknown[], id: string, day: string) =>
  fact(
    `meeting-${id}`,
    'MeetingPackIssued',
    { position: history.length, number: history.length, hash: 'abc' },
    at(day),
  );

const BEFORE = [
  ...OPENING,
  meeting('m0', '2018-03-20'),
  meeting('m1', '2018-05-10'),
  meeting('m2', '2018-08-10'),
  meeting('m3', '2018-09-10'),
  meeting('x1', '2018-05-11', 'g2'),
];
const FIRST = [
  ...BEFORE,
  packs(BEFORE, 'm0', '2018-03-19'),
  action('a1', { programme: 'p2', title: 'Review', timescale: by('2018-06-30') }),
  action('a2', { programme: 'p2', title: 'Closed', access: BOARD_ONLY }),
  action('a3', { programme: 'p1', title: 'Nobody oversees it' }),
  fact('action-a1', 'ActionStarted', {}, at('2018-04-02')),
  fact('action-a1', 'ActionRated', { rating: 'green', scheme: 1 }, at('2018-04-03')),
];
const SECOND = [...FIRST, packs(FIRST, 'm1', '2018-05-09'), packs(FIRST, 'x1', '2018-05-09')];
const HISTORY = [
  ...SECOND,
  packs(SECOND, 'm2', '2018-08-09'),
  // Recorded after the pack of m2, and true before it.
  fact('action-a1', 'ActionCompleted', {}, { ...at('2018-08-20'), occurredAt: '2018-08-01' }),
];
const PACKS = [
  { meeting: 'M2', asOfPosition: SECOND.length, effectiveAt: '2018-08-09T22:59:59.999Z' },
  { meeting: 'M1', asOfPosition: FIRST.length, effectiveAt: '2018-05-09T22:59:59.999Z' },
];

describeOnEveryEngine('what each meeting was told of an action', () => {
  it('is the action as it was known at the pack, newest meeting first', () =>
    withHistory(HISTORY, async (ask) => {
      const told = await ask((view) => listActionMeetings(view, 'SMI-A1', { limit: 50 }));
      expect(breaks(ACTION_MEETINGS, told)).toEqual([]);
      expect(told?.items.map(({ meeting, group, day, status }) => [meeting, group, day, status])).toEqual([
        ['M2', 'BOARD', '2018-08-10', 'in-progress'],
        ['M1', 'BOARD', '2018-05-10', 'in-progress'],
      ]);
      expect(told?.items.map(({ derivedRating }) => derivedRating.difference)).toEqual(['better-than-facts', null]);
      for (const [index, { meeting, ...moment }] of PACKS.entries()) {
        const shown = await ask((view) => findAction(view, 'SMI-A1'), moment);
        const { status, agreed, forecast, overdue, rating, derivedRating } = shown ?? {};
        expect(told?.items[index]).toMatchObject({ meeting, status, agreed, forecast, overdue, rating, derivedRating });
      }
    }));

  it('goes on page by page, and knows of no later pack in the past', () =>
    withHistory(HISTORY, async (ask) => {
      const first = await ask((view) => listActionMeetings(view, 'SMI-A1', { limit: 1 }));
      const cursor = decodeCursor(first?.nextCursor ?? '');
      const second = await ask((view) => listActionMeetings(view, 'SMI-A1', { limit: 50, cursor }));
      expect([first, second].map((page) => page?.items.map(({ meeting }) => meeting))).toEqual([['M2'], ['M1']]);
      expect(second?.nextCursor).toBeNull();
      const then = { asOfPosition: SECOND.length };
      const earlier = await ask((view) => listActionMeetings(view, 'SMI-A1', { limit: 50 }), then);
      expect(earlier?.items.map(({ meeting }) => meeting)).toEqual(['M1']);
    }));

  it('is nothing where no group oversees it, and unknown to who may not see it', () =>
    withHistory(HISTORY, async (ask) => {
      const told = (ref: string, reader?: { readonly everything: boolean; readonly groups: readonly string[] }) =>
        ask((view) => listActionMeetings(view, ref, { limit: 50 }), { reader });
      expect((await told('SMI-A3'))?.items).toEqual([]);
      expect(await told('SMI-A2', { everything: false, groups: [] })).toBeUndefined();
      expect((await told('SMI-A2', { everything: false, groups: ['g1'] }))?.items).toHaveLength(2);
      expect(await told('NONE')).toBeUndefined();
    }));
});
