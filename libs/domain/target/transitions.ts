import { type Context, type Refusal, refuse } from '../kernel/decider.js';
import type { Transition, Transitions } from '../kernel/transitions.js';
import { TARGET_STATUSES, type TargetState, type TargetStatus } from './state.js';

const LIVE = ['active', 'suspended'] as const;

/** Figures can be corrected in every state; a suspended target takes no new ones. */
export const transitions = {
  'set-trajectory': { from: LIVE },
  'record-measurement': { from: ['active'] },
  'correct-measurement': { from: TARGET_STATUSES },
  'report-breach': { from: ['active'] },
  forecast: { from: LIVE },
  'recalculate-limits': { from: LIVE },
  suspend: { from: LIVE, to: ['suspended'] },
  resume: { from: LIVE, to: ['active'] },
  withdraw: { from: TARGET_STATUSES, to: ['withdrawn'] },
  correct: { from: TARGET_STATUSES },
} as const satisfies Transitions<TargetStatus>;

export function notInThisState(
  { from }: Transition<TargetStatus>,
  { status }: TargetState,
  { reference }: Context,
): Refusal {
  const [code, remedy] =
    status === 'suspended'
      ? (['target-suspended', 'resume it first'] as const)
      : (['target-withdrawn', 'set a new target instead'] as const);
  return refuse(code, `${reference} is ${status}; ${remedy}.`, { status, allowed: from });
}
