import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readBody } from '../kernel/body.js';
import { isRefusal, type Recorded } from '../kernel/decider.js';
import { answersFor } from '../kernel/metadata.js';
import { RATINGS } from '../kernel/rating.js';
import { contextOf, recorded, secretary } from '../testing/specification.js';
import { agreedOf } from '../timescale/agreed.js';
import { action } from './action.js';
import { type ActionFact, PARTS, SOLE_PARTS } from './events.js';
import { AROUND, created, promised, trust } from './fixtures.js';
import { ACTION_STATUSES, type ActionState } from './state.js';
import { transitions } from './transitions.js';

const text = fc.constantFrom('One thing', 'Another');
const reasoned = fc.record({ reason: text });
const timescale = fc.constantFrom('2018-12-31', '2019-03-31', 'By 31 October each year', 'TBC', '2018/19 ongoing');
const party = fc.constantFrom('TRUST', 'CCG', 'GONE');
const other = fc.constantFrom('SMI-A01', 'SMI-A02', 'SMI-A03', 'SMI-A04', 'SMI-A05', 'SMI-A07', 'SMI-A99');
const day = fc.constantFrom('2018-10-31', '2018-12-31', '2019-10-31');
const group = fc.constantFrom('BOARD', 'FIN', 'OLD-BOARD');
const reason = text;

/** Bodies that a client might send for each verb, right and wrong. */
const BODIES: Readonly<Record<keyof typeof transitions, fc.Arbitrary<object>>> = {
  describe: fc.record({ title: text, overseenBy: fc.oneof(group, fc.constant(null)) }, { requiredKeys: [] }),
  move: fc.record({ programme: fc.constantFrom('SMI', 'PER', 'END'), reason }),
  'assign-owner': fc.record({ owner: party }),
  'assign-party': fc.record({ party, part: fc.constantFrom(...PARTS) }),
  'release-party': fc.record({ party, part: fc.constantFrom(...PARTS) }, { requiredKeys: ['party'] }),
  'revise-timescale': fc.record({ timescale, reason }),
  'request-date': fc.record({ timescale, reason }),
  'agree-date': fc.record({ authority: fc.constantFrom('group', 'delegated') }, { requiredKeys: [] }),
  'refuse-date': reasoned,
  'confirm-reading': fc.record({ latest: day, earliest: fc.constant(null), basis: text }, { requiredKeys: ['basis'] }),
  forecast: fc.record({ timescale, narrative: text }, { requiredKeys: ['timescale'] }),
  'set-review-date': fc.record({ reviewOn: fc.oneof(day, fc.constant(null)) }),
  'raise-review': fc.constant({}),
  start: fc.constant({}),
  'report-progress': fc.record({ narrative: text }),
  rate: fc.record({ rating: fc.constantFrom(...RATINGS), narrative: text }, { requiredKeys: ['rating'] }),
  block: reasoned,
  unblock: fc.constant({}),
  defer: reasoned,
  'raise-deferral': fc.constant({}),
  resume: reasoned,
  'complete-occurrence': fc.record({ due: day }),
  'miss-occurrence': fc.record({ due: day, reason }),
  complete: fc.constant({}),
  'decline-completion': reasoned,
  verify: fc.constant({}),
  withdraw: reasoned,
  reopen: reasoned,
  split: fc.record({ into: fc.array(other, { minLength: 2, maxLength: 3 }) }),
  merge: fc.record({ into: other, reason }),
  escalate: fc.record({ to: group, ask: text }),
  'answer-escalation': fc.record({ answer: fc.constantFrom('accepted', 'returned') }),
  'add-dependency': fc.record({ on: other }),
  'remove-dependency': fc.record({ on: other, reason }),
  'attach-evidence': fc.record({ title: text, text }),
  'add-note': fc.record({ text }),
  correct: fc.oneof(
    fc.record({ field: fc.constant('title'), value: text, reason }),
    fc.record({ field: fc.constant('timescale'), value: timescale, reason }),
    fc.record({ field: fc.constant('owner'), value: party, reason }),
  ),
};
type VerbName = keyof typeof BODIES;
/** Each of these is a fact of its own however often it is said. */
const NEVER_THE_SAME: readonly VerbName[] = ['report-progress', 'add-note', 'attach-evidence', 'forecast'];

/** The verbs that change the state more often, so that a random life goes further than its first withdrawal. */
const LIVELY: readonly VerbName[] = [
  'start',
  'complete',
  'verify',
  'reopen',
  'block',
  'unblock',
  'revise-timescale',
  'request-date',
];
const step = fc.constantFrom(...(Object.keys(BODIES) as VerbName[]), ...LIVELY, ...LIVELY).chain((verb) =>
  fc.record({
    verb: fc.constant(verb),
    body: BODIES[verb],
    principal: fc.constantFrom(secretary, trust),
    agreed: fc.constantFrom({}, { meeting: 'meeting-1' }, { meeting: 'meeting-1', minuteRef: '7' }),
  }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

interface Taken {
  readonly step: Step;
  readonly before: ActionState;
  readonly events: readonly Recorded<ActionFact>[];
  readonly after: ActionState;
}

/** Decides a command; the state and the body are frozen, so that a decision which changes either throws. */
function decide({ verb, body, principal, agreed }: Step, state: ActionState) {
  const rule = action.verbs[verb];
  const read = rule && readBody(rule.body, body);
  if (!rule || !read || 'errors' in read) throw new Error(`${verb} has no such body`);
  const around = { ...AROUND, principal, ...agreed };
  return rule.decide(Object.freeze(read.command), frozen(state), contextOf(around));
}

function live(steps: readonly Step[]): Taken[] {
  const taken: Taken[] = [];
  let before = action.evolve(undefined, recorded(created({ timescale: promised('2018-12-31') }), 0));
  for (const step of steps) {
    const outcome = decide(step, before);
    const metadata = { actor: step.principal.actor, ...step.agreed };
    const events = isRefusal(outcome) ? [] : outcome.map((fact, index) => recorded(fact, index, metadata));
    const after = events.reduce<ActionState>(action.evolve, before);
    taken.push({ step, before, events, after });
    before = after;
  }
  return taken;
}

function frozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null)
    for (const inner of Object.values(Object.freeze(value))) frozen(inner);
  return value;
}

/** Checks every step of random lives. */
function always(check: (taken: Taken) => void) {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60, size: 'max' }), (steps) => {
      for (const taken of live(steps)) check(taken);
    }),
  );
}

describe('whatever is asked of an action', () => {
  it('it is in a state of the table, reached as the table says', () => {
    always(({ step: { verb }, before, events, after }) => {
      const transition: { from: readonly string[]; to?: readonly string[] } = transitions[verb];
      expect(ACTION_STATUSES).toContain(after.status);
      if (events.length === 0) return;
      expect(transition.from).toContain(before.status);
      expect(transition.to ?? [before.status]).toContain(after.status);
    });
  });

  it('it is verified by another principal than completed it, or at a meeting with its minute', () => {
    always(({ before, events }) => {
      for (const { type, metadata } of events) {
        if (type !== 'ActionVerified' || (metadata.meeting && metadata.minuteRef)) continue;
        expect(before.completedBy).toBeDefined();
        expect(answersFor(metadata)).not.toBe(before.completedBy);
      }
    });
  });

  it('its original promise stays once it was moved, and before that only a retelling changes it', () => {
    always(({ before, events, after }) => {
      const retold = events.some(({ type }) => type === 'ActionReadingConfirmed' || type === 'ActionCorrected');
      if (before.revised || !retold) expect(after.original).toEqual(before.original);
      if (!after.revised) expect(agreedOf(after)).toEqual(after.original);
    });
  });

  it('only a revision is a slip', () => {
    always(({ before, events, after }) => {
      const revised = events.some(({ type }) => type === 'ActionTimescaleRevised');
      if (!revised) expect(after.revised === undefined).toBe(before.revised === undefined);
    });
  });

  it('it waits for a date only while it is open, and never after its agreed date moved', () => {
    always(({ events, after }) => {
      if (after.dateRequest) expect(['planned', 'in-progress', 'blocked', 'deferred']).toContain(after.status);
      const [last] = events.filter(({ type }) => /DateRequested|TimescaleRevised/.test(type)).slice(-1);
      if (last) expect(after.dateRequest !== undefined).toBe(last.type === 'ActionDateRequested');
    });
  });

  it('it has at most one lead and one accountable party, and never waits for itself', () => {
    always(({ after }) => {
      for (const sole of SOLE_PARTS) expect(after.parties.filter(({ part }) => part === sole).length).toBeLessThan(2);
      expect(new Set(after.dependsOn).size).toBe(after.dependsOn.length);
      expect(after.dependsOn).not.toContain(AROUND.id);
    });
  });

  it('it is blocked, deferred, completed or withdrawn exactly while it says why, until when or by whom', () => {
    always(({ after: { status, block, deferral, completedBy, withdrawnAs } }) => {
      expect(block !== undefined).toBe(status === 'blocked');
      expect(deferral !== undefined).toBe(status === 'deferred');
      expect(completedBy !== undefined).toBe(status === 'complete' || status === 'verified');
      expect(withdrawnAs !== undefined).toBe(status === 'withdrawn');
    });
  });

  it('asking twice changes nothing more', () => {
    always(({ step, events, after }) => {
      if (events.length === 0 || NEVER_THE_SAME.includes(step.verb)) return;
      const again = decide(step, after);
      expect(isRefusal(again) || again.length === 0).toBe(true);
    });
  });
});
