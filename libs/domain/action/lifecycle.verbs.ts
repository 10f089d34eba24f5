import { IsIn, IsOptional } from 'class-validator';
import { CommandBody, ReasonedCommand } from '../kernel/command.js';
import { type Context, isRefusal, type Refusal, refuse } from '../kernel/decider.js';
import { answersFor } from '../kernel/metadata.js';
import { omitUndefined } from '../kernel/omit-undefined.js';
import { resolve } from '../kernel/resolve.js';
import { PLANS, REPORTS } from '../kernel/roles.js';
import { IsItem, IsText } from '../kernel/validation.js';
import { WITHDRAWAL_KINDS, type WithdrawalKind } from './events.js';
import { actionVerb } from './state.js';

export class CompleteAction extends CommandBody {
  @IsOptional() @IsText() narrative?: string;
}

export const complete = actionVerb({
  body: CompleteAction,
  roles: REPORTS,
  summary: "Say that it is done: the owner's word. It ends the series of a recurring or open-ended one.",
  decide: ({ narrative }) => [{ type: 'ActionCompleted', data: omitUndefined({ narrative }) }],
});

export class DeclineActionCompletion extends ReasonedCommand {}

export const declineCompletion = actionVerb({
  body: DeclineActionCompletion,
  roles: PLANS,
  summary: 'Send a completion back, with the reason.',
  decide: ({ reason }) => [{ type: 'ActionCompletionDeclined', data: { reason } }],
});

export class VerifyAction extends CommandBody {
  /** What was looked at. */
  @IsOptional() @IsText() evidence?: string;
}

export const verify = actionVerb({
  body: VerifyAction,
  roles: PLANS,
  summary: "Confirm a completion: another principal's word, or a meeting's with its minute reference.",
  decide({ evidence }, { completedBy }, { principal, meeting, minuteRef, reference }) {
    const agreedAtMeeting = meeting !== undefined && minuteRef !== undefined;
    if (answersFor(principal) === completedBy && !agreedAtMeeting) {
      return refuse(
        'same-principal',
        `Who completed ${reference} cannot verify it: somebody else must, or a meeting with its minute reference.`,
        { completedBy },
      );
    }
    return [{ type: 'ActionVerified', data: omitUndefined({ evidence }) }];
  },
});

export class WithdrawAction extends ReasonedCommand {
  @IsOptional() @IsIn(WITHDRAWAL_KINDS) kind?: WithdrawalKind;
  /** Of a superseded one, the action that carries its promise on, by id or reference. */
  @IsOptional() @IsItem() replacedBy?: string;
}

export const withdraw = actionVerb({
  body: WithdrawAction,
  roles: PLANS,
  summary:
    'Take it out of the plan, with the reason, and where it was superseded by what: no longer needed unless it says otherwise.',
  decide({ kind = 'no-longer-needed', reason, ...command }, _, context) {
    const replacedBy = replacementOf({ ...command, kind }, context);
    if (isRefusal(replacedBy)) return replacedBy;
    return [{ type: 'ActionWithdrawn', data: omitUndefined({ kind, reason, replacedBy: replacedBy.id }) }];
  },
});

function replacementOf(
  { kind, replacedBy }: Pick<WithdrawAction, 'kind' | 'replacedBy'>,
  context: Context,
): { id?: string } | Refusal {
  if (replacedBy === undefined) return {};
  const field = { field: 'replacedBy', value: replacedBy };
  if (kind !== 'superseded') {
    return refuse(
      'replaced-by-needs-superseded',
      'Only what is withdrawn as superseded names what replaces it.',
      field,
    );
  }
  const found = resolve(context, 'action', replacedBy, 'replacedBy');
  if (isRefusal(found) || found.id !== context.id) return found;
  return refuse('replaced-by-itself', `${found.reference} cannot take its own place; name another action.`, field);
}

export class ReopenAction extends ReasonedCommand {}

export const reopen = actionVerb({
  body: ReopenAction,
  roles: PLANS,
  summary: 'Open one again that was complete, verified or withdrawn.',
  decide: ({ reason }) => [{ type: 'ActionReopened', data: { reason } }],
});
