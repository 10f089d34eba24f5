import { describe, expect, it } from '@jest/globals';
import { FIRST_SCHEME } from '../ledger/scheme.js';
import { type Expected, expectOutcome } from '../testing/expect-outcome.js';
import { given } from '../testing/specification.js';
import { action } from './action.js';
import type { ActionFact } from './events.js';
import { AROUND, by, created, ITEMS, promised, trust } from './fixtures.js';

const reason = 'No money';
const started: ActionFact = { type: 'ActionStarted', data: {} };
const blocked: ActionFact = { type: 'ActionBlocked', data: { reason } };
const deferred: ActionFact = { type: 'ActionDeferred', data: { reason, until: '2018-09-01' } };
const amber: ActionFact = { type: 'ActionRated', data: { rating: 'amber', narrative: 'Late', scheme: 1 } };
const completed: ActionFact = { type: 'ActionCompleted', data: {} };
const when = (verb: string, body: object, facts: readonly ActionFact[] = [], circumstances: object = {}) =>
  given(action, [created(), ...facts]).when(verb, body, { ...AROUND, ...circumstances });

describe('the progress of an action', () => {
  it.each<[string, object, ActionFact[], Expected]>([
    ['start', {}, [], [['ActionStarted', {}]]],
    ['start', {}, [started], []],
    ['report-progress', { narrative: 'Half' }, [], [['ActionProgressReported', { narrative: 'Half' }]]],
    [
      'report-progress',
      { narrative: 'None', percent: 0 },
      [],
      [['ActionProgressReported', { narrative: 'None', percent: 0 }]],
    ],
    ['rate', { rating: 'green' }, [], [['ActionRated', { rating: 'green', scheme: 1 }]]],
    ['rate', { rating: 'amber', narrative: 'Late' }, [], [['ActionRated', amber.data]]],
    ['rate', { rating: 'amber', narrative: 'Late' }, [amber], []],
    [
      'rate',
      { rating: 'amber', narrative: 'Later' },
      [amber],
      [['ActionRated', { ...amber.data, narrative: 'Later' }]],
    ],
    ['rate', { rating: 'amber' }, [], 'narrative-needed'],
    ['rate', { rating: 'red' }, [amber], 'narrative-needed'],
    ['block', { reason }, [], [['ActionBlocked', { reason }]]],
    ['block', { reason }, [blocked], []],
    ['block', { reason: 'No nurse' }, [blocked], [['ActionBlocked', { reason: 'No nurse' }]]],
    ['defer', { reason }, [], [['ActionDeferred', { reason }]]],
    ['defer', { reason, until: '2018-09-01' }, [deferred], []],
    ['defer', { reason, until: '2018-10-01' }, [deferred], [['ActionDeferred', { reason, until: '2018-10-01' }]]],
    ['resume', { reason }, [deferred], [['ActionResumed', { reason }]]],
    ['complete', { narrative: 'Done' }, [], [['ActionCompleted', { narrative: 'Done' }]]],
    ['decline-completion', { reason }, [completed], [['ActionCompletionDeclined', { reason }]]],
    ['withdraw', { reason }, [], [['ActionWithdrawn', { kind: 'no-longer-needed', reason }]]],
    ['withdraw', { reason, kind: 'duplicate' }, [], [['ActionWithdrawn', { kind: 'duplicate', reason }]]],
    ['reopen', { reason }, [completed], [['ActionReopened', { reason }]]],
  ])('%s %j after %j', (verb, body, facts, expected) => expectOutcome(when(verb, body, facts), expected));

  it('is rated under the scheme in force', () => {
    const scheme = { ...FIRST_SCHEME, version: 3 };
    const items = [...ITEMS, { kind: 'ledger', id: 'ledger', reference: 'ledger', state: { scheme } } as const];
    expectOutcome(when('rate', { rating: 'amber', narrative: 'Late' }, [amber], { items }), [
      ['ActionRated', { rating: 'amber', narrative: 'Late', scheme: 3 }],
    ]);
  });

  it.each([0.5, -1, 101, '50', Number.NaN])('is never %p percent', (percent) => {
    expect(() => when('report-progress', { narrative: 'Half', percent })).toThrow('percent');
  });

  it.each<[string, ActionFact[], string]>([
    ['unblocked, goes on as planned', [blocked, { type: 'ActionUnblocked', data: {} }], 'planned'],
    ['unblocked, goes on in progress', [started, blocked, { type: 'ActionUnblocked', data: {} }], 'in-progress'],
    ['resumed, goes on as planned', [deferred, { type: 'ActionResumed', data: { reason } }], 'planned'],
    [
      'resumed, forgets its block',
      [started, blocked, deferred, { type: 'ActionResumed', data: { reason } }],
      'in-progress',
    ],
    ['declined, is in progress', [completed, { type: 'ActionCompletionDeclined', data: { reason } }], 'in-progress'],
    [
      'reopened after completion, is in progress',
      [completed, { type: 'ActionReopened', data: { reason } }],
      'in-progress',
    ],
    [
      'reopened after a withdrawal, goes on as it was',
      [
        { type: 'ActionWithdrawn', data: { kind: 'duplicate', reason } },
        { type: 'ActionReopened', data: { reason } },
      ],
      'planned',
    ],
  ])('when %s', (_, facts, status) => {
    const { state } = given(action, [created(), ...facts]);
    expect(state?.status).toBe(status);
    expect([state?.block, state?.deferral, state?.completedBy]).toEqual([undefined, undefined, undefined]);
  });
});

describe('verifying', () => {
  const byTrust = by(completed, { actor: trust.actor });
  const forCcg = by(completed, { actor: trust.actor, onBehalfOf: { party: 'ccg', source: 'An e-mail' } });
  const ccg = { actor: { ...trust.actor, party: 'ccg' }, programmes: [] };
  const trustForCcg = { ...trust, onBehalfOf: { party: 'ccg', source: 'Minute 7' } };
  const ccgForTrust = { ...ccg, onBehalfOf: { party: 'trust', source: 'Minute 7' } };
  const atMeeting = { meeting: 'meeting-1', minuteRef: '7.2' };
  const verified: Expected = [['ActionVerified', {}]];

  it.each<[string, ActionFact, object, Expected]>([
    ['by another principal', byTrust, { principal: ccg }, verified],
    ['by the same principal', byTrust, { principal: trust }, 'same-principal'],
    ['by the same, at a meeting with its minute', byTrust, { principal: trust, ...atMeeting }, verified],
    ['by the same, at a meeting without one', byTrust, { principal: trust, meeting: 'meeting-1' }, 'same-principal'],
    ['by the same, with a minute of no meeting', byTrust, { principal: trust, minuteRef: '7.2' }, 'same-principal'],
    ['by whom it was completed for', forCcg, { principal: ccg }, 'same-principal'],
    ['by who completed it for another', forCcg, { principal: trust }, verified],
    ['on behalf of another', byTrust, { principal: trustForCcg }, verified],
    ['on behalf of who completed it', byTrust, { principal: ccgForTrust }, 'same-principal'],
  ])('%s', (_, fact, circumstances, expected) => {
    expectOutcome(when('verify', {}, [fact], circumstances), expected);
  });

  it('keeps the evidence', () => {
    expectOutcome(when('verify', { evidence: 'The signed model' }, [byTrust]), [
      ['ActionVerified', { evidence: 'The signed model' }],
    ]);
  });
});

describe('a recurring action', () => {
  const recurring = created({ timescale: promised('By 31 October each year') });
  const missed: ActionFact = { type: 'ActionOccurrenceMissed', data: { due: '2018-10-31', reason } };
  it.each<[string, object, ActionFact[], Expected]>([
    ['complete-occurrence', { due: '2018-10-31' }, [], [['ActionOccurrenceCompleted', { due: '2018-10-31' }]]],
    ['miss-occurrence', { due: '2018-10-31', reason }, [], [['ActionOccurrenceMissed', missed.data]]],
    ['miss-occurrence', { due: '2019-10-31', reason }, [], 'not-yet-due'],
    ['complete-occurrence', { due: '2018-10-30' }, [], 'not-a-due-date'],
    ['complete-occurrence', { due: '2018-10-31' }, [missed], 'occurrence-already-recorded'],
    ['miss-occurrence', { due: '2018-10-31', reason }, [missed], 'occurrence-already-recorded'],
    ['complete-occurrence', { due: '2019-10-31' }, [missed], [['ActionOccurrenceCompleted', { due: '2019-10-31' }]]],
    ['complete-occurrence', { due: '2018-10-31' }, [completed], 'already-complete'],
  ])('%s %j after %j', (verb, body, facts, expected) => {
    const circumstances = { ...AROUND, today: '2019-10-31' };
    expectOutcome(given(action, [recurring, ...facts]).when(verb, body, circumstances), expected);
  });

  it('alone has occurrences', () => {
    expectOutcome(when('complete-occurrence', { due: '2018-10-31' }), 'action-not-recurring');
  });
});

describe('evidence and notes', () => {
  const internal = { access: { level: 'internal' } };
  const title = 'Minutes';
  it.each<[string, object, Expected]>([
    [
      'attach-evidence',
      { title, url: 'https://example.org/m.pdf' },
      [['ActionEvidenceAttached', { title, url: 'https://example.org/m.pdf', ...internal }]],
    ],
    [
      'attach-evidence',
      { title, text: 'Agreed' },
      [['ActionEvidenceAttached', { title, text: 'Agreed', ...internal }]],
    ],
    ['attach-evidence', { title }, 'evidence-empty'],
    ['attach-evidence', { title, text: 'x', access: 'restricted' }, 'restricted-needs-group'],
    [
      'add-note',
      { text: 'Seen', access: 'public' },
      [['ActionNoteAdded', { text: 'Seen', access: { level: 'public' } }]],
    ],
    ['add-note', { text: 'Seen', restrictedTo: 'NONE' }, 'unknown-reference'],
  ])('%s %j', (verb, body, expected) => expectOutcome(when(verb, body), expected));

  it.each(['javascript:alert(1)', 'ftp://example.org/m', 'example.org', '//example.org', 'https://'])(
    'take no address such as %s',
    (url) => {
      expect(() => when('attach-evidence', { title, url })).toThrow('url');
    },
  );
});
