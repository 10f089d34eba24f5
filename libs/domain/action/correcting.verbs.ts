import { IsIn } from 'class-validator';
import { ReasonedCommand } from '../kernel/command.js';
import { asTaken, brokenRule } from '../kernel/correcting.js';
import { type Context, isRefusal, type LookupResult, type Refusal, refuse } from '../kernel/decider.js';
import { resolve, resolveOpen } from '../kernel/resolve.js';
import { PLANS } from '../kernel/roles.js';
import { IsText } from '../kernel/validation.js';
import { agreedOf } from '../timescale/agreed.js';
import { isSamePromise, reread } from '../timescale/promise.js';
import type { Timescale } from '../timescale/reading.js';
import { CreateAction } from './creation.js';
import { assignable, chain } from './items.js';
import { type ActionState, actionVerb, CORRECTABLE, type CorrectableActionField, ownerOf } from './state.js';

export class CorrectAction extends ReasonedCommand {
  @IsIn(CORRECTABLE) field: CorrectableActionField;
  /** What it should have said, by the same rule as the field. */
  @IsText() value: string;
}

export const correct = actionVerb({
  body: CorrectAction,
  roles: PLANS,
  summary:
    'Put right a typing error in what the ledger says; no slip: a date whose last day moves is counted as restated.',
  decide({ field, value: given, reason }, state, context) {
    const written = asTaken(CreateAction, field, given);
    const found = brokenRule(CreateAction, field, written) ?? meant(field, written, state, context);
    if (isRefusal(found)) return found;
    const { value } = found;
    const before =
      (field === 'owner' ? ownerOf(state) : field === 'timescale' ? agreedOf(state) : state[field]) ?? null;
    if (isSame(before, value)) return [];
    return [{ type: 'ActionCorrected', data: { field, before, value, reason }, occurredAt: state.since[field] }];
  },
});

function meant(
  field: CorrectableActionField,
  written: string,
  state: ActionState,
  context: Context,
): { value: string | Timescale } | Refusal {
  if (field === 'timescale') return { value: reread(agreedOf(state), written, context, state) };
  if (field === 'owner') return idOf(assignable(context, written, field));
  if (field === 'programme') return idOf(resolveOpen(context, 'programme', written, field));
  if (field === 'parent') return idOf(possibleParent(written, context));
  return { value: written };
}

function possibleParent(written: string, context: Context): LookupResult<ActionState> | Refusal {
  const parent = resolve<ActionState>(context, 'action', written, 'parent');
  if (isRefusal(parent)) return parent;
  const upwards = (state: ActionState) => (state.parent ? [state.parent] : []);
  const back = parent.id === context.id ? [parent.reference] : chain(context, parent, context, upwards);
  if (!back) return parent;
  return refuse('parent-cycle', `${parent.reference} is ${context.reference} or a part of it.`, {
    field: 'parent',
    path: [context.reference, ...back],
  });
}

function idOf(found: LookupResult | Refusal): { value: string } | Refusal {
  return isRefusal(found) ? found : { value: found.id };
}

function isSame(before: string | Timescale | null, value: string | Timescale): boolean {
  if (typeof value === 'string') return before === value;
  return typeof before === 'object' && isSamePromise(before ?? undefined, value);
}
