import { type Context, type Refusal, refuse } from '../kernel/decider.js';
import type { Transition, Transitions } from '../kernel/transitions.js';
import type { PartyState } from './state.js';

export const STATUSES = ['active', 'retired', 'erased'] as const;
export type PartyStatus = (typeof STATUSES)[number];

/** The life of a party. Only a person is erased, which retires it too. */
export const transitions = {
  describe: { from: ['active', 'retired'] },
  retire: { from: STATUSES, to: ['retired', 'erased'] },
  erase: { from: STATUSES, to: ['erased'] },
} as const satisfies Transitions<PartyStatus>;

export function statusOf({ retired, erased }: PartyState): PartyStatus {
  if (erased) return 'erased';
  return retired ? 'retired' : 'active';
}

/** Why a verb may not be used in the state that the party is in. */
export function notInThisState(_: Transition<PartyStatus>, __: PartyState, { reference }: Context): Refusal {
  return refuse('person-erased', `${reference} has been erased; register the person anew.`);
}
