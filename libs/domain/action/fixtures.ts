import type { LookupResult } from '../kernel/decider.js';
import type { EventMetadata, Principal } from '../kernel/metadata.js';
import { recorded } from '../testing/specification.js';
import { readTimescale } from '../timescale/reader.js';
import type { Timescale } from '../timescale/reading.js';
import { action } from './action.js';
import type { ActionFact } from './events.js';
import type { ActionState } from './state.js';

export const ID = 'action-1';
export const REFERENCE = 'SMI-A01';

export const promised = (text: string): Timescale => readTimescale(text, { documentDate: '2018-03-01' });

type Created = Extract<ActionFact, { type: 'ActionCreated' }>['data'];
export const created = (fields: Partial<Created> = {}): ActionFact => ({
  type: 'ActionCreated',
  data: { reference: REFERENCE, title: 'Agree the model', programme: 'smi', access: { level: 'internal' }, ...fields },
});

export function otherAction(id: string, reference: string, ...facts: readonly ActionFact[]): LookupResult<ActionState> {
  const state = [created({ reference }), ...facts].reduce<ActionState | undefined>(
    (before, fact, revision) => action.evolve(before, recorded(fact, revision)),
    undefined,
  );
  return { kind: 'action', id, reference, state: state as ActionState };
}

const open = { closed: false };
export const ITEMS: readonly LookupResult[] = [
  { kind: 'programme', id: 'smi', reference: 'SMI', state: open },
  { kind: 'programme', id: 'perinatal', reference: 'PER', state: open },
  { kind: 'programme', id: 'ended', reference: 'END', state: { closed: true } },
  { kind: 'group', id: 'board', reference: 'BOARD', state: open },
  { kind: 'group', id: 'finance', reference: 'FIN', state: open },
  { kind: 'group', id: 'dissolved', reference: 'OLD-BOARD', state: { closed: true } },
  { kind: 'party', id: 'trust', reference: 'TRUST', state: { retired: false } },
  { kind: 'party', id: 'ccg', reference: 'CCG', state: { retired: false } },
  { kind: 'party', id: 'gone', reference: 'GONE', state: { retired: true } },
  otherAction(ID, REFERENCE),
  otherAction('action-2', 'SMI-A02'),
  otherAction('action-3', 'SMI-A03'),
  otherAction('action-waits', 'SMI-A04', { type: 'ActionDependencyAdded', data: { on: ID } }),
  otherAction('action-waits-longer', 'SMI-A05', { type: 'ActionDependencyAdded', data: { on: 'action-waits' } }),
  otherAction('action-child', 'SMI-A06', {
    type: 'ActionCorrected',
    data: { field: 'parent', before: null, value: ID, reason: 'Left out' },
  }),
  otherAction('action-withdrawn', 'SMI-A07', { type: 'ActionWithdrawn', data: { kind: 'duplicate', reason: 'Twice' } }),
];

export const trust: Principal = { actor: { party: 'trust', kind: 'post', roles: ['contributor'] }, programmes: [] };

export const by = (fact: ActionFact, metadata: Partial<EventMetadata>) => recorded(fact, 1, metadata);

export const AROUND = { id: ID, reference: REFERENCE, items: ITEMS };
