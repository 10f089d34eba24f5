import { type Context, type Refusal, refuse } from '../kernel/decider.js';
import type { Transition, Transitions } from '../kernel/transitions.js';
import type { MeetingState, MeetingStatus } from './state.js';

export const transitions = {
  reschedule: { from: ['scheduled'] },
  'issue-pack': { from: ['scheduled'] },
  hold: { from: ['scheduled'], to: ['held'] },
  'approve-minutes': { from: ['held', 'minuted'], to: ['minuted'] },
  cancel: { from: ['scheduled', 'cancelled'], to: ['cancelled'] },
} as const satisfies Transitions<MeetingStatus>;

export function notInThisState(
  { from }: Transition<MeetingStatus>,
  { status }: MeetingState,
  { reference }: Context,
): Refusal {
  const fields = { status, allowed: from };
  if (from.includes('held')) {
    return refuse('meeting-not-held', `${reference} is ${status}; record that it was held first.`, fields);
  }
  const code = status === 'cancelled' ? 'meeting-cancelled' : 'meeting-already-held';
  return refuse(code, `${reference} is ${status}; only a scheduled meeting can be changed.`, fields);
}
