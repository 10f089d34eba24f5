import fc from 'fast-check';
import type { StoredEvent } from '#event-store/port/port.js';
import { stored, type ToldFact } from './events.js';
import { by } from './timescales.js';

const PROGRAMMES = ['p1', 'p2', 'p3'];
const PARTIES = ['o1', 'o2', 'o3'];
const ACTIONS = ['a1', 'a2', 'a3', 'a4'];
const MILESTONES = ['m1', 'm2'];
const TARGETS = ['t1', 't2'];
const DECISIONS = ['d1', 'd2'];
const PERIODS = ['2017-11', '2017-12', '2018-01', '2018-02', '2017/18-Q3', '2018'];
const INTERNAL = { level: 'internal' } as const;

type Step = Omit<ToldFact, 'recordedAt' | 'occurredAt' | 'statedBy'>;
const fact = (stream: string, type: ToldFact['type'], data: object): Step => ({ stream, type, data });

/** What stands before a random history begins: the ledger, bodies, and one item of every id that it may touch. */
const OPENING: readonly Step[] = [
  fact('ledger', 'LedgerOpened', { ledger: 'ledger-1', name: 'Test', illustrative: true }),
  fact('group-g1', 'GroupRegistered', { reference: 'BOARD', name: 'Board' }),
  ...PARTIES.map((id) =>
    fact(`party-${id}`, 'PartyRegistered', { reference: id.toUpperCase(), kind: 'post', name: id }),
  ),
  ...PROGRAMMES.map((id) =>
    fact(`programme-${id}`, 'ProgrammeRegistered', { reference: id.toUpperCase(), name: id, group: 'g1' }),
  ),
];

const programme = fc.constantFrom(...PROGRAMMES);
const party = fc.constantFrom(...PARTIES);
const text = fc.constantFrom('a reason', 'another reason', 'waiting for funds');
const day = fc.constantFrom('2018-03-31', '2018-06-30', '2018-12-31', '2019-03-31');
const promise = fc.oneof(day, fc.constant(null)).map((latest) => by(latest));
const period = fc.constantFrom(...PERIODS);
const value = fc.constantFrom('12', '7.5', '60', '0');

function each(
  ids: readonly string[],
  kind: string,
  created: fc.Arbitrary<Step['data']>,
  type: ToldFact['type'],
  later: readonly Later[],
) {
  return { kind, ids, type, created, later };
}
type Later = readonly [ToldFact['type'], fc.Arbitrary<object>];

const KINDS = [
  each(
    ACTIONS,
    'action',
    fc.record({ title: fc.constantFrom('Review', 'Commission'), programme, timescale: promise }),
    'ActionCreated',
    [
      ['ActionDescribed', fc.record({ title: fc.constantFrom('Review it', 'Commission it'), description: text })],
      ['ActionMoved', fc.record({ programme, reason: text })],
      ['ActionPartyAssigned', fc.record({ party, part: fc.constantFrom('lead', 'joint') })],
      [
        'ActionTimescaleRevised',
        fc.record({ timescale: promise, reason: text, authority: fc.constantFrom('group', 'lead') }),
      ],
      ['ActionDateRequested', fc.record({ timescale: promise, reason: text })],
      ['ActionDateRequestRefused', fc.record({ reason: text })],
      ['ActionForecast', fc.record({ timescale: promise })],
      ['ActionReviewDateSet', fc.record({ reviewOn: fc.oneof(day, fc.constant(null)) })],
      ['ActionReviewFellDue', fc.record({ reviewOn: day })],
      ['ActionStarted', fc.constant({})],
      ['ActionProgressReported', fc.record({ narrative: text, percent: fc.integer({ min: 0, max: 100 }) })],
      [
        'ActionRated',
        fc.record({ rating: fc.constantFrom('green', 'amber', 'red'), narrative: text, scheme: fc.constant(1) }),
      ],
      ['ActionBlocked', fc.record({ reason: text })],
      ['ActionUnblocked', fc.constant({})],
      ['ActionDeferred', fc.record({ reason: text, until: day })],
      ['ActionDeferralFellDue', fc.record({ until: day })],
      ['ActionResumed', fc.record({ reason: text })],
      ['ActionCompleted', fc.record({ narrative: text })],
      ['ActionVerified', fc.constant({})],
      ['ActionReopened', fc.record({ reason: text })],
      ['ActionEscalated', fc.record({ to: fc.constant('g1'), ask: text })],
      ['ActionEscalationAnswered', fc.record({ answer: fc.constant('accepted'), narrative: text })],
      ['ActionNoteAdded', fc.record({ text, access: fc.constant(INTERNAL) })],
      ['ActionCorrected', fc.record({ field: fc.constant('title'), before: text, value: text, reason: text })],
    ],
  ),
  each(MILESTONES, 'milestone', fc.record({ title: fc.constant('Stage'), programme, due: promise }), 'MilestoneSet', [
    ['MilestoneDateRevised', fc.record({ due: promise, reason: text, authority: fc.constant('group') })],
    ['MilestoneDateRequested', fc.record({ due: promise, reason: text })],
    ['MilestoneDateRequestRefused', fc.record({ reason: text })],
    ['MilestoneMet', fc.record({ metOn: day })],
    ['MilestoneMetReversed', fc.record({ reason: text })],
    ['MilestoneMissed', fc.record({ due: day })],
  ]),
  each(
    TARGETS,
    'target',
    fc.record({
      programme,
      measure: fc.constant('Checks'),
      unit: fc.constant('%'),
      direction: fc.constant('at-least'),
      kind: fc.constant('standard'),
      accumulates: fc.constant(false),
      trajectory: fc.constant([]),
    }),
    'TargetSet',
    [
      ['TargetMeasured', fc.record({ period, value, status: fc.constant('final'), access: fc.constant(INTERNAL) })],
      [
        'TargetMeasurementCorrected',
        fc.record({
          period,
          value,
          status: fc.constant('final'),
          access: fc.constant(INTERNAL),
          reason: text,
          before: fc.record({
            period,
            value,
            status: fc.constant('provisional'),
            access: fc.constant(INTERNAL),
          }),
        }),
      ],
      ['TargetBreached', fc.record({ period, cause: fc.constant('measurement') })],
      [
        'TargetRecovered',
        fc.record({
          period,
          ends: fc.subarray(PERIODS, { minLength: 1 }),
          cause: fc.constant('correction'),
          answersTo: fc.constant(0),
        }),
      ],
      ['TargetLimitsRecalculated', fc.record({ from: period, decision: fc.constantFrom(...DECISIONS) })],
      ['TargetSuspended', fc.record({ reason: text })],
    ],
  ),
  each(
    DECISIONS,
    'decision',
    fc.record({
      title: fc.constant('Defer the checks'),
      disposition: fc.constant('defer'),
      rationale: text,
      decidedOn: fc.constant('not-stated'),
      takenBy: fc.constant('meeting'),
      conditions: fc.constant([{ number: 1, text: 'A model is agreed' }]),
      alternatives: fc.constant([]),
      affects: fc.subarray(ACTIONS).map((ids) => ids.map((id) => ({ kind: 'action', id, as: 'defers' }))),
      funding: fc.constant([]),
    }),
    'DecisionRecorded',
    [
      ['DecisionConditionMet', fc.record({ condition: fc.constant(1), evidence: text })],
      ['DecisionReleased', fc.constant({})],
      ['DecisionReviewed', fc.record({ outcome: fc.constant('upheld'), nextReviewBy: day })],
      ['DecisionReviewFellDue', fc.record({ reviewBy: day })],
      [
        'DecisionAffectedAdded',
        fc.record({ kind: fc.constant('action'), id: fc.constantFrom(...ACTIONS), as: fc.constant('awaits') }),
      ],
      ['DecisionChallenged', fc.record({ by: party, grounds: text })],
      [
        'DecisionCorrected',
        fc.record({ field: fc.constant('affects'), before: fc.constant([]), value: fc.constant([]), reason: text }),
      ],
    ],
  ),
] as const;

/** When an event was recorded after the one before it (a clock may step back), and when it was true. */
const timing = fc.record({
  stepMinutes: fc.integer({ min: -30, max: 60 * 24 * 20 }),
  occurredAt: fc.oneof(
    { weight: 3, arbitrary: fc.constant(undefined) },
    fc.constantFrom(
      'not-stated',
      '2017-11',
      '2017/18',
      '2018-01-15',
      '2018-03-09',
      '2018-03-09T10:00:00.000Z',
      '2018-05',
    ),
  ),
  /** By when its document said it, which counts where no time was stated. */
  statedBy: fc.constantFrom(undefined, '2018-02'),
});

/** A fact of an item, by its type: any, or of some types alone where they are told. */
function step(types?: readonly ToldFact['type'][]) {
  const kinds = KINDS.map((each) => ({
    ...each,
    later: each.later.filter(([type]) => types === undefined || types.includes(type)),
  })).filter(({ later }) => later.length > 0);
  return fc.constantFrom(...kinds).chain(({ kind, ids, type, created, later }) =>
    fc.record({
      kind: fc.constant(kind),
      id: fc.constantFrom(...ids),
      first: created.map((data) => ({ type, data })),
      next: fc.constantFrom(...later).chain(([each, data]) => data.map((made) => ({ type: each, data: made }))),
      timing,
    }),
  );
}

interface Sizes {
  readonly minLength?: number;
  readonly maxLength?: number;
  /** What happens to an item after its first fact; anything unless told. */
  readonly types?: readonly ToldFact['type'][];
}

/** A random history: any facts of any items in any order, recorded and true at any times that the rules allow. */
export function histories({ minLength = 0, maxLength = 60, types }: Sizes = {}): fc.Arbitrary<readonly StoredEvent[]> {
  return fc.array(step(types), { minLength, maxLength }).map((steps) => {
    const begun = new Set<string>();
    const facts: ToldFact[] = OPENING.map((each) => ({ ...each, recordedAt: '2018-03-01T09:00:00.000Z' }));
    let clock = Date.parse('2018-03-01T09:00:00.000Z');
    for (const { kind, id, first, next, timing } of steps) {
      const stream = `${kind}-${id}`;
      clock += timing.stepMinutes * 60_000;
      const recordedAt = new Date(clock).toISOString();
      const { occurredAt, statedBy } = timing;
      const times = { recordedAt, statedBy, ...(occurredAt !== undefined && { occurredAt }) };
      if (begun.has(stream)) {
        const data = next.type === 'TargetRecovered' ? endingBreaches(facts, stream, next.data) : next.data;
        if (data) facts.push({ stream, type: next.type, data, ...times });
      } else {
        const reference = id.toUpperCase();
        facts.push({
          stream: `reference-${reference}`,
          type: 'LedgerOpened',
          data: { reference, kind, id },
          recordedAt,
        });
        facts.push({ stream, type: first.type, data: { reference, access: INTERNAL, ...first.data }, ...times });
        begun.add(stream);
      }
    }
    // Events that a store reads share no objects, by whose identity read models tell what changed.
    return stored(facts).map((event) => structuredClone(event));
  });
}

/** A recovery from those of its breaches that there were, or undefined where there were none. */
function endingBreaches(facts: readonly ToldFact[], stream: string, data: object): object | undefined {
  const breached = facts.filter((each) => each.stream === stream && each.type === 'TargetBreached');
  const periods = breached.map((each) => (each.data as { period: string }).period);
  const ends = (data as { ends: string[] }).ends.filter((period) => periods.includes(period));
  return ends.length > 0 ? { ...data, ends } : undefined;
}
