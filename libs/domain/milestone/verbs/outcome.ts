import { IsOptional } from 'class-validator';
import { type CalendarDate, isCalendarDate, isInstant, londonDate, toInstant } from '../../kernel/calendar.js';
import { CommandBody, ReasonedCommand } from '../../kernel/command.js';
import { type Context, isRefusal, type Refusal, refuse } from '../../kernel/decider.js';
import { PLANS, REPORTS } from '../../kernel/roles.js';
import { stated } from '../../kernel/stated.js';
import { IsDay, IsText } from '../../kernel/validation.js';
import { milestoneVerb } from '../verb.js';

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
    const met = dayMet(command, context);
    if (isRefusal(met)) return met;
    const { metOn } = met;
    const data = stated({ metOn, evidence: command.evidence });
    return [{ type: 'MilestoneMet', data, occurredAt: metOn }];
  },
});

/** The stated day, or that of the command where it is known to the day; never one that is still to come. */
function dayMet({ metOn }: MeetMilestone, { occurredAt, today }: Context): { metOn: CalendarDate } | Refusal {
  const day = metOn ?? (isInstant(occurredAt) ? londonDate(toInstant(occurredAt)) : occurredAt);
  if (!isCalendarDate(day)) {
    return refuse('met-on-needed', `Say in metOn on which day it was met; ${occurredAt} is not a day.`, {
      field: 'metOn',
    });
  }
  if (day <= today) return { metOn: day };
  return refuse('future-date', `${day} is still to come; a milestone is met once it has been met.`, {
    field: 'metOn',
    value: day,
  });
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
  decide({ narrative }, { due }) {
    return [{ type: 'MilestoneMissed', data: stated({ due: due.latest, narrative }) }];
  },
});

export class WithdrawMilestone extends ReasonedCommand {}

export const withdraw = milestoneVerb({
  body: WithdrawMilestone,
  roles: PLANS,
  summary: 'Take it out of the plan, with the reason.',
  decide: ({ reason }) => [{ type: 'MilestoneWithdrawn', data: { reason } }],
});
