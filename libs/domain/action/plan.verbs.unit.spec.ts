import { describe, expect, it } from '@jest/globals';
import { type Expected, expectOutcome } from '../testing/expect-outcome.js';
import { given } from '../testing/specification.js';
import { action } from './action.js';
import type { ActionFact } from './events.js';
import { AROUND, by, created, promised } from './fixtures.js';

const reason = 'The board asked for it';
const lead = { party: 'ccg', part: 'lead' } as const;
const assures = { party: 'ccg', part: 'assures' } as const;
const BEGINNING = created({
  description: 'As the plan says',
  alsoIn: ['perinatal'],
  overseenBy: 'board',
  externalRefs: [{ system: 'Ulysses', ref: '17' }],
  parties: [lead, assures],
  timescale: promised('2018-12-31'),
  dependsOn: ['action-2'],
  reviewOn: '2018-09-01',
});
const when = (verb: string, body: object, ...facts: ActionFact[]) =>
  given(action, [BEGINNING, ...facts]).when(verb, body, AROUND);

type Row = [verb: string, body: object, expected: Expected];

describe('describing and moving an action', () => {
  it.each<Row>([
    ['describe', { title: 'Agree a model' }, [['ActionDescribed', { title: 'Agree a model' }]]],
    ['describe', { title: 'Agree the model', description: 'New' }, [['ActionDescribed', { description: 'New' }]]],
    ['describe', { alsoIn: [] }, [['ActionDescribed', { alsoIn: [] }]]],
    ['describe', { overseenBy: 'FIN' }, [['ActionDescribed', { overseenBy: 'finance' }]]],
    ['describe', { overseenBy: null }, [['ActionDescribed', { overseenBy: null }]]],
    ['describe', { restrictedTo: 'FIN' }, [['ActionDescribed', { access: { level: 'restricted', group: 'finance' } }]]],
    ['describe', {}, []],
    ['describe', { alsoIn: ['SMI', 'PER'] }, []],
    [
      'describe',
      {
        title: 'Agree the model',
        description: 'As the plan says',
        alsoIn: ['PER'],
        overseenBy: 'BOARD',
        externalRefs: [{ system: 'Ulysses', ref: '17' }],
        access: 'internal',
      },
      [],
    ],
    ['describe', { alsoIn: ['END'] }, 'programme-closed'],
    ['describe', { overseenBy: 'OLD-BOARD' }, 'group-closed'],
    ['describe', { access: 'restricted' }, 'restricted-needs-group'],
    ['move', { programme: 'PER', reason }, [['ActionMoved', { programme: 'perinatal', reason }]]],
    ['move', { programme: 'SMI', reason }, []],
    ['move', { programme: 'END', reason }, 'programme-closed'],
    ['move', { programme: 'NONE', reason }, 'unknown-reference'],
  ])('%s %j', (verb, body, expected) => expectOutcome(when(verb, body), expected));

  it('takes the overseeing group away when it is null', () => {
    const { state } = given(action, [BEGINNING, { type: 'ActionDescribed', data: { overseenBy: null } }]);
    expect(state).toMatchObject({ overseenBy: undefined, title: 'Agree the model', alsoIn: ['perinatal'] });
  });

  it('does not appear besides in the programme that it moved to', () => {
    const { state } = given(action, [BEGINNING, { type: 'ActionMoved', data: { programme: 'perinatal', reason } }]);
    expect(state).toMatchObject({ programme: 'perinatal', alsoIn: [] });
  });
});

describe('the parties of an action', () => {
  it.each<Row>([
    [
      'assign-owner',
      { owner: 'TRUST' },
      [
        ['ActionPartyReleased', lead],
        ['ActionPartyAssigned', { party: 'trust', part: 'lead' }],
      ],
    ],
    ['assign-owner', { owner: 'CCG' }, []],
    ['assign-owner', { owner: 'GONE' }, 'party-retired'],
    ['assign-owner', { owner: 'NOBODY' }, 'unknown-reference'],
    [
      'assign-party',
      { party: 'TRUST', part: 'assures' },
      [['ActionPartyAssigned', { party: 'trust', part: 'assures' }]],
    ],
    [
      'assign-party',
      { party: 'CCG', part: 'accountable' },
      [['ActionPartyAssigned', { party: 'ccg', part: 'accountable' }]],
    ],
    [
      'assign-party',
      { party: 'TRUST', part: 'lead' },
      [
        ['ActionPartyReleased', lead],
        ['ActionPartyAssigned', { party: 'trust', part: 'lead' }],
      ],
    ],
    ['assign-party', { party: 'CCG', part: 'assures' }, []],
    ['assign-party', { party: 'GONE', part: 'joint' }, 'party-retired'],
    ['release-party', { party: 'CCG', part: 'assures' }, [['ActionPartyReleased', assures]]],
    [
      'release-party',
      { party: 'CCG' },
      [
        ['ActionPartyReleased', lead],
        ['ActionPartyReleased', assures],
      ],
    ],
    ['release-party', { party: 'TRUST' }, []],
    ['release-party', { party: 'NOBODY' }, 'unknown-reference'],
  ])('%s %j', (verb, body, expected) => expectOutcome(when(verb, body), expected));

  it('are those that were assigned and not released', () => {
    const { state } = given(action, [
      BEGINNING,
      { type: 'ActionPartyReleased', data: lead },
      { type: 'ActionPartyAssigned', data: { party: 'trust', part: 'lead' } },
    ]);
    expect(state?.parties).toEqual([assures, { party: 'trust', part: 'lead' }]);
  });
});

describe('the links of an action', () => {
  const kind = 'superseded';
  const merged = (into: string) => [['ActionMerged', { into, reason }]] as const;
  it.each<Row>([
    ['split', { into: ['SMI-A02', 'action-3'] }, [['ActionSplit', { into: ['action-2', 'action-3'] }]]],
    ['split', { into: ['SMI-A02', 'action-2'] }, 'split-needs-two'],
    ['split', { into: ['SMI-A01', 'SMI-A02'] }, 'split-into-itself'],
    ['split', { into: ['SMI-A02', 'SMI-A99'] }, 'unknown-reference'],
    ['merge', { into: 'SMI-A02', reason }, merged('action-2')],
    ['merge', { into: 'SMI-A01', reason }, 'merge-into-itself'],
    ['merge', { into: 'SMI-A07', reason }, 'merge-into-withdrawn'],
    ['merge', { into: 'SMI-A99', reason }, 'unknown-reference'],
    [
      'withdraw',
      { kind, reason, replacedBy: 'SMI-A02' },
      [['ActionWithdrawn', { kind, reason, replacedBy: 'action-2' }]],
    ],
    [
      'withdraw',
      { kind, reason, replacedBy: 'SMI-A07' },
      [['ActionWithdrawn', { kind, reason, replacedBy: 'action-withdrawn' }]],
    ],
    ['withdraw', { kind, reason, replacedBy: 'SMI-A01' }, 'replaced-by-itself'],
    ['withdraw', { kind, reason, replacedBy: 'SMI-A99' }, 'unknown-reference'],
    ['withdraw', { reason, replacedBy: 'SMI-A02' }, 'replaced-by-needs-superseded'],
    ['withdraw', { kind: 'duplicate', reason, replacedBy: 'SMI-A02' }, 'replaced-by-needs-superseded'],
    ['add-dependency', { on: 'SMI-A03' }, [['ActionDependencyAdded', { on: 'action-3' }]]],
    ['add-dependency', { on: 'SMI-A02' }, []],
    ['add-dependency', { on: 'SMI-A01' }, 'depends-on-itself'],
    ['add-dependency', { on: 'SMI-A04' }, 'dependency-cycle'],
    ['add-dependency', { on: 'SMI-A99' }, 'unknown-reference'],
    ['remove-dependency', { on: 'SMI-A02', reason }, [['ActionDependencyRemoved', { on: 'action-2', reason }]]],
    ['remove-dependency', { on: 'SMI-A03', reason }, []],
    ['remove-dependency', { on: 'SMI-A99', reason }, 'unknown-reference'],
    ['escalate', { to: 'FIN', ask: 'Money' }, [['ActionEscalated', { to: 'finance', ask: 'Money' }]]],
    ['escalate', { to: 'OLD-BOARD', ask: 'Money' }, 'group-closed'],
    ['escalate', { to: 'SMI', ask: 'Money' }, 'unknown-reference'],
    ['answer-escalation', { answer: 'accepted' }, 'not-escalated'],
  ])('%s %j', (verb, body, expected) => expectOutcome(when(verb, body), expected));

  it('shows the whole way round of a cycle', () => {
    expect(when('add-dependency', { on: 'SMI-A05' })).toMatchObject({
      fields: { field: 'on', path: ['SMI-A01', 'SMI-A05', 'SMI-A04', 'SMI-A01'] },
    });
  });

  it('is split into the same actions once', () => {
    const split: ActionFact = { type: 'ActionSplit', data: { into: ['action-2', 'action-3'] } };
    expectOutcome(when('split', { into: ['SMI-A03', 'SMI-A02'] }, split), []);
  });

  it('is superseded by what it was merged into', () => {
    const { state } = given(action, [BEGINNING, { type: 'ActionMerged', data: { into: 'action-2', reason } }]);
    expect(state).toMatchObject({ status: 'withdrawn', withdrawnAs: 'superseded', mergedInto: 'action-2' });
  });

  it('forgets what it was merged into when it is reopened', () => {
    const { state } = given(action, [
      BEGINNING,
      { type: 'ActionMerged', data: { into: 'action-2', reason } },
      { type: 'ActionReopened', data: { reason } },
    ]);
    expect(state).toMatchObject({ status: 'planned', withdrawnAs: undefined, mergedInto: undefined });
  });

  const asked: ActionFact = { type: 'ActionEscalated', data: { to: 'finance', ask: 'Money' } };
  const returned: ActionFact = { type: 'ActionEscalationAnswered', data: { answer: 'returned' } };
  it.each<[string, ActionFact[], object, Expected]>([
    ['escalate', [asked], { to: 'FIN', ask: 'Money' }, []],
    ['escalate', [asked], { to: 'BOARD', ask: 'Money' }, 'escalation-open'],
    ['escalate', [asked, returned], { to: 'FIN', ask: 'Money' }, [['ActionEscalated', asked.data]]],
    ['answer-escalation', [asked], { answer: 'returned' }, [['ActionEscalationAnswered', { answer: 'returned' }]]],
    ['answer-escalation', [asked, returned], { answer: 'accepted' }, 'escalation-already-answered'],
  ])('%s after %j: %j', (verb, facts, body, expected) => expectOutcome(when(verb, body, ...facts), expected));
});

describe('correcting an action', () => {
  const correction = (field: string, before: unknown, value: unknown) =>
    [['ActionCorrected', { field, before, value, reason }]] as const;
  it.each<[string, string, Expected]>([
    ['title', 'Agree a model', correction('title', 'Agree the model', 'Agree a model')],
    ['description', 'As it says', correction('description', 'As the plan says', 'As it says')],
    ['reviewOn', '2018-10-01', correction('reviewOn', '2018-09-01', '2018-10-01')],
    ['owner', 'TRUST', correction('owner', 'ccg', 'trust')],
    ['parent', 'SMI-A02', correction('parent', null, 'action-2')],
    ['programme', 'PER', correction('programme', 'smi', 'perinatal')],
    ['programme', 'END', 'programme-closed'],
    ['timescale', '2019-12-31', correction('timescale', promised('2018-12-31'), promised('2019-12-31'))],
    ['title', 'Agree the model', []],
    ['owner', 'CCG', []],
    ['timescale', '2018-12-31', []],
    ['title', 'One line\nand another', 'invalid-value'],
    ['title', 'x'.repeat(301), 'invalid-value'],
    ['reviewOn', '2018-02-31', 'invalid-value'],
    ['owner', 'GONE', 'party-retired'],
    ['owner', 'NOBODY', 'unknown-reference'],
    ['parent', 'SMI-A01', 'parent-cycle'],
    ['parent', 'SMI-A06', 'parent-cycle'],
    ['parent', 'SMI-A99', 'unknown-reference'],
  ])('%s to %j', (field, value, expected) => expectOutcome(when('correct', { field, value, reason }), expected));

  it('is true from when what it corrects was true', () => {
    const described = by({ type: 'ActionDescribed', data: { title: 'Agree a modle' } }, { occurredAt: '2018-05-01' });
    const { when } = given(action, [by(BEGINNING, { occurredAt: '2018-03' }), described]);
    const occurredAt = (field: string, value: string) =>
      when('correct', { field, value, reason }, { ...AROUND, occurredAt: '2018-06-01' });
    expect(occurredAt('title', 'Agree a model')).toMatchObject([{ occurredAt: '2018-05-01' }]);
    expect(occurredAt('description', 'Another')).toMatchObject([{ occurredAt: '2018-03' }]);
  });

  it('replaces the lead and leaves the other parts', () => {
    const data = { field: 'owner', before: 'ccg', value: 'trust', reason };
    const { state } = given(action, [BEGINNING, { type: 'ActionCorrected', data }]);
    expect(state?.parties).toEqual([assures, { party: 'trust', part: 'lead' }]);
  });

  it('names a field that cannot be corrected', () => {
    expect(() => when('correct', { field: 'status', value: 'complete', reason })).toThrow('field');
  });
});
