import { INTERNAL } from '../kernel/access.js';
import type { Kind, LookupResult } from '../kernel/decider.js';
import { given } from '../testing/specification.js';
import { decision } from './decision.js';
import type { DecisionFact } from './events.js';

export const item = (kind: Kind, reference: string, state: object = {}): LookupResult => ({
  kind,
  reference,
  id: `${kind}-${reference.toLowerCase()}`,
  state,
});

export const smi = item('programme', 'SMI', { closed: false });
export const items = [
  smi,
  item('group', 'BOARD', { closed: false }),
  item('group', 'OLD', { closed: true }),
  item('party', 'STP'),
  item('action', 'SMI-A01', { programme: smi.id }),
  item('action', 'SMI-A02', { programme: smi.id }),
  item('target', 'SMI-T01', { programme: smi.id }),
  item('meeting', 'M01', { status: 'held' }),
  item('meeting', 'M02', { status: 'cancelled' }),
  item('decision', 'SMI-D02', { status: 'in-force' }),
  item('decision', 'SMI-D03', { status: 'in-force', supersededBy: 'decision-smi-d02' }),
  item('decision', 'SMI-D04', { status: 'in-force', supersededBy: 'item' }),
  item('decision', 'SMI-D05', { status: 'in-force', supersededBy: 'decision-smi-d04' }),
  item('decision', 'SMI-D06', { status: 'revoked' }),
];
export const circumstances = { items, reference: 'SMI-D01' };

export const deferral = {
  title: 'Do not invest in delivering SMI health checks yet',
  disposition: 'defer',
  rationale: 'The present financial situation',
  decidedOn: 'not-stated',
  group: 'not-stated',
  reviewBy: 'not-stated',
  conditions: [{ text: 'A sustainable integrated model has been developed and agreed', agreedBy: 'STP' }],
  affects: [{ reference: 'SMI-A01', as: 'fulfils-condition' }, { reference: 'SMI-A02', as: 'awaits' }, 'SMI-T01'],
};

export type RecordedData = Extract<DecisionFact, { type: 'DecisionRecorded' }>['data'];

export const made = (data: Partial<RecordedData> = {}, occurredAt = '2018-03-09'): DecisionFact => ({
  type: 'DecisionRecorded',
  data: {
    reference: 'SMI-D01',
    title: 'Wait',
    disposition: 'defer',
    rationale: 'Money',
    decidedOn: '2018-03-09',
    takenBy: 'not-stated',
    conditions: [
      { number: 1, text: 'A model is agreed' },
      { number: 2, text: 'Money is found' },
    ],
    alternatives: [],
    affects: [],
    funding: [],
    access: INTERNAL,
    ...data,
  },
  occurredAt,
});
export const one = made({ conditions: [{ number: 1, text: 'A model is agreed' }] });
export const met = (condition: number): DecisionFact => ({ type: 'DecisionConditionMet', data: { condition } });
export const waived = (condition: number): DecisionFact => ({ type: 'DecisionConditionWaived', data: { condition } });
export const failed = (condition: number): DecisionFact => ({
  type: 'DecisionConditionFailed',
  data: { condition, reason: 'No' },
});
export const released: DecisionFact = { type: 'DecisionReleased', data: {} };
export const superseded: DecisionFact = { type: 'DecisionSuperseded', data: { by: 'decision-smi-d02', reason: 'New' } };
export const revoked: DecisionFact = { type: 'DecisionRevoked', data: { reason: 'Wrong' } };
export const challenged: DecisionFact = { type: 'DecisionChallenged', data: { by: 'party-stp', grounds: 'Late' } };
export const reason = 'Because';

export const when = (facts: DecisionFact[], verb: string, body: object = {}) =>
  given(decision, facts).when(verb, body, circumstances);
