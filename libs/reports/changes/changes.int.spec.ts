import { expect, test } from '@jest/globals';
import { apiAddress } from '#read-store/query/links.js';
import type { QueryContext } from '#read-store/query/query-context.js';
import { breaks } from '#test/support/read-models/conforms.js';
import type { ToldFact } from '#test/support/read-models/events.js';
import { OUTSIDER, withHistory } from '#test/support/read-models/models.js';
import { describeOnEveryEngine } from '#test/support/read-models/on-every-engine.js';
import {
  action,
  BOARD_ONLY,
  decision,
  fact,
  INTERNAL,
  milestone,
  OPENING,
  target,
} from '#test/support/read-models/plan.js';
import { by } from '#test/support/read-models/timescales.js';
import { listChanges } from './changes.js';
import { CHANGES, type ChangedItem, type Changes, type ChangesQuery } from './schema.js';

const nobody = async () => new Map<string, string>();
const BOARD = { group: 'BOARD' };
const at = (recordedAt: string, told: ToldFact): ToldFact => ({ ...told, recordedAt: `${recordedAt}:00.000Z` });
const met = (id: string, startsAt: string, ...between: ToldFact[]) => [
  at(
    `${startsAt.slice(0, 10)}T08:00`,
    fact(`meeting-${id}`, 'MeetingScheduled', { reference: id.toUpperCase(), group: 'g1', startsAt }),
  ),
  ...between,
  at(
    `${startsAt.slice(0, 10)}T18:00`,
    fact(`meeting-${id}`, 'MeetingHeld', { present: [], apologies: [] }, { occurredAt: startsAt }),
  ),
];
const figure = { period: '2018-04', status: 'final', access: INTERNAL };
const iapt = { programme: 'p2' };
const breach = { period: '2018-04', cause: 'measurement', expected: 60, actual: '50' };

/** The plan before the first meeting of May, what happened in May, and the meeting of June. */
const HISTORY: readonly ToldFact[] = [
  ...OPENING.map((each) => at('2018-04-01T09:00', each)),
  at('2018-04-02T09:00', action('a1', { ...iapt, title: 'Review', timescale: by('2018-06-30') })),
  at('2018-04-02T09:01', action('a2', { ...iapt, title: 'Commission', timescale: by('2018-12-31') })),
  at('2018-04-02T09:02', action('a3', { title: 'Of another programme' })),
  at('2018-04-02T09:03', action('a4', { ...iapt, title: 'Secret', access: BOARD_ONLY })),
  at('2018-04-02T09:04', milestone('m1', { ...iapt, title: 'Stage', due: by('2018-06-01') })),
  at('2018-04-02T09:05', target('t1', { ...iapt })),
  at('2018-04-02T09:06', decision('d1', { conditions: [{ number: 1, text: 'A model' }], group: 'g1' })),
  ...met(
    'mtg1',
    '2018-05-01T10:00:00.000Z',
    at('2018-05-01T08:30', fact('meeting-mtg1', 'MeetingPackIssued', { position: 15, hash: 'h' })),
  ),
  at(
    '2018-05-02T09:00',
    fact('action-a1', 'ActionTimescaleRevised', { timescale: by('2018-07-10'), reason: 'Late', authority: 'lead' }),
  ),
  at('2018-05-02T09:01', fact('action-a1', 'ActionStarted', {}, { occurredAt: '2018-04-15' })),
  at('2018-05-03T09:00', fact('action-a2', 'ActionBlocked', { reason: 'No funds' })),
  at('2018-05-04T09:00', fact('action-a2', 'ActionUnblocked', {})),
  at(
    '2018-05-04T09:01',
    fact('action-a2', 'ActionCorrected', {
      field: 'title',
      before: 'Commission',
      value: 'Commission it',
      reason: 'Typing',
    }),
  ),
  at('2018-05-04T09:02', fact('action-a3', 'ActionStarted', {})),
  at('2018-05-04T09:03', fact('action-a4', 'ActionStarted', {})),
  at('2018-05-05T09:00', action('a5', { ...iapt, title: 'New' })),
  at('2018-05-06T09:00', fact('target-t1', 'TargetMeasured', { ...figure, value: '50' })),
  at('2018-05-06T09:00', fact('target-t1', 'TargetBreached', breach)),
  at('2018-05-07T09:00', fact('decision-d1', 'DecisionConditionMet', { condition: 1, evidence: 'Paper 7' })),
  at(
    '2018-05-08T09:00',
    fact('milestone-m1', 'MilestoneDateRevised', { due: by('2018-05-20'), reason: 'Early', authority: 'group' }),
  ),
  ...met('mtg2', '2018-06-01T10:00:00.000Z'),
  at('2018-06-02T09:00', decision('d2', { group: 'g1', supersedes: 'd1' })),
  at('2018-06-02T09:00', fact('decision-d1', 'DecisionSuperseded', { by: 'd2', reason: 'A better one' })),
];

const changes =
  (asked: ChangesQuery, page = { limit: 100 }, walked?: number) =>
  async (view: QueryContext) =>
    listChanges(view, asked, page, nobody, walked);
const item = ({ items }: Changes, reference: string) =>
  items.find((each) => each.reference === reference) as ChangedItem;
const line = (of: ChangedItem, field: string) => of.changes.find((each) => each.field === field);

describeOnEveryEngine('changes', () => {
  test('between two meetings a group is told, item by item, what changed, why, by whom, and on which events it stands', () =>
    withHistory(HISTORY, async (ask) => {
      const told = await ask(changes({ ...BOARD, since: 'mtg1', until: 'MTG2' }));
      expect(breaks(CHANGES, told)).toEqual([]);
      expect(told).toMatchObject({
        group: { reference: 'BOARD' },
        since: { by: 'pack', meeting: 'MTG1', asOf: { position: 15 } },
        until: { by: 'start-of-meeting', meeting: 'MTG2' },
        cut: null,
        nextCursor: null,
      });
      expect(told.items.map(({ reference, what }) => `${reference} ${what.join(' ')}`)).toEqual([
        'MTG1 added pack-issued held',
        'MTG2 added',
        'SMI-A1 slipped started',
        'SMI-A2 blocked unblocked corrected',
        'SMI-A4 started',
        'SMI-A5 added',
        'SMI-D1 condition-met',
        'SMI-M1 brought-forward',
        'SMI-T1 measured breached',
      ]);
      const slipped = item(told, 'SMI-A1');
      expect(slipped.slip).toEqual({
        before: { text: 'By 2018-06-30', latest: '2018-06-30' },
        after: { text: 'By 2018-07-10', latest: '2018-07-10' },
        days: 10,
      });
      const number = slipped.events[0]?.number;
      expect(slipped.events[0]).toMatchObject({
        reason: 'Late',
        actor: { party: 'SEC', name: 'Secretary' },
        slip: { days: 10, authority: 'lead', agreed: false },
        late: false,
      });
      expect(line(slipped, 'agreed')).toMatchObject({
        before: { latest: '2018-06-30' },
        after: { latest: '2018-07-10' },
        how: 'changed',
        events: [number],
      });
      expect(slipped.events[1]).toMatchObject({ what: 'started', occurredAt: '2018-04-15', late: true });
      expect(item(told, 'SMI-M1').slip?.days).toBe(-12);
      expect(line(item(told, 'SMI-A5'), 'title')).toMatchObject({ before: null, after: 'New', how: 'added' });
      expect(item(told, 'SMI-A5').links.before).toBeNull();
      expect(told.totals).toMatchObject({ items: 9, events: 15 });
      expect(told.totals.what).toContainEqual({ what: 'slipped', items: 1, events: 1 });
    }));

  test('what went and came back is shown as returned, and a correction is no change in the world', () =>
    withHistory(HISTORY, async (ask) => {
      const told = item(await ask(changes({ ...BOARD, since: 'MTG1' })), 'SMI-A2');
      expect(line(told, 'status')).toMatchObject({ before: 'planned', after: 'planned', how: 'returned' });
      expect(line(told, 'title')).toMatchObject({ before: 'Commission', after: 'Commission it', how: 'corrected' });
      expect(told.events.map(({ correction }) => correction)).toEqual([false, false, true]);
      const redated = [
        at(
          '2018-06-03T09:00',
          fact('action-a1', 'ActionTimescaleRevised', {
            timescale: by('2018-06-30'),
            reason: 'Back',
            authority: 'group',
          }),
        ),
      ];
      await withHistory([...HISTORY, ...redated], async (again) => {
        const back = item(await again(changes({ ...BOARD, since: 'MTG1' })), 'SMI-A1');
        expect(line(back, 'agreed')).toMatchObject({ how: 'returned' });
        expect(back.slip).toMatchObject({ days: 0 });
        expect(back.what).toEqual(['slipped', 'started', 'brought-forward']);
      });
    }));

  test('what follows from a corrected figure is told as the correction', () => {
    const { command } = { command: 'c-1' };
    const corrected = { ...figure, value: '65', before: { ...figure, value: '50' }, reason: 'Counted twice' };
    const history = [
      ...HISTORY,
      at('2018-06-03T09:00', fact('target-t1', 'TargetMeasurementCorrected', corrected)),
      at(
        '2018-06-03T09:00',
        fact('target-t1', 'TargetRecovered', {
          period: '2018-04',
          ends: ['2018-04'],
          cause: 'correction',
          answersTo: 3,
        }),
      ),
    ].map((each) => (each.recordedAt?.startsWith('2018-06-03') ? { ...each, command } : each));
    return withHistory(history, async (ask) => {
      const told = item(await ask(changes({ ...BOARD, since: 'MTG2' })), 'SMI-T1');
      expect(told.what).toEqual(['corrected']);
      expect(told.changes.map(({ field, how }) => `${field} ${how}`)).toEqual([
        'measurements.2018-04 corrected',
        'breaches.2018-04 corrected',
      ]);
    });
  });

  test('a decision that took the place of another leads to it and back', () =>
    withHistory(HISTORY, async (ask) => {
      const told = await ask(changes({ ...BOARD, since: '2018-06-01T20:00:00.000Z' }));
      expect(told.items).toMatchObject([
        { reference: 'SMI-D1', what: ['superseded'], supersededBy: 'SMI-D2' },
        { reference: 'SMI-D2', what: ['decided'], supersedes: 'SMI-D1' },
      ]);
    }));

  test('an item that came or went between the two is told of, and what is hidden leaves no trace', () =>
    withHistory(
      [...HISTORY, at('2018-06-04T09:00', fact('action-a1', 'ActionMoved', { programme: 'p1', reason: 'Theirs' }))],
      async (ask) => {
        const told = await ask(changes({ ...BOARD, since: 'MTG2' }), { reader: OUTSIDER });
        expect(item(told, 'SMI-A1')).toMatchObject({ what: ['moved'], programme: 'SMI' });
        const all = await ask(changes({ ...BOARD, since: 'MTG1' }), { reader: OUTSIDER });
        expect(JSON.stringify(all)).not.toContain('SMI-A4');
        const seen = await ask(changes({ ...BOARD, since: 'MTG1' }));
        expect(all.totals.items).toBe(seen.totals.items - 1);
      },
    ));

  test('without moments it is since the group last met; without a meeting 90 days back or the beginning', () =>
    withHistory(HISTORY, async (ask) => {
      const told = await ask(changes(BOARD));
      expect(told).toMatchObject({ since: { by: 'start-of-meeting', meeting: 'MTG2' }, until: { by: 'now' } });
      expect(await ask(changes({ ...BOARD, until: 'MTG2' }))).toMatchObject({ since: { by: 'pack', meeting: 'MTG1' } });
      expect(await ask(changes({}), { now: '2018-08-15T12:00:00.000Z' })).toMatchObject({ since: { by: 'days-back' } });
      expect(await ask(changes({}), { now: '2018-05-15T12:00:00.000Z' })).toMatchObject({
        since: { by: 'beginning', asOf: { number: 0 } },
        totals: { items: 13 },
      });
    }));

  test('pages hold every item once, and a span too long is cut and goes on', () =>
    withHistory(HISTORY, async (ask) => {
      const whole = await ask(changes({ since: '1' }));
      const first = await ask(changes({ since: '1' }, { limit: 5 }));
      expect(first.items).toEqual(whole.items.slice(0, 5));
      expect(first.totals).toEqual(whole.totals);
      const cut = await ask(changes({ since: '1' }, { limit: 100 }, 4));
      expect(cut).toMatchObject({
        until: { by: 'position', asOf: { position: 5 } },
        cut: { eventsLeft: HISTORY.length - 5 },
      });
      expect(cut.cut && apiAddress(cut.cut.href)).toBe(`/api/reports/changes?since=5&until=${HISTORY.length}`);
      expect(breaks(CHANGES, cut)).toEqual([]);
    }));

  test.each([
    [{ since: 'MTG2', until: 'MTG1' }, 'bad-moment', 'since'],
    [{ since: '2018-03-01T00:00:00.000Z' }, 'before-the-beginning', 'since'],
    [{ since: '0' }, 'before-the-beginning', 'since'],
    [{ until: '9999' }, 'position-ahead', 'until'],
    [{ since: 'NONE' }, 'unknown-reference', 'since'],
    [{ group: 'STP', since: 'MTG1' }, 'bad-moment', 'since'],
    [{ since: 'OFF' }, 'bad-moment', 'since'],
    [{ until: 'SOON' }, 'moment-in-the-future', 'until'],
  ])('%j is refused as %s', async (asked, code, field) => {
    const meeting = (id: string) =>
      at(
        '2018-06-05T09:00',
        fact(`meeting-${id}`, 'MeetingScheduled', {
          reference: id.toUpperCase(),
          group: 'g1',
          startsAt: '2018-12-01T10:00:00.000Z',
        }),
      );
    const others = [
      meeting('soon'),
      meeting('off'),
      at('2018-06-05T09:01', fact('meeting-off', 'MeetingCancelled', { reason: 'Strike' })),
    ];
    await withHistory([...HISTORY, ...others], async (ask) => {
      await expect(ask(changes({ ...BOARD, ...asked }))).rejects.toMatchObject({ code, fields: { field } });
      await expect(ask(changes({ since: '30' }), { asOfPosition: 20 })).rejects.toMatchObject({
        code: 'bad-moment',
      });
      await expect(ask(changes({ group: 'NONE' }))).rejects.toMatchObject({ code: 'unknown-reference' });
    });
  });
});
