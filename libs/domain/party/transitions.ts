import { type Context, type Refusal, refuse } from '../kernel/decider.js';
import type { Transition, Transitions } from '../kernel/transitions.js';
import type { PartyState } from './state.js';

export const STATUSES = ['active', 'retired', 'erased'] as const;
export type PartyStatus = (typeof STATUSES)[number];

/** Only a person can be erased, which also retires the party. */
export const transitions = {
  describe: { from: ['active', 'retired'] },
  retire: { from: STATUSES, to: ['retired', 'erased'] },
  erase: { from: STATUSES, to: ['erased'] },
} as const satisfies Transitions<PartyStatus>;

export function statusOf({ retired, erased }: PartyState): PartyStatus {
  if (erased) return 'erased';
  return retired ? 'retired' : 'active';
}

export function notInThisState(_: Transition<PartyStatus>, __: PartyState, { reference }: Context): Refusal {
  return refuse('person-erased', `${reference} has been erased; register the person anew.`);
}
