import { IsIn, IsOptional } from 'class-validator';
import { CommandBody } from '../kernel/command.js';
import { isRefusal } from '../kernel/decider.js';
import { PLANS } from '../kernel/roles.js';
import { IsItem } from '../kernel/validation.js';
import { affectedBy, isListed } from './affected.js';
import { AFFECTS, type AffectedAs } from './events.js';
import { decisionVerb } from './state.js';

export class AddAffected extends CommandBody {
  /** The action, milestone, target, decision or programme, by id or reference. */
  @IsItem() reference: string;
  /** Its part in the decision; `concerns` unless stated. */
  @IsOptional() @IsIn(AFFECTS) as?: AffectedAs;
}

export const addAffected = decisionVerb({
  body: AddAffected,
  roles: PLANS,
  summary: 'Add an item that the decision affects, with its part.',
  decide({ reference, as }, state, context) {
    const affected = affectedBy({ reference, as }, 'reference', context);
    if (isRefusal(affected)) return affected;
    return isListed(state.affects, affected) ? [] : [{ type: 'DecisionAffectedAdded', data: affected }];
  },
});
