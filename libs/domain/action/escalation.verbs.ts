import { IsIn, IsOptional } from 'class-validator';
import { CommandBody } from '../kernel/command.js';
import { isRefusal, refuse } from '../kernel/decider.js';
import { omitUndefined } from '../kernel/omit-undefined.js';
import { resolveOpen } from '../kernel/resolve.js';
import { PLANS } from '../kernel/roles.js';
import { IsItem, IsText } from '../kernel/validation.js';
import { actionVerb } from './state.js';

export class EscalateAction extends CommandBody {
  /** The group that is asked, by id or reference. */
  @IsItem() to: string;
  /** What is asked of it. */
  @IsText() ask: string;
}

export const escalate = actionVerb({
  body: EscalateAction,
  roles: PLANS,
  summary: 'Ask another group for something; one question at a time.',
  decide({ to, ask }, { escalation }, context) {
    const group = resolveOpen(context, 'group', to, 'to');
    if (isRefusal(group)) return group;
    if (escalation && !escalation.answer) {
      if (escalation.to === group.id && escalation.ask === ask) return [];
      return refuse('escalation-open', `${context.reference} waits for an answer already; record that first.`, {
        to: escalation.to,
      });
    }
    return [{ type: 'ActionEscalated', data: { to: group.id, ask } }];
  },
});

export class AnswerActionEscalation extends CommandBody {
  @IsIn(['accepted', 'returned']) answer: 'accepted' | 'returned';
  @IsOptional() @IsText() narrative?: string;
}

export const answerEscalation = actionVerb({
  body: AnswerActionEscalation,
  roles: PLANS,
  summary: 'Record whether the group that was asked accepted or returned it.',
  decide({ answer, narrative }, { escalation }, { reference }) {
    if (!escalation) {
      return refuse('not-escalated', `${reference} was not escalated; there is nothing to answer.`);
    }
    if (escalation.answer) {
      return refuse('escalation-already-answered', `The escalation of ${reference} was ${escalation.answer} already.`, {
        answer: escalation.answer,
      });
    }
    return [{ type: 'ActionEscalationAnswered', data: omitUndefined({ answer, narrative }) }];
  },
});
