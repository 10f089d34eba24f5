import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ReportQuery } from '#read-models/programmes/programmes.schema.js';
import type { QueryContext } from '#read-store/query/query-context.js';
import { EVERYTHING } from '#read-store/query/visibility.js';
import { breaks } from '#test/support/read-models/conforms.js';
import { runs, withReadStore } from '#test/support/read-models/engine.js';
import { stored, type ToldFact } from '#test/support/read-models/events.js';
import { opened, projected } from '#test/support/read-models/files.js';
import { histories } from '#test/support/read-models/histories.js';
import { type Ask, OUTSIDER, withHistory } from '#test/support/read-models/models.js';
import { describeOnEveryEngine } from '#test/support/read-models/on-every-engine.js';
import { by } from '#test/support/read-models/timescales.js';
import { listWatermelons } from '../attention/watermelons.js';
import { type AskName, LISTED_ASKS } from '../figures/ask-names.js';
import { listFigure } from '../figures/listing.js';
import { ASK_PAGE, GOVERNANCE_REPORT } from '../figures/schema.js';
import { governanceReport } from '../governance/governance.js';
import { MEETING_PACK, meetingPack } from '../governance/meeting-pack.js';
import { pack, reportHash, reproducePack } from '../governance/pack.js';
import { listAsk } from './asks.js';

const NOW = '2018-07-02T12:00:00.000Z';
const INTERNAL = { level: 'internal' } as const;
const OF_THE_FIRST = { level: 'restricted', group: 'g1' } as const;

let minute = 0;
const on = (day: string, stream: string, type: ToldFact['type'], data: object = {}): ToldFact => ({
  stream,
  type,
  data,
  recordedAt: `${day}T09:${String(minute++ % 60).padStart(2, '0')}:00.000Z`,
});
const action = (id: string, data: object = {}) =>
  on('2018-03-03', `action-${id}`, 'ActionCreated', {
    reference: id.toUpperCase(),
    title: `Do ${id}`,
    programme: 'p1',
    parties: [],
    access: INTERNAL,
    timescale: by('2018-12-31'),
    ...data,
  });
const chairDecided = (id: string, data: object = {}) =>
  on('2018-06-05', `decision-${id}`, 'DecisionRecorded', {
    reference: id.toUpperCase(),
    title: `Agree ${id}`,
    disposition: 'approve',
    rationale: 'It could not wait',
    decidedOn: '2018-06-05',
    takenBy: 'chairs-action',
    group: 'g1',
    conditions: [],
    alternatives: [],
    affects: [],
    funding: [],
    access: INTERNAL,
    ...data,
  });
const revised = (day: string, stream: string, authority: string, latest: string) =>
  stream.startsWith('milestone')
    ? on(day, stream, 'MilestoneDateRevised', { due: by(latest), reason: 'Staff left', authority })
    : on(day, stream, 'ActionTimescaleRevised', { timescale: by(latest), reason: 'Staff left', authority });
const rated = (id: string) =>
  on('2018-06-07', `action-${id}`, 'ActionRated', { rating: 'green', narrative: 'Fine', scheme: 1 });

const OPENING: readonly ToldFact[] = [
  on('2018-03-01', 'ledger', 'LedgerOpened', { ledger: 'l1', name: 'Plan', illustrative: true }),
  on('2018-03-01', 'group-g1', 'GroupRegistered', { reference: 'BOARD', name: 'The Board' }),
  on('2018-03-01', 'group-g2', 'GroupRegistered', { reference: 'FINANCE', name: 'Finance' }),
  on('2018-03-01', 'programme-p1', 'ProgrammeRegistered', { reference: 'P1', name: 'One', group: 'g1' }),
  on('2018-03-01', 'programme-p2', 'ProgrammeRegistered', { reference: 'P2', name: 'Two', group: 'g2' }),
  ...['a1', 'a2', 'a3', 'a4', 'a5'].map((id) => action(id)),
  action('b1', { programme: 'p2' }),
  on('2018-03-03', 'milestone-m1', 'MilestoneSet', {
    reference: 'M1',
    title: 'Stage',
    programme: 'p1',
    due: by('2018-09-30'),
    access: INTERNAL,
  }),
  revised('2018-03-20', 'action-a5', 'lead', '2019-01-15'),
  on('2018-03-21', 'meeting-t1', 'MeetingScheduled', {
    reference: 'MTG1',
    group: 'g1',
    startsAt: '2018-05-10T09:00:00.000Z',
  }),
  {
    ...on('2018-05-11', 'meeting-t1', 'MeetingHeld', { present: [], apologies: [] }),
    occurredAt: '2018-05-10T09:00:00.000Z',
  },
];

/** What was told of a group's asks: each with the references of its items, and what is asked of them. */
async function asked(ask: Ask, report: ReportQuery, name: AskName, moment: Parameters<Ask>[1] = {}) {
  const at = { now: NOW, ...moment };
  const { asks } = await ask((view) => governanceReport(view, report), at);
  const found = asks.find((each) => each.ask === name);
  expect(found?.total).toBe(found?.items.length);
  return Object.fromEntries((found?.items ?? []).map((item) => [item.reference, item.asked]));
}
const board: ReportQuery = { group: 'BOARD' };

interface Case {
  readonly name: AskName;
  /** What was asked, of the action that comes first. */
  readonly given: readonly ToldFact[];
  readonly settled: readonly ToldFact[];
  readonly expected: object;
}
const CASES: readonly Case[] = [
  {
    name: 'blocked',
    given: [on('2018-06-01', 'action-a1', 'ActionBlocked', { reason: 'No funds' })],
    settled: [on('2018-06-20', 'action-a1', 'ActionUnblocked')],
    expected: { A1: { narrative: 'No funds' } },
  },
  {
    name: 'complete-not-verified',
    given: [on('2018-06-01', 'action-a4', 'ActionCompleted', { narrative: 'All done' })],
    settled: [on('2018-06-20', 'action-a4', 'ActionVerified')],
    expected: { A4: { narrative: 'All done' } },
  },
  {
    name: 'escalated',
    given: [on('2018-06-01', 'action-b1', 'ActionEscalated', { to: 'g1', ask: 'Lend two nurses' })],
    settled: [on('2018-06-20', 'action-b1', 'ActionEscalationAnswered', { answer: 'returned' })],
    expected: { B1: { to: 'BOARD', ask: 'Lend two nurses' } },
  },
  {
    name: 'dates-moved-by-lead',
    given: [
      revised('2018-06-01', 'action-a1', 'lead', '2019-01-31'),
      revised('2018-06-02', 'action-a2', 'group', '2019-01-31'),
    ],
    settled: [revised('2018-06-20', 'action-a1', 'group', '2019-02-28')],
    expected: { A1: { from: '2018-12-31', to: '2019-01-31', days: 31, number: OPENING.length + 1 } },
  },
  {
    name: 'chairs-actions',
    given: [revised('2018-06-01', 'milestone-m1', 'chairs-action', '2018-10-31'), chairDecided('d1')],
    settled: [
      revised('2018-06-20', 'milestone-m1', 'group', '2018-10-31'),
      { ...chairDecided('d2', { takenBy: 'meeting', ratifies: 'd1' }), recordedAt: '2018-06-20T10:00:00.000Z' },
    ],
    expected: {
      M1: { from: '2018-09-30', to: '2018-10-31', days: 31 },
      D1: { disposition: 'approve', takenBy: 'chairs-action', decidedOn: '2018-06-05' },
    },
  },
  {
    name: 'rated-better-than-facts',
    given: [on('2018-06-01', 'action-a3', 'ActionBlocked', { reason: 'No staff' }), rated('a3'), rated('a2')],
    settled: [on('2018-06-20', 'action-a3', 'ActionRated', { rating: 'red', narrative: 'Late', scheme: 1 })],
    expected: { A3: { rating: 'green', derived: { rating: 'amber', reasons: [{ code: 'blocked' }] } } },
  },
];

describeOnEveryEngine('asks', () => {
  test.each(CASES)('a group is asked about what is $name until it is settled, and the past keeps it', (each) =>
    withHistory([...OPENING, ...each.given, ...each.settled], async (ask) => {
      const upTo = (events: readonly ToldFact[]) => ({ asOfPosition: OPENING.length + events.length });
      expect(await asked(ask, board, each.name, upTo([]))).toEqual({});
      const given = await asked(ask, board, each.name, upTo(each.given));
      expect(Object.keys(given)).toEqual(Object.keys(each.expected));
      expect(given).toMatchObject(each.expected);
      expect(await asked(ask, board, each.name)).toEqual({});
      expect(await asked(ask, board, each.name, { effectiveAt: '2018-06-15T12:00:00.000Z' })).toEqual(given);
      expect(breaks(GOVERNANCE_REPORT, await ask((view) => governanceReport(view, board), { now: NOW }))).toEqual([]);
    }),
  );

  const ALL = [...OPENING, ...CASES.flatMap(({ given }) => given)];

  test('another group is not asked, and the report of all is', () =>
    withHistory(ALL, async (ask) => {
      for (const { name, expected } of CASES) {
        const ofFinance = await asked(ask, { group: 'FINANCE' }, name);
        expect([name, ofFinance]).toEqual([name, {}]);
        const whole = Object.keys(await asked(ask, {}, name));
        expect(whole).toEqual(expect.arrayContaining(Object.keys(expected)));
      }
    }));

  test('what a reader may not see is not counted among the asks', () => {
    const hidden = ALL.map((told) =>
      /^(Action|Milestone)(Created|Set)$|^DecisionRecorded$/.test(told.type)
        ? { ...told, data: { ...told.data, access: OF_THE_FIRST } }
        : told,
    );
    return withHistory(hidden, async (ask) => {
      for (const { name, expected } of CASES) {
        expect(Object.keys(await asked(ask, board, name))).toEqual(expect.arrayContaining(Object.keys(expected)));
        expect([name, await asked(ask, board, name, { reader: OUTSIDER })]).toEqual([name, {}]);
      }
    });
  });

  test('the link of every ask opens as many items as it counts, page by page', async () => {
    await fc.assert(
      fc.asyncProperty(histories(), async (events) => {
        await withReadStore(async (store) => {
          const models = opened(store, await projected(store, events));
          const moment = { now: '2019-06-01T12:00:00.000Z' };
          await models.read(moment, EVERYTHING, async (view) => {
            for (const covered of [{}, { group: 'BOARD' }, { programme: 'P2' }]) {
              const report = await governanceReport(view, covered).catch(() => undefined);
              for (const { ask, total, items } of report?.asks ?? []) {
                const all = await opens(view, covered, ask);
                expect([ask, all.slice(0, 50)]).toEqual([ask, items.map(({ reference }) => reference)]);
                expect([ask, total]).toEqual([ask, all.length]);
              }
            }
          });
          await models.close();
        });
      }),
      { numRuns: runs(20) },
    );
  });

  /** The references on all pages of the list that an ask's link names. */
  async function opens(view: QueryContext, covered: ReportQuery, ask: AskName): Promise<string[]> {
    const found: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await pageOf(view, covered, ask, cursor ?? undefined);
      found.push(...page.items.map(({ reference }) => reference));
      cursor = page.nextCursor;
    } while (cursor !== null);
    return found;
  }

  function pageOf(view: QueryContext, covered: ReportQuery, ask: AskName, after: string | undefined) {
    const page = {
      limit: 3,
      cursor: after === undefined ? undefined : JSON.parse(Buffer.from(after, 'base64url').toString()),
    };
    if (ask === 'blocked') return listFigure(view, { ...covered, figure: 'actions.blocked' }, page);
    if (ask === 'complete-not-verified') return listFigure(view, { ...covered, figure: 'actions.complete' }, page);
    return ask === 'rated-better-than-facts'
      ? listWatermelons(view, covered, page)
      : listAsk(view, { ...covered, ask }, page);
  }

  const requested = (day: string, stream: string, latest: string): ToldFact =>
    stream.startsWith('milestone')
      ? on(day, stream, 'MilestoneDateRequested', { due: by(latest, `By ${latest}`), reason: 'No room' })
      : on(day, stream, 'ActionDateRequested', { timescale: by(latest, `By ${latest}`), reason: 'Staff left' });
  const REQUESTED: readonly ToldFact[] = [
    ...OPENING,
    revised('2018-06-01', 'action-a1', 'lead', '2019-01-31'),
    // Before the meeting from which moves count: a request stands until it is answered.
    requested('2018-04-02', 'action-a2', '2019-03-31'),
    requested('2018-06-03', 'milestone-m1', '2018-10-31'),
    requested('2018-06-04', 'action-b1', '2019-03-31'),
  ];
  const REQUEST = { request: 'By 2019-03-31', from: '2018-12-31', to: '2019-03-31', days: 90, reason: 'Staff left' };

  test('dates that were asked for stand first among the dates to agree, oldest first, until they are answered', () =>
    withHistory(
      [
        ...REQUESTED,
        on('2018-06-20', 'action-a2', 'ActionDateRequestRefused', { reason: 'No' }),
        revised('2018-06-21', 'milestone-m1', 'group', '2018-10-31'),
      ],
      async (ask) => {
        const list = (moment = {}) => asked(ask, board, 'dates-moved-by-lead', moment);
        const before = await list({ asOfPosition: REQUESTED.length });
        expect(Object.keys(before)).toEqual(['A2', 'M1', 'A1']);
        expect(before).toMatchObject({
          A2: { ...REQUEST, by: 'secretary', number: OPENING.length + 2 },
          M1: { request: 'By 2018-10-31', from: '2018-09-30', days: 31, reason: 'No room' },
        });
        expect(before.A1).not.toHaveProperty('request');
        expect(Object.keys(await list())).toEqual(['A1']);
        expect(Object.keys(await list({ effectiveAt: '2018-06-15T12:00:00.000Z' }))).toEqual(['A2', 'M1', 'A1']);
        expect(Object.keys(await asked(ask, { group: 'FINANCE' }, 'dates-moved-by-lead'))).toEqual(['B1']);
      },
    ));

  test('a date that was asked for and moved by its lead meanwhile is asked once, as moved', () =>
    withHistory([...REQUESTED, revised('2018-06-20', 'action-a2', 'lead', '2019-02-28')], async (ask) => {
      const found = await asked(ask, board, 'dates-moved-by-lead');
      expect(Object.keys(found)).toEqual(['M1', 'A1', 'A2']);
      expect(found.A2).not.toHaveProperty('request');
    }));

  test('a pack that was issued before dates were asked for is proved as before', () =>
    withHistory([...ALL, ...REQUESTED.slice(OPENING.length + 1)], async (ask) => {
      const later = { now: '2019-01-01T00:00:00.000Z' };
      const before = {
        position: ALL.length,
        number: ALL.length,
        hash: OF_VERSION_2,
        covers: 2,
        issuedAt: NOW,
      } as const;
      expect((await ask((view) => reproducePack(view, 'g1', before), later)).proved).toBe(true);
      // The hash covers what was asked for.
      const [one, other] = [await packOn(ALL), await packOn([...ALL, ...REQUESTED.slice(OPENING.length + 1)])];
      expect(one.hash).toBe(OF_VERSION_2);
      expect(other.hash).not.toBe(OF_VERSION_2);
    }));

  test('pages of an ask are as their schema says', () =>
    withHistory(ALL, async (ask) => {
      for (const name of LISTED_ASKS) {
        const page = await ask((view) => listAsk(view, { ...board, ask: name }, { limit: 50 }), { now: NOW });
        expect(page.items.length).toBeGreaterThan(0);
        expect(breaks(ASK_PAGE, page)).toEqual([]);
      }
    }));

  /** A pack of the board that was issued on a history. */
  async function packOn(history: readonly ToldFact[]) {
    return withReadStore(async (store) => {
      const models = opened(store, await projected(store, stored(history)));
      return pack(models, 'g1', NOW).finally(() => models.close());
    });
  }

  test('the hash of a pack covers what the group was asked', async () => {
    const asking = (question: string) => [
      ...OPENING,
      on('2018-06-01', 'action-b1', 'ActionEscalated', { to: 'g1', ask: question }),
    ];
    const [one, other] = [await packOn(asking('Lend two nurses')), await packOn(asking('Lend three nurses'))];
    expect(one).toMatchObject({ covers: 2, number: other.number });
    expect(one.hash).not.toBe(other.hash);
  });

  test('a pack whose hash covers counts and lists alone is proved as before, and no other is', () =>
    withHistory(ALL, async (ask) => {
      const issued = await packOn(ALL);
      const proved = (pack: Parameters<typeof reproducePack>[2]) =>
        ask((view) => reproducePack(view, 'g1', pack), { now: '2019-01-01T00:00:00.000Z' }).then(
          (found) => found.proved,
        );
      const { covers, ...withoutCovers } = issued;
      expect(await proved({ ...issued, issuedAt: NOW })).toBe(true);
      expect(await proved({ ...withoutCovers, issuedAt: NOW })).toBe(false);
      // The hash that the version before the asks gave this history.
      expect(await proved({ ...withoutCovers, hash: OF_VERSION_1, issuedAt: NOW })).toBe(true);
      expect(await proved({ ...withoutCovers, covers, hash: OF_VERSION_1, issuedAt: NOW })).toBe(false);
    }));

  test('the pack of a meeting is its report made again, proved by the hash that was issued', async () => {
    const issued = await packOn(ALL);
    const meeting = { reference: 'M9', group: 'g1', startsAt: '2018-07-10T09:00:00.000Z' };
    const withPack = (pack: object): ToldFact[] => [
      ...ALL,
      { stream: 'meeting-m9', type: 'MeetingScheduled', data: meeting, recordedAt: NOW },
      { stream: 'meeting-m8', type: 'MeetingScheduled', data: { ...meeting, reference: 'M8' }, recordedAt: NOW },
      { stream: 'meeting-m9', type: 'MeetingPackIssued', data: pack, recordedAt: NOW },
    ];
    const later = { now: '2019-01-01T00:00:00.000Z' };
    await withHistory(withPack(issued), async (ask) => {
      const made = await ask((view) => meetingPack(view, 'M9'), later);
      expect(breaks(MEETING_PACK, made)).toEqual([]);
      expect(made).toMatchObject({ ...issued, meeting: 'M9', proved: true, issuedAt: NOW });
      expect(reportHash(made?.report ?? {})).toBe(issued.hash);
      expect(await ask((view) => meetingPack(view, 'M8'), later)).toBeNull();
      expect(await ask((view) => meetingPack(view, 'NONE'), later)).toBeUndefined();
    });
    await withHistory(withPack({ ...issued, hash: 'another' }), async (ask) => {
      expect(await ask((view) => meetingPack(view, 'M9'), later)).toMatchObject({ proved: false, hash: 'another' });
    });
  });
  /** The hash that the version before date requests gave this history. */
  const OF_VERSION_2 = 'a8310abc484e2cf5a31eb6ed271dba8f140ad83ec73ce5c4db51a68be640744d';
  const OF_VERSION_1 = '24dc9a1a9c5b4f0cd0dee0dafc001e13bb2658b42c30da378be1baf14a4a448c';
});
