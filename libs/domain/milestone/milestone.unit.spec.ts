import { describe, expect, it } from '@jest/globals';
import { otherAction } from '../action/fixtures.js';
import { readBody } from '../kernel/body.js';
import { isRefusal, type LookupResult } from '../kernel/decider.js';
import type { Principal } from '../kernel/metadata.js';
import type { Transition } from '../kernel/transitions.js';
import { type Expected, expectOutcome } from '../testing/expect-outcome.js';
import { given, lookupOf, prefixFor, recorded } from '../testing/specification.js';
import { promisesIn } from '../timescale/promises-in.js';
import { readTimescale } from '../timescale/reader.js';
import { laterPromiseFacts, SetMilestone } from './creation.js';
import type { MilestoneFact } from './events.js';
import { milestone } from './milestone.js';
import { mayReport } from './scope.js';
import { MILESTONE_STATUSES, type MilestoneState, type MilestoneStatus } from './state.js';
import { transitions } from './transitions.js';

const reason = 'The board asked for it';
const promised = (text: string) => readTimescale(text, { documentDate: '2018-03-01' });
const first = promised('2018-12-31');
const second = promised('2019-03-31');
const made = { reference: 'SMI-M01', title: 'Model agreed', programme: 'smi', access: { level: 'internal' } } as const;
const SET: MilestoneFact = { type: 'MilestoneSet', data: { ...made, due: first } };
const met: MilestoneFact = { type: 'MilestoneMet', data: { metOn: '2018-05-31' } };
const missed: MilestoneFact = { type: 'MilestoneMissed', data: { due: '2018-12-31' } };
const withdrawn: MilestoneFact = { type: 'MilestoneWithdrawn', data: { reason } };
const reversed: MilestoneFact = { type: 'MilestoneMetReversed', data: { reason } };
const revised: MilestoneFact = {
  type: 'MilestoneDateRevised',
  data: { due: second, reason, authority: 'chairs-action' },
};
const requested: MilestoneFact = { type: 'MilestoneDateRequested', data: { due: promised('2019-06-30'), reason } };
const expected: MilestoneFact = { type: 'MilestoneForecast', data: { due: second } };
const read = { ...first, earliest: null, latest: '2018-11-30', reader: 'person' };
const confirmed: MilestoneFact = { type: 'MilestoneReadingConfirmed', data: { due: read, basis: 'The chair' } };

const ITEMS: readonly LookupResult[] = [
  { kind: 'programme', id: 'smi', reference: 'SMI', state: { closed: false } },
  { kind: 'programme', id: 'ended', reference: 'END', state: { closed: true } },
  otherAction('action-2', 'SMI-A02', { type: 'ActionPartyAssigned', data: { party: 'trust', part: 'lead' } }),
  otherAction('action-7', 'SMI-A07', { type: 'ActionWithdrawn', data: { kind: 'duplicate', reason } }),
];
const around = { id: 'milestone-1', reference: 'SMI-M01', items: ITEMS, occurredAt: '2018-03-01' };
const when = (verb: string, body: object, facts: readonly MilestoneFact[] = [], circumstances: object = {}) =>
  given(milestone, [SET, ...facts]).when(verb, body, { ...around, ...circumstances });
const stateAfter = (...facts: MilestoneFact[]) => given(milestone, [SET, ...facts]).state as MilestoneState;

describe('setting a milestone', () => {
  const least = { title: 'Model agreed', due: '2018-12-31' };
  const create = (fields: object) => given(milestone).when('create', { ...least, ...fields }, around);

  it.each<[object, Expected]>([
    [{ programme: 'SMI' }, [['MilestoneSet', { ...made, due: first }]]],
    [{ action: 'SMI-A02' }, [['MilestoneSet', { ...made, action: 'action-2', due: first }]]],
    [{ programme: 'SMI', access: 'public' }, [['MilestoneSet', { ...made, due: first, access: { level: 'public' } }]]],
    [{}, 'programme-or-action'],
    [{ programme: 'SMI', action: 'SMI-A02' }, 'programme-or-action'],
    [{ programme: 'NONE' }, 'unknown-reference'],
    [{ programme: 'END' }, 'programme-closed'],
    [{ action: 'SMI-A99' }, 'unknown-reference'],
    [{ action: 'SMI-A07' }, 'action-withdrawn'],
    [{ programme: 'SMI', access: 'restricted' }, 'restricted-needs-group'],
  ])('%j', (fields, outcome) => {
    expectOutcome(create(fields), outcome);
  });

  it.each([
    [{ programme: 'smi' }, 'SMI-M'],
    [{ action: 'SMI-A02' }, 'SMI-M'],
    [{ programme: 'NONE' }, 'unknown-reference'],
    [{}, 'programme-or-action'],
  ])('makes the reference of %j from that of its programme', (fields, prefix) => {
    const made = prefixFor(milestone, { ...least, ...fields }, lookupOf(ITEMS));
    expect(typeof made === 'string' ? made : made.refused).toBe(prefix);
  });

  it('reads its date as the document would', () => {
    expect(create({ programme: 'SMI', readAs: { documentDate: '2017-01-01' } })).toMatchObject([
      { data: { due: { context: { documentDate: '2017-01-01' } } } },
    ]);
  });

  it('records that the text of its date says that it was moved, and what it forecasts', () => {
    const told = {
      ...promised('March 2019'),
      earlier: [{ text: 'Dec 2018', earliest: null, latest: '2018-12-31' }],
      forecast: { earliest: null, latest: '2019-06-30' },
    };
    expect(laterPromiseFacts(promisesIn(told))).toMatchObject([
      { type: 'MilestoneDateRevised', data: { due: { latest: '2019-03-31' }, authority: 'unknown' } },
      { type: 'MilestoneForecast', data: { due: { text: 'March 2019', latest: '2019-06-30' } } },
    ]);
    expect(laterPromiseFacts(promisesIn(promised('March 2019')))).toEqual([]);
  });

  it.each<[string, object]>([
    ['due', { due: '' }],
    ['title', { title: undefined }],
    ['metOn', { metOn: '2018-01-01' }],
  ])('takes no body whose %s is wrong', (field, fields) => {
    expect(readBody(SetMilestone, { ...least, programme: 'SMI', ...fields })).toMatchObject({ errors: [{ field }] });
  });
});

describe('the dates of a milestone', () => {
  const revision = (authority: string) => [['MilestoneDateRevised', { due: second, reason, authority }]] as const;
  const body = { due: '2019-03-31', reason };
  it.each<[string, object, MilestoneFact[], object, Expected]>([
    ['revise-date', body, [], {}, revision('lead')],
    ['revise-date', body, [], { meeting: 'meeting-1' }, revision('group')],
    ['revise-date', { ...body, authority: 'chairs-action' }, [], {}, revision('chairs-action')],
    ['revise-date', { due: '2018-12-31', reason }, [], {}, []],
    [
      'forecast',
      { due: '2019-03-31', narrative: 'Late' },
      [],
      {},
      [['MilestoneForecast', { due: second, narrative: 'Late' }]],
    ],
    ['forecast', { due: '2019-03-31' }, [expected], {}, []],
    ['confirm-reading', { latest: '2018-11-30', basis: 'The chair' }, [confirmed], {}, []],
    ['confirm-reading', { earliest: '2019-01-01', basis: 'The chair' }, [], {}, 'dates-out-of-order'],
    [
      'correct',
      { field: 'due', value: '2019-03-31', reason },
      [],
      {},
      [['MilestoneCorrected', { field: 'due', before: first, value: second, reason }]],
    ],
    ['correct', { field: 'due', value: '2018-12-31', reason }, [], {}, []],
    [
      'correct',
      { field: 'title', value: 'Agreed', reason },
      [],
      {},
      [['MilestoneCorrected', { field: 'title', before: 'Model agreed', value: 'Agreed', reason }]],
    ],
    ['correct', { field: 'title', value: 'Model agreed', reason }, [], {}, []],
    ['correct', { field: 'title', value: 'x'.repeat(301), reason }, [], {}, 'invalid-value'],
  ])('%s %j after %j with %j', (verb, command, facts, circumstances, outcome) => {
    expectOutcome(when(verb, command, facts, circumstances), outcome);
  });

  it("are replaced by a person's reading", () => {
    expect(when('confirm-reading', { latest: '2018-11-30', earliest: null, basis: 'The chair' })).toMatchObject([
      { data: { due: { text: '2018-12-31', latest: '2018-11-30', reader: 'person' } } },
    ]);
  });

  it('are kept apart', () => {
    expect(stateAfter(expected, revised)).toMatchObject({
      original: first,
      revised: second,
      forecast: second,
    });
  });

  it('move the original only where the promise was told wrongly', () => {
    const data = { field: 'due', before: first, value: second, reason };
    const corrected: MilestoneFact = { type: 'MilestoneCorrected', data };
    const dates = (...facts: MilestoneFact[]) => {
      const { original, revised: to } = stateAfter(...facts) ?? {};
      return [original, to];
    };
    expect(dates(corrected)).toEqual([second, undefined]);
    expect(dates(confirmed)).toEqual([read, undefined]);
    expect(dates(revised, confirmed)).toEqual([first, read]);
    expect(dates(revised, corrected)).toEqual([first, second]);
  });

  it('are corrected as of when they were stated', () => {
    const facts = [recorded(SET, 0, { occurredAt: '2018-03' }), recorded(revised, 1, { occurredAt: '2018-05-01' })];
    const correct = (field: string, value: string) =>
      given(milestone, facts).when('correct', { field, value, reason }, around);
    expect(correct('due', '2019-04-30')).toMatchObject([{ occurredAt: '2018-05-01' }]);
    expect(correct('title', 'Agreed')).toMatchObject([{ occurredAt: '2018-03' }]);
  });
});

describe('meeting and missing a milestone', () => {
  const metOn = (day: string) => [['MilestoneMet', { metOn: day }]] as const;
  it.each<[string, object, object, Expected]>([
    ['on the day that it names', { metOn: '2018-05-31' }, {}, metOn('2018-05-31')],
    ['today', {}, { occurredAt: '2018-06-01T09:00:00.000Z' }, metOn('2018-06-01')],
    ['on the London day of an instant', {}, { occurredAt: '2018-05-01T23:30:00.000Z' }, metOn('2018-05-02')],
    ['on the day when it was true', {}, { occurredAt: '2018-04-30' }, metOn('2018-04-30')],
    ['in a month, with no day known', {}, { occurredAt: '2018-04' }, [['MilestoneMet', {}]]],
    ['at no time stated', {}, { occurredAt: 'not-stated' }, [['MilestoneMet', {}]]],
    ['tomorrow', { metOn: '2018-06-02' }, {}, 'in-the-future'],
  ])('%s', (_, body, circumstances, outcome) => expectOutcome(when('meet', body, [], circumstances), outcome));

  it('keeps a time that is not known to the day', () => {
    expect(when('meet', {}, [], { occurredAt: '2018-04' })).toMatchObject([{ occurredAt: '2018-04' }]);
  });

  it('is true on the day', () => {
    expect(when('meet', { metOn: '2018-05-31', evidence: 'Minutes' })).toEqual([
      { type: 'MilestoneMet', data: { metOn: '2018-05-31', evidence: 'Minutes' }, occurredAt: '2018-05-31' },
    ]);
  });

  it.each<[string, object, MilestoneFact[], string, Expected]>([
    ['the day after it was due', {}, [], '2019-01-01', [['MilestoneMissed', { due: '2018-12-31' }]]],
    [
      'once the new date has passed',
      { narrative: 'No nurse' },
      [revised],
      '2019-04-01',
      [['MilestoneMissed', { due: '2019-03-31', narrative: 'No nurse' }]],
    ],
    ['never on the last day', {}, [], '2018-12-31', 'not-yet-due'],
    ['never before the new date', {}, [revised], '2019-01-01', 'not-yet-due'],
  ])('is missed %s', (_, body, facts, today, outcome) => expectOutcome(when('miss', body, facts, { today }), outcome));

  it.each<[string, MilestoneFact[], MilestoneStatus]>([
    ['met late', [missed, met], 'met'],
    ['reversed', [met, reversed], 'pending'],
    ['reversed after it was met late', [missed, met, reversed], 'missed'],
    ['given a new date after it was missed', [missed, revised], 'pending'],
    ['given a new date, met and reversed', [missed, revised, met, reversed], 'pending'],
  ])('%s', (_, facts, status) => expect(stateAfter(...facts).status).toBe(status));
});

describe('the transitions of a milestone', () => {
  const BODIES: Readonly<Record<keyof typeof transitions, object>> = {
    'revise-date': { due: '2020-03-31', reason },
    'request-date': { due: '2020-03-31', reason },
    'agree-date': { authority: 'group' },
    'refuse-date': { reason },
    'confirm-reading': { latest: '2018-12-31', basis: 'The chair' },
    forecast: { due: '2019-03-31' },
    meet: { metOn: '2018-05-31' },
    reverse: { reason },
    miss: {},
    withdraw: { reason },
    correct: { field: 'title', value: 'Agreed', reason },
  };
  const HISTORIES: Record<MilestoneStatus, MilestoneFact[]> = {
    pending: [requested],
    met: [met],
    missed: [requested, missed],
    withdrawn: [withdrawn],
  };
  const CASES = Object.entries<Transition<MilestoneStatus>>(transitions).flatMap(([verb, transition]) =>
    MILESTONE_STATUSES.map((status) => ({ verb: verb as keyof typeof transitions, status, ...transition })),
  );

  it('name every verb and no other', () => {
    expect(Object.keys(transitions)).toEqual(Object.keys(milestone.verbs));
  });

  it.each(CASES)('say whether $verb is allowed when $status, and where it leads', ({ verb, status, from, to }) => {
    const before = stateAfter(...HISTORIES[status]);
    const outcome = when(verb, BODIES[verb], HISTORIES[status], { today: '2019-04-01' });
    expect(before.status).toBe(status);
    expect(isRefusal(outcome)).toBe(!from.includes(status));
    if (isRefusal(outcome)) return;
    const after = outcome.reduce((state, fact, index) => milestone.evolve(state, recorded(fact, index)), before);
    expect(outcome).toHaveLength(1);
    expect(to ?? [status]).toContain(after.status);
  });

  it.each<[keyof typeof transitions, MilestoneStatus, string]>([
    ['meet', 'met', 'milestone-already-met'],
    ['meet', 'withdrawn', 'milestone-withdrawn'],
    ['miss', 'missed', 'milestone-already-missed'],
    ['miss', 'met', 'milestone-already-met'],
    ['reverse', 'pending', 'milestone-not-met'],
    ['reverse', 'missed', 'milestone-not-met'],
    ['reverse', 'withdrawn', 'milestone-withdrawn'],
    ['withdraw', 'met', 'milestone-already-met'],
    ['withdraw', 'withdrawn', 'milestone-withdrawn'],
  ])('refuse to %s one that is %s: %s', (verb, status, code) => {
    expectOutcome(when(verb, BODIES[verb], HISTORIES[status]), code);
  });
});

describe('who may report on a milestone', () => {
  const contributor = (party: string, ...programmes: string[]): Principal => ({
    actor: { party, kind: 'post', roles: ['contributor'] },
    programmes,
  });
  const ofAction = { ...SET, data: { ...SET.data, action: 'action-2' } } as MilestoneFact;
  const owned = given(milestone, [ofAction]).state as MilestoneState;
  it.each<[string, Principal, MilestoneState, boolean]>([
    ['a contributor of its programme', contributor('x', 'smi'), stateAfter(), true],
    ['a contributor of another', contributor('x', 'ended'), stateAfter(), false],
    ["its action's party", contributor('trust'), owned, true],
    ["a party of the programme's other actions", contributor('trust'), stateAfter(), false],
  ])('%s', (_, principal, state, may) => expect(mayReport(principal, state, lookupOf(ITEMS))).toBe(may));
});
