import { type Context, type Refusal, refuse } from '../kernel/decider.js';
import type { Transition, Transitions } from '../kernel/transitions.js';
import type { GroupState } from './state.js';

export const STATUSES = ['open', 'closed'] as const;
export type GroupStatus = (typeof STATUSES)[number];

export const transitions = {
  describe: { from: ['open'] },
  close: { from: STATUSES, to: ['closed'] },
} as const satisfies Transitions<GroupStatus>;

export function statusOf({ closed }: GroupState): GroupStatus {
  return closed ? 'closed' : 'open';
}

export function notInThisState(_: Transition<GroupStatus>, __: GroupState, { reference }: Context): Refusal {
  return refuse('group-closed', `${reference} is closed; nothing about it changes any more.`);
}
