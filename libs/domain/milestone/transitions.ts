import type { RefusalCode } from '#errors/index.js';
import { type Context, type Refusal, refuse } from '../kernel/decider.js';
import type { Transition, Transitions } from '../kernel/transitions.js';
import { MILESTONE_STATUSES, type MilestoneState, type MilestoneStatus } from './state.js';

const OPEN = ['pending', 'missed'] as const;

/** A missed milestone can still be met late; a new date makes it pending again. */
export const transitions = {
  'revise-date': { from: OPEN, to: ['pending'] },
  'request-date': { from: OPEN },
  'agree-date': { from: OPEN, to: ['pending'] },
  'refuse-date': { from: OPEN },
  'confirm-reading': { from: MILESTONE_STATUSES },
  forecast: { from: OPEN },
  meet: { from: OPEN, to: ['met'] },
  reverse: { from: ['met'], to: OPEN },
  miss: { from: ['pending'], to: ['missed'] },
  withdraw: { from: OPEN, to: ['withdrawn'] },
  correct: { from: MILESTONE_STATUSES },
} as const satisfies Transitions<MilestoneStatus>;

const REFUSALS = {
  pending: { code: 'milestone-not-met', detail: 'is not met; there is nothing to reverse' },
  missed: {
    code: 'milestone-already-missed',
    detail: 'is recorded as missed already; meet it late or revise its date',
  },
  met: { code: 'milestone-already-met', detail: 'is met already; reverse that first if it was wrong' },
  withdrawn: { code: 'milestone-withdrawn', detail: 'is withdrawn; set a new milestone instead' },
} as const satisfies Readonly<Record<MilestoneStatus, { code: RefusalCode; detail: string }>>;

export function notInThisState(
  { from }: Transition<MilestoneStatus>,
  { status }: MilestoneState,
  { reference }: Context,
): Refusal {
  const notMet = status === 'missed' && from.includes('met');
  const { code, detail } = REFUSALS[notMet ? 'pending' : status];
  return refuse(code, `${reference} ${detail}.`, { status, allowed: from });
}
