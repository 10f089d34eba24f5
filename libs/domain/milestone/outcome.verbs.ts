import { IsOptional } from 'class-validator';
import {
  type CalendarDate,
  isCalendarDate,
  isInstant,
  londonDate,
  type OccurredAt,
  toInstant,
} from '../kernel/calendar.js';
import { CommandBody, ReasonedCommand } from '../kernel/command.js';
import { refuse } from '../kernel/decider.js';
import { omitUndefined } from '../kernel/omit-undefined.js';
import { PLANS, REPORTS } from '../kernel/roles.js';
import { IsDay, IsText } from '../kernel/validation.js';
import { milestoneVerb } from './state.js';

export class MeetMilestone extends CommandBody {
  /** The day on which it was met; the day of the command unless stated. */
  @IsOptional() @IsDay() metOn?: CalendarDate;
  @IsOptional() @IsText() evidence?: string;
}

export const meet = milestoneVerb({
  body: MeetMilestone,
  roles: REPORTS,
  summary: 'Say that it was met and on which day; one that was missed is then met late.',
  decide(command, _, context) {
    const metOn = command.metOn ?? dayOf(context.occurredAt);
    if (metOn !== undefined && metOn > context.today) {
      return refuse('in-the-future', `${metOn} is still to come; a milestone is met once it has been met.`, {
        field: 'metOn',
        value: metOn,
      });
    }
    const data = omitUndefined({ metOn, evidence: command.evidence });
    return [{ type: 'MilestoneMet', data, occurredAt: metOn ?? context.occurredAt }];
  },
});

/** Undefined for a month, a year or `not-stated`, which name no single day. */
function dayOf(occurredAt: OccurredAt): CalendarDate | undefined {
  if (isInstant(occurredAt)) return londonDate(toInstant(occurredAt));
  return isCalendarDate(occurredAt) ? occurredAt : undefined;
}

export class ReverseMilestone extends ReasonedCommand {}

export const reverse = milestoneVerb({
  body: ReverseMilestone,
  roles: PLANS,
  summary: 'Take back that it was met, with the reason.',
  decide: ({ reason }) => [{ type: 'MilestoneMetReversed', data: { reason } }],
});

export class MissMilestone extends CommandBody {
  @IsOptional() @IsText() narrative?: string;
}

export const miss = milestoneVerb({
  body: MissMilestone,
  roles: REPORTS,
  summary: 'Record that its date passed without it being met.',
  decide({ narrative }, { original, revised }, { today }) {
    const due = revised ?? original;
    if (due.latest !== null && due.latest >= today) {
      const detail = `It can still be met until ${due.latest}; give a forecast if it is going to be missed.`;
      return refuse('not-yet-due', detail, { latest: due.latest });
    }
    return [{ type: 'MilestoneMissed', data: omitUndefined({ due: due.latest, narrative }) }];
  },
});

export class WithdrawMilestone extends ReasonedCommand {}

export const withdraw = milestoneVerb({
  body: WithdrawMilestone,
  roles: PLANS,
  summary: 'Take it out of the plan, with the reason.',
  decide: ({ reason }) => [{ type: 'MilestoneWithdrawn', data: { reason } }],
});
