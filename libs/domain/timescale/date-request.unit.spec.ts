import { describe, expect, it } from '@jest/globals';
import { action } from '../action/action.js';
import type { ActionFact } from '../action/events.js';
import { AROUND, by, created, ITEMS, trust } from '../action/fixtures.js';
import { readBody } from '../kernel/body.js';
import type { Fact } from '../kernel/decider.js';
import type { MilestoneFact } from '../milestone/events.js';
import { milestone } from '../milestone/milestone.js';
import { type Expected, expectOutcome } from '../testing/expect-outcome.js';
import { given } from '../testing/specification.js';
import { agreedOf, type PromisedDates } from './agreed.js';
import { AgreeDate } from './date-request.js';
import { readTimescale } from './reader.js';
import type { Timescale } from './reading.js';

const reason = 'The nurse left';
const promised = (text: string) => readTimescale(text, { documentDate: '2018-03-01' });
const first = promised('2018-12-31');
const asked = promised('2019-03-31');
const at = { today: '2018-03-01', now: '2018-03-01T09:00:00.000Z', occurredAt: '2018-03-01' };
const meeting = { meeting: 'meeting-1', minuteRef: '4.1' };

const SET: MilestoneFact = {
  type: 'MilestoneSet',
  data: { reference: 'SMI-M01', title: 'Model agreed', programme: 'smi', due: first, access: { level: 'internal' } },
};

/** The same rule for both kinds, each in its own words. */
const KINDS = [
  {
    kind: 'action',
    field: 'timescale',
    revised: 'ActionTimescaleRevised',
    requested: 'ActionDateRequested',
    refused: 'ActionDateRequestRefused',
    revise: 'revise-timescale',
    start: created({ timescale: first }),
    aggregate: action,
  },
  {
    kind: 'milestone',
    field: 'due',
    revised: 'MilestoneDateRevised',
    requested: 'MilestoneDateRequested',
    refused: 'MilestoneDateRequestRefused',
    revise: 'revise-date',
    start: SET,
    aggregate: milestone,
  },
] as const;

describe.each(KINDS)('a date of a $kind', ({ field, revised, requested, refused, revise, start, aggregate }) => {
  const request = { ...by({ type: requested, data: { [field]: asked, reason } } as never, { actor: trust.actor }) };
  const history = (...facts: readonly object[]) => given(aggregate as never, [start, ...facts] as never[]);
  const when = (facts: readonly object[], verb: string, body: object, circumstances: object = {}) =>
    history(...facts).when(verb, body, { ...AROUND, items: ITEMS, ...at, ...circumstances });

  it('that its lead asks for waits: the agreed date stays', () => {
    expectOutcome(when([], 'request-date', { [field]: '2019-03-31', reason }), [
      [requested, { [field]: asked, reason }],
    ]);
    const { state } = history(request);
    expect(state).toMatchObject({ dateRequest: { timescale: asked, reason, by: 'trust' } });
    expect(agreedOf(state as PromisedDates<Timescale>)).toEqual(first);
  });

  it.each<[string, object, Expected]>([
    ['asked for in the same words is asked once', { [field]: '2019-03-31', reason }, []],
    [
      'asked for with another reason is asked anew',
      { [field]: '2019-03-31', reason: 'No room' },
      [[requested, { [field]: asked, reason: 'No room' }]],
    ],
    [
      'takes the place of the one asked for before',
      { [field]: '2019-06-30', reason },
      [[requested, { [field]: promised('2019-06-30'), reason }]],
    ],
    ['that is agreed already needs no answer', { [field]: '2018-12-31', reason }, 'date-already-agreed'],
  ])('%s', (_, body, expected) => expectOutcome(when([request], 'request-date', body), expected));

  it.each<[string, object, object, string]>([
    ['at a meeting', {}, meeting, 'group'],
    ['by the chair', { authority: 'chairs-action' }, {}, 'chairs-action'],
    ['by a delegate who reports to a meeting', { authority: 'delegated' }, meeting, 'delegated'],
  ])('is agreed %s as the move that it is, for the reason that was given', (_, body, circumstances, authority) => {
    const move = { [field]: asked, reason, authority, askedBy: 'trust' };
    const outcome = when([request], 'agree-date', body, circumstances);
    expectOutcome(outcome, [[revised, move]]);
    const { state } = history(request, ...(outcome as readonly Fact[]));
    expect(state).toMatchObject({ original: first, revised: asked });
    expect(state).toHaveProperty('dateRequest', undefined);
  });

  it('is not agreed on the word of its lead, nor of nobody', () => {
    expectOutcome(when([request], 'agree-date', {}), 'authority-needed');
    for (const authority of ['lead', 'unknown']) expect(readBody(AgreeDate, { authority })).toHaveProperty('errors');
  });

  it('whose text tells a forecast is agreed with it', () => {
    const told = promised('Target: March 2019; forecast: June 2019');
    const { type, data } = request as { type: string; data: object };
    const outcome = when([{ type, data: { ...data, [field]: told } }], 'agree-date', {}, meeting);
    const types = (outcome as readonly Fact[]).map((fact) => fact.type);
    expect(types).toEqual([revised, expect.stringMatching(/Forecast$/)]);
  });

  it('is refused with a reason, and the agreed date stays', () => {
    const outcome = when([request], 'refuse-date', { reason: 'The budget needs it' }, meeting);
    expectOutcome(outcome, [[refused, { reason: 'The budget needs it' }]]);
    const { state } = history(request, ...(outcome as readonly Fact[]));
    expect(state).toHaveProperty('dateRequest', undefined);
    expect(agreedOf(state as PromisedDates<Timescale>)).toEqual(first);
  });

  it.each([
    ['nothing was asked', []],
    ['it was refused', [request, { type: refused, data: { reason } }]],
    [
      'the agreed date moved otherwise',
      [request, { type: revised, data: { [field]: promised('2019-01-31'), reason, authority: 'lead' } }],
    ],
  ])('has nothing to answer where %s', (_, facts) => {
    expectOutcome(when(facts, 'agree-date', {}, meeting), 'no-date-request');
    expectOutcome(when(facts, 'refuse-date', { reason }), 'no-date-request');
  });

  it('that is moved to what was asked for is answered', () => {
    const outcome = when([request], revise, { [field]: '2019-03-31', reason }, meeting);
    expect(history(request, ...(outcome as readonly Fact[])).state).toHaveProperty('dateRequest', undefined);
  });
});

describe('a request for a date', () => {
  const request: ActionFact = { type: 'ActionDateRequested', data: { timescale: asked, reason } };
  it.each<[string, ActionFact]>([
    ['completed', { type: 'ActionCompleted', data: {} }],
    ['withdrawn', { type: 'ActionWithdrawn', data: { kind: 'no-longer-needed', reason } }],
    ['merged', { type: 'ActionMerged', data: { into: 'action-2', reason } }],
  ])('ends with an action that is %s', (_, fact) => {
    expect(given(action, [created({ timescale: first }), request, fact]).state?.dateRequest).toBeUndefined();
  });

  it('of an action without a date asks for its first', () => {
    const { state, when } = given(action, [created(), request]);
    expect(state?.dateRequest?.timescale).toEqual(asked);
    const outcome = when('agree-date', {}, { ...AROUND, ...at, ...meeting });
    const after = given(action, [created(), request, ...(outcome as ActionFact[])]).state;
    expect(after).toMatchObject({ original: asked });
    expect(after?.revised).toBeUndefined();
  });

  it.each<[string, MilestoneFact]>([
    ['met', { type: 'MilestoneMet', data: {} }],
    ['withdrawn', { type: 'MilestoneWithdrawn', data: { reason } }],
  ])('ends with a milestone that is %s', (_, fact) => {
    const due: MilestoneFact = { type: 'MilestoneDateRequested', data: { due: asked, reason } };
    expect(given(milestone, [SET, due, fact]).state?.dateRequest).toBeUndefined();
  });
});
