import { expect, test } from '@jest/globals';
import { endOfDay } from '#read-models/meetings/pack-position.js';
import type { QueryContext } from '#read-store/query/query-context.js';
import { breaks } from '#test/support/read-models/conforms.js';
import { stored, type ToldFact } from '#test/support/read-models/events.js';
import { OUTSIDER, withEvents, withHistory } from '#test/support/read-models/models.js';
import { describeOnEveryEngine } from '#test/support/read-models/on-every-engine.js';
import { action, BOARD_ONLY, decision, fact, INTERNAL, OPENING, target } from '#test/support/read-models/plan.js';
import { by } from '#test/support/read-models/timescales.js';
import { pack } from '../governance/pack.js';
import { dossier } from './dossier.js';
import { DOSSIER, type Dossier } from './schema.js';

const nobody = async () => new Map<string, string>();
const of = (reference: string) => async (view: QueryContext) => (await dossier(view, reference, nobody)) as Dossier;
const on = (recordedAt: string, told: ToldFact): ToldFact => ({ ...told, recordedAt: `${recordedAt}:00.000Z` });
const affects = [
  { kind: 'action', id: 'a1', as: 'defers' },
  { kind: 'target', id: 't1', as: 'concerns' },
];
const figure = { period: '2018-04', value: '55', status: 'final', access: INTERNAL };

const BEFORE: readonly ToldFact[] = [
  ...OPENING.map((each) => on('2018-04-01T09:00', each)),
  on('2018-04-02T09:00', action('a1', { programme: 'p2', title: 'Commission', timescale: by('2018-06-30') })),
  on('2018-04-02T09:01', target('t1', { programme: 'p2' })),
  on(
    '2018-05-20T09:00',
    fact('meeting-m1', 'MeetingScheduled', { reference: 'MTG1', group: 'g1', startsAt: '2018-06-01T10:00:00.000Z' }),
  ),
];
const taken = decision('d1', {
  decidedOn: '2018-06-01',
  meeting: 'm1',
  group: 'g1',
  reviewBy: '2018-07-31',
  conditions: [{ number: 1, text: 'A model is agreed' }],
  affects,
});

/** A pack, then the meeting, and its decision recorded after more had come to the ledger; then what came of it. */
const AFTER = (issued: { position: number; hash: string }): readonly ToldFact[] => [
  on('2018-05-25T10:00', fact('meeting-m1', 'MeetingPackIssued', issued)),
  on('2018-05-28T09:00', fact('action-a1', 'ActionBlocked', { reason: 'No funds' })),
  on(
    '2018-06-02T09:00',
    fact('meeting-m1', 'MeetingHeld', { present: [], apologies: [] }, { occurredAt: '2018-06-01T10:00:00.000Z' }),
  ),
  { ...on('2018-06-03T09:00', taken), occurredAt: '2018-06-01' },
  on('2018-06-10T09:00', fact('target-t1', 'TargetMeasured', figure)),
  on(
    '2018-06-11T09:00',
    fact('action-a1', 'ActionTimescaleRevised', {
      timescale: by('2018-07-10'),
      reason: 'The deferral',
      authority: 'group',
    }),
  ),
  on('2018-06-12T09:00', fact('action-a1', 'ActionUnblocked', {}, { occurredAt: '2018-05-30' })),
  on('2018-07-01T09:00', fact('decision-d1', 'DecisionConditionMet', { condition: 1, evidence: 'Paper 7' })),
  on(
    '2018-08-05T09:00',
    fact(
      'decision-d1',
      'DecisionReviewed',
      { outcome: 'upheld', nextReviewBy: '2018-09-01' },
      { occurredAt: '2018-08-05' },
    ),
  ),
  on('2018-08-06T09:00', decision('d2', { affects: [{ kind: 'decision', id: 'd1', as: 'concerns' }], ratifies: 'd1' })),
];

/** Runs a test on that history, the pack issued by the read models as they stood. */
const told = async (test: Parameters<typeof withHistory>[1]) =>
  withHistory([...BEFORE, ...AFTER(await packAt(BEFORE))], test);

async function packAt(history: readonly ToldFact[]) {
  let issued = { position: 0, hash: '' };
  await withEvents(stored(history), async (ask) => {
    const read: Parameters<typeof pack>[0]['read'] = ({ now, ...asked }, reader, question) =>
      ask(question, { ...asked, reader, now });
    issued = await pack({ read }, 'g1', '2018-05-25T10:00:00.000Z');
  });
  return issued;
}
const factIn = ({ affected }: { affected: Dossier['known']['held']['affected'] }, reference: string, field: string) =>
  affected.find((each) => each.reference === reference)?.facts.find((each) => each.field === field)?.value;

describeOnEveryEngine('dossier', () => {
  test('what the pack showed, what the ledger held and what was true are three answers, and their differences are told', () =>
    told(async (ask) => {
      const found = await ask(of('SMI-D1'));
      expect(breaks(DOSSIER, found)).toEqual([]);
      const { shown, held, hindsight, differences } = found.known;
      expect(shown).toMatchObject({ meeting: 'MTG1', position: BEFORE.length, proved: true });
      expect(shown?.listed).toEqual([]);
      expect(factIn(shown as NonNullable<typeof shown>, 'SMI-A1', 'status')).toBe('planned');
      expect(held).toMatchObject({ asOf: { position: found.recorded.position }, note: null });
      expect(factIn(held, 'SMI-A1', 'status')).toBe('blocked');
      expect(hindsight).toMatchObject({ effectiveAt: endOfDay('2018-06-01') });
      expect(differences).toContainEqual({
        reference: 'SMI-A1',
        field: 'status',
        shown: 'planned',
        held: 'blocked',
        hindsight: 'blocked',
      });
      expect(differences).toContainEqual(
        expect.objectContaining({
          reference: 'SMI-T1',
          field: 'latest',
          held: null,
          hindsight: expect.objectContaining({ value: '55' }),
        }),
      );
    }));

  test('what came of it: conditions with the events that settled them, dates moved, decisions that cite it, reviews missed', () =>
    told(async (ask) => {
      const { conditions, consequences, reviews, events, recorded } = await ask(of('d1'), {
        now: '2018-10-01T12:00:00.000Z',
      });
      expect(conditions).toMatchObject([
        { outcome: 'met', settled: { evidence: 'Paper 7' }, event: { type: 'DecisionConditionMet' } },
      ]);
      const [delayed, measured] = consequences.affected;
      expect(delayed).toMatchObject({
        reference: 'SMI-A1',
        as: 'defers',
        since: { slip: { days: 10 }, what: ['slipped', 'unblocked'] },
      });
      expect(measured).toMatchObject({ reference: 'SMI-T1', since: { what: ['measured'] } });
      expect(consequences.decisions).toEqual([
        {
          reference: 'SMI-D2',
          title: 'Defer the checks',
          disposition: 'defer',
          status: 'in-force',
          how: ['ratifies', 'concerns'],
        },
      ]);
      expect(reviews).toMatchObject([
        { dueBy: '2018-07-31', heldOn: '2018-08-05', state: 'held-late', outcome: 'upheld' },
        { dueBy: '2018-09-01', heldOn: null, state: 'missed' },
      ]);
      expect(events[0]).toEqual(recorded);
    }));

  test('a review that was due as the decision was replaced is told as lapsed, not as missed', async () => {
    const end = fact('decision-d1', 'DecisionSuperseded', { by: 'd2', reason: 'Another took its place' });
    const history = [...BEFORE, ...AFTER(await packAt(BEFORE)), on('2018-09-10T09:00', end)];
    await withHistory(history, async (ask) => {
      const { reviews, events } = await ask(of('d1'), { now: '2018-10-01T12:00:00.000Z' });
      expect(reviews.map(({ dueBy, state }) => [dueBy, state])).toEqual([
        ['2018-07-31', 'held-late'],
        ['2018-09-01', 'lapsed'],
      ]);
      expect(reviews.at(-1)?.number).toBe(events.at(-1)?.number);
    });
  });

  test('asked as of the recording nothing had come of it yet', () =>
    told(async (ask) => {
      const { position } = (await ask(of('d1'))).recorded;
      const then = await ask(of('d1'), { asOfPosition: position });
      expect(then).toMatchObject({
        events: [{ position }],
        conditions: [{ outcome: 'open', event: null }],
        reviews: [{ state: 'due' }],
      });
      expect(then.consequences).toMatchObject({ affected: [{ since: null }, { since: null }], decisions: [] });
      expect(breaks(DOSSIER, then)).toEqual([]);
      expect(await ask(of('d1'), { asOfPosition: position - 1 })).toBeUndefined();
    }));

  test('a decision from a document says so, and that the ledger held nothing then', () => {
    const events = stored([
      ...OPENING.map((each) => on('2018-04-01T09:00', each)),
      on('2018-04-03T09:00', decision('d1', {})),
    ]);
    const source = { document: 'plan.txt', line: 346 };
    const imported = events.map((event) => ({ ...event, metadata: { ...event.metadata, source } }));
    return withEvents(imported, async (ask) => {
      const { known, recorded } = await ask(of('d1'));
      expect(recorded.source).toEqual(source);
      expect(known.held.note).toBe('As stated in plan.txt, entered 2018-04-03; the ledger held nothing then.');
      expect(known).toMatchObject({ shown: null, hindsight: { effectiveAt: '2018-03-01T00:00:00.000Z' } });
    });
  });

  test('what is hidden from the reader leaves no trace', () =>
    withHistory(
      [
        ...BEFORE,
        action('a9', { programme: 'p2', access: BOARD_ONLY }),
        decision('d1', { affects: [{ kind: 'action', id: 'a9', as: 'defers' }] }),
        decision('d2', { access: BOARD_ONLY, ratifies: 'd1' }),
      ],
      async (ask) => {
        const text = JSON.stringify(await ask(of('d1'), { reader: OUTSIDER }));
        expect(text).not.toMatch(/SMI-A9|SMI-D2/);
        expect(await ask(of('d2'), { reader: OUTSIDER })).toBeUndefined();
      },
    ));
});
