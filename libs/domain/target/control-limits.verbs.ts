import type { DecisionState } from '../decision/state.js';
import { CommandBody } from '../kernel/command.js';
import { isRefusal, refuse } from '../kernel/decider.js';
import { resolve } from '../kernel/resolve.js';
import { PLANS } from '../kernel/roles.js';
import { IsItem, IsPeriod } from '../kernel/validation.js';
import { keyOf } from './periods.js';
import { targetVerb } from './state.js';

export class RecalculateLimits extends CommandBody {
  /** The first period of the process as it now is. */
  @IsPeriod() from: string;
  /** The decision that changed it, by id or reference; it must affect this target. */
  @IsItem() decision: string;
}

const OVER = { revoked: 'decision-revoked', superseded: 'decision-superseded' } as const;

export const recalculateLimits = targetVerb({
  body: RecalculateLimits,
  roles: PLANS,
  summary: 'Draw the limits of chance anew from a period on, under a decision that changed what is measured.',
  decide({ from, decision: ref }, { recalculations }, context) {
    const decision = resolve<DecisionState>(context, 'decision', ref, 'decision');
    if (isRefusal(decision)) return decision;
    const { reference, state } = decision;
    if (state.status === 'revoked' || state.status === 'superseded')
      return refuse(OVER[state.status], `${reference} is ${state.status}; name a decision that stands.`, {
        field: 'decision',
        status: state.status,
      });
    if (!state.affects.some(({ id }) => id === context.id))
      return refuse(
        'decision-elsewhere',
        `${reference} does not affect ${context.reference}; name one that does, or add the target to it first.`,
        { field: 'decision', value: ref },
      );
    if (recalculations[keyOf(from)]?.decision === decision.id) return [];
    return [{ type: 'TargetLimitsRecalculated', data: { from, decision: decision.id } }];
  },
});
