import { ReasonedCommand } from '../kernel/command.js';
import { PLANS } from '../kernel/roles.js';
import { targetVerb } from './state.js';

export class SuspendTarget extends ReasonedCommand {}
export class ResumeTarget extends ReasonedCommand {}
export class WithdrawTarget extends ReasonedCommand {}

export const suspend = targetVerb({
  body: SuspendTarget,
  roles: PLANS,
  summary: 'Stop measuring the target for a while.',
  decide: ({ reason }, { status }) => (status === 'suspended' ? [] : [{ type: 'TargetSuspended', data: { reason } }]),
});

export const resume = targetVerb({
  body: ResumeTarget,
  roles: PLANS,
  summary: 'Measure a suspended target again.',
  decide: ({ reason }, { status }) => (status === 'active' ? [] : [{ type: 'TargetResumed', data: { reason } }]),
});

export const withdraw = targetVerb({
  body: WithdrawTarget,
  roles: PLANS,
  summary: 'Give the target up; its figures stay on record.',
  decide: ({ reason }, { status }) => (status === 'withdrawn' ? [] : [{ type: 'TargetWithdrawn', data: { reason } }]),
});
