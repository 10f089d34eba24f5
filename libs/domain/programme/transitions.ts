import { type Context, type Refusal, refuse } from '../kernel/decider.js';
import type { Transition, Transitions } from '../kernel/transitions.js';
import type { ProgrammeState } from './state.js';

export const STATUSES = ['open', 'closed'] as const;
export type ProgrammeStatus = (typeof STATUSES)[number];

export const transitions = {
  describe: { from: ['open'] },
  'assign-group': { from: ['open'] },
  close: { from: STATUSES, to: ['closed'] },
} as const satisfies Transitions<ProgrammeStatus>;

export function statusOf({ closed }: ProgrammeState): ProgrammeStatus {
  return closed ? 'closed' : 'open';
}

export function notInThisState(_: Transition<ProgrammeStatus>, __: ProgrammeState, { reference }: Context): Refusal {
  return refuse('programme-closed', `${reference} is closed; nothing about it changes any more.`);
}
