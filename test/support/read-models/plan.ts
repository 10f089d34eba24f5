import type { ToldFact } from './events.js';

export const INTERNAL = { level: 'internal' } as const;
export const BOARD_ONLY = { level: 'restricted', group: 'g1' } as const;

/** A fact of a stream, with what is told of its recording. */
export function fact(
  stream: string,
  type: ToldFact['type'],
  data: object = {},
  told: Partial<Pick<ToldFact, 'recordedAt' | 'occurredAt' | 'actor' | 'reason' | 'statedBy'>> = {},
): ToldFact {
  return { stream, type, data, ...told };
}

/** Two groups, two parties and two programmes, the second overseen by the board. */
export const OPENING: readonly ToldFact[] = [
  fact('ledger', 'LedgerOpened', { ledger: 'l1', name: 'Plan', illustrative: false }),
  fact('group-g1', 'GroupRegistered', { reference: 'BOARD', name: 'Board', lead: 'o1' }),
  fact('group-g2', 'GroupRegistered', { reference: 'STP', name: 'Partnership', parent: 'g1' }),
  fact('party-o1', 'PartyRegistered', { reference: 'CCG', kind: 'organisation', name: 'Commissioners' }),
  fact('party-o2', 'PartyRegistered', { reference: 'LEAD', kind: 'post', name: 'SMI lead', organisation: 'o1' }),
  fact('party-secretary', 'PartyRegistered', { reference: 'SEC', kind: 'post', name: 'Secretary' }),
  fact('programme-p1', 'ProgrammeRegistered', { reference: 'SMI', name: 'Severe mental illness' }),
  fact('programme-p2', 'ProgrammeRegistered', {
    reference: 'IAPT',
    name: 'Talking therapies',
    group: 'g1',
    lead: 'o2',
  }),
];

/** Facts that begin an item: its reference its id in capitals after `SMI-`, in the first programme, seen by all. */
const begun = (kind: string, type: ToldFact['type']) => (id: string, data: object) =>
  fact(`${kind}-${id}`, type, {
    reference: `SMI-${id.toUpperCase()}`,
    programme: 'p1',
    access: INTERNAL,
    ...data,
  });

export const action = begun('action', 'ActionCreated');
export const milestone = begun('milestone', 'MilestoneSet');

export function target(id: string, data: object): ToldFact {
  return begun('target', 'TargetSet')(id, {
    measure: 'Health checks',
    unit: '%',
    direction: 'at-least',
    kind: 'trajectory',
    accumulates: false,
    trajectory: [],
    ...data,
  });
}

export function decision(id: string, data: object): ToldFact {
  const stated = {
    reference: `SMI-${id.toUpperCase()}`,
    title: 'Defer the checks',
    disposition: 'defer',
    rationale: 'No funds until a model is agreed',
    decidedOn: 'not-stated',
    takenBy: 'not-stated',
    conditions: [],
    alternatives: [],
    affects: [],
    funding: [],
    access: INTERNAL,
  };
  return fact(`decision-${id}`, 'DecisionRecorded', { ...stated, ...data }, { occurredAt: '2018-03' });
}
