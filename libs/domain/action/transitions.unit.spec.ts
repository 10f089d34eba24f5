import { describe, expect, it } from '@jest/globals';
import { isRefusal } from '../kernel/decider.js';
import type { Transition } from '../kernel/transitions.js';
import { given, recorded } from '../testing/specification.js';
import { action } from './action.js';
import type { ActionFact } from './events.js';
import { AROUND, created, promised, trust } from './fixtures.js';
import { ACTION_STATUSES, type ActionState, type ActionStatus } from './state.js';
import { transitions } from './transitions.js';

const reason = 'The board asked for it';
const due = '2017-10-31';

/** One body for each verb that changes something in every state that allows the verb. */
const BODIES: Readonly<Record<keyof typeof transitions, object>> = {
  describe: { title: 'Agree a sustainable model' },
  move: { programme: 'PER', reason },
  'assign-owner': { owner: 'TRUST' },
  'assign-party': { party: 'TRUST', part: 'joint' },
  'release-party': { party: 'CCG' },
  'revise-timescale': { timescale: '2019-03-31', reason },
  'request-date': { timescale: '2019-09-30', reason },
  'agree-date': { authority: 'group' },
  'refuse-date': { reason },
  'confirm-reading': { latest: '2018-11-30', basis: 'The board secretary' },
  forecast: { timescale: '2019-03-31' },
  'set-review-date': { reviewOn: '2018-09-01' },
  'raise-review': {},
  start: {},
  'report-progress': { narrative: 'Two meetings held' },
  rate: { rating: 'green' },
  block: { reason },
  unblock: {},
  defer: { reason },
  'raise-deferral': {},
  resume: { reason },
  'complete-occurrence': { due },
  'miss-occurrence': { due, reason },
  complete: {},
  'decline-completion': { reason },
  verify: {},
  withdraw: { reason },
  reopen: { reason },
  split: { into: ['SMI-A02', 'SMI-A03'] },
  merge: { into: 'SMI-A02', reason },
  escalate: { to: 'FIN', ask: 'Money for a nurse' },
  'answer-escalation': { answer: 'accepted' },
  'add-dependency': { on: 'SMI-A02' },
  'remove-dependency': { on: 'SMI-A03', reason },
  'attach-evidence': { title: 'Minutes', text: 'Agreed' },
  'add-note': { text: 'Seen by the chair' },
  correct: { field: 'title', value: 'Agree the new model', reason },
};

const started: ActionFact = { type: 'ActionStarted', data: {} };
const completed: ActionFact = { type: 'ActionCompleted', data: {} };
const HISTORIES: Readonly<Record<ActionStatus, readonly ActionFact[]>> = {
  planned: [],
  'in-progress': [started],
  blocked: [{ type: 'ActionBlocked', data: { reason: 'No money' } }],
  deferred: [started, { type: 'ActionDeferred', data: { reason: 'No money', until: '2018-01-01' } }],
  complete: [completed],
  verified: [completed, { type: 'ActionVerified', data: {} }],
  withdrawn: [{ type: 'ActionWithdrawn', data: { kind: 'no-longer-needed', reason } }],
};
const BEGINNING: readonly ActionFact[] = [
  created({
    timescale: promised('By 31 October each year'),
    parties: [{ party: 'ccg', part: 'lead' }],
    dependsOn: ['action-3'],
    reviewOn: '2017-12-01',
  }),
  { type: 'ActionEscalated', data: { to: 'board', ask: 'A decision' } },
  { type: 'ActionDateRequested', data: { timescale: promised('2019-06-30'), reason } },
];
/** An open escalation is to be answered, so one can only be made where none is open. */
const ANSWERED: ActionFact = { type: 'ActionEscalationAnswered', data: { answer: 'returned' } };

const STATE_CODES: Readonly<Record<string, string>> = {
  'verify planned': 'action-not-complete',
  'verify blocked': 'action-not-complete',
  'verify verified': 'already-verified',
  'verify withdrawn': 'action-withdrawn',
  'decline-completion in-progress': 'action-not-complete',
  'decline-completion verified': 'already-verified',
  'complete withdrawn': 'action-withdrawn',
  'complete complete': 'already-complete',
  'complete blocked': 'action-blocked',
  'complete deferred': 'action-deferred',
  'start blocked': 'action-blocked',
  'unblock in-progress': 'action-not-blocked',
  'resume planned': 'action-not-deferred',
  'reopen planned': 'action-not-closed',
  'withdraw withdrawn': 'action-withdrawn',
  'withdraw verified': 'already-verified',
  'report-progress complete': 'already-complete',
  'block deferred': 'action-deferred',
};

function attempt(verb: string, status: ActionStatus) {
  const facts = [...BEGINNING, ...(verb === 'escalate' ? [ANSWERED] : []), ...HISTORIES[status]];
  const { state, when } = given(action, facts);
  const outcome = when(verb, BODIES[verb as keyof typeof transitions], { ...AROUND, principal: trust });
  return { before: state as ActionState, outcome };
}

const CASES = Object.entries<Transition<ActionStatus>>(transitions).flatMap(([verb, transition]) =>
  ACTION_STATUSES.map((status) => ({ verb, status, ...transition })),
);

describe('the table of transitions', () => {
  it('names every verb and no other', () => {
    expect(Object.keys(transitions)).toEqual(Object.keys(action.verbs));
  });

  it('lets contributors report and secretaries do everything', () => {
    const reporting = Object.entries(action.verbs).filter(([, { roles }]) => roles.includes('contributor'));
    expect(reporting.map(([verb]) => verb)).toEqual([
      'request-date',
      'forecast',
      'start',
      'report-progress',
      'rate',
      'block',
      'unblock',
      'complete-occurrence',
      'miss-occurrence',
      'complete',
      'attach-evidence',
      'add-note',
    ]);
    for (const { roles } of Object.values(action.verbs)) expect(roles).toContain('secretary');
  });

  it('begins from histories that are what they are called', () => {
    for (const status of ACTION_STATUSES) expect(attempt('describe', status).before.status).toBe(status);
  });

  it.each(CASES)('says whether $verb is allowed when $status, and where it leads', ({ verb, status, from, to }) => {
    const { before, outcome } = attempt(verb, status);
    expect(isRefusal(outcome)).toBe(!from.includes(status));
    if (isRefusal(outcome)) {
      expect(outcome.fields).toEqual({ status, allowed: from });
      return;
    }
    const after = outcome.reduce((state, fact, index) => action.evolve(state, recorded(fact, index)), before);
    expect(to ?? [status]).toContain(after.status);
    const changesNothing = verb === 'start' && status === 'in-progress';
    expect(outcome.length === 0).toBe(changesNothing);
  });

  it.each(Object.entries(STATE_CODES))('refuses to %s as %s', (words, code) => {
    const [verb = '', status] = words.split(' ');
    expect(attempt(verb, status as ActionStatus).outcome).toMatchObject({ refused: code });
  });
});
