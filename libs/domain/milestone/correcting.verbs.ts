import { IsIn } from 'class-validator';
import { ReasonedCommand } from '../kernel/command.js';
import { asTaken, brokenRule } from '../kernel/correcting.js';
import { PLANS } from '../kernel/roles.js';
import { IsText } from '../kernel/validation.js';
import { isSamePromise, reread } from '../timescale/promise.js';
import { SetMilestone } from './creation.js';
import { CORRECTABLE, type CorrectableMilestoneField, milestoneVerb } from './state.js';

export class CorrectMilestone extends ReasonedCommand {
  @IsIn(CORRECTABLE) field: CorrectableMilestoneField;
  /** What it should have said, by the same rule as the field. */
  @IsText() value: string;
}

export const correct = milestoneVerb({
  body: CorrectMilestone,
  roles: PLANS,
  summary:
    'Put right a typing error in what the ledger says; no slip: a date whose last day moves is counted as restated.',
  decide({ field, value: given, reason }, state, context) {
    const written = asTaken(SetMilestone, field, given);
    const broken = brokenRule(SetMilestone, field, written);
    if (broken) return broken;
    const due = state.revised ?? state.original;
    const before = field === 'due' ? due : state[field];
    const value = field === 'due' ? reread(due, written, context, state) : written;
    const isSame = typeof value === 'string' ? value === before : isSamePromise(due, value);
    if (isSame) return [];
    return [{ type: 'MilestoneCorrected', data: { field, before, value, reason }, occurredAt: state.since[field] }];
  },
});
