import { IsOptional } from 'class-validator';
import { ReasonedCommand } from '../kernel/command.js';
import { IsNested } from '../kernel/nested.js';
import { PLANS, REPORTS } from '../kernel/roles.js';
import { IsText } from '../kernel/validation.js';
import {
  AgreeDate,
  agreeingOf,
  type DateRequest,
  nothingAsked,
  RefuseDate,
  requested,
} from '../timescale/date-request.js';
import { ReadAsBody, readPromise, TIMESCALE_LIMIT } from '../timescale/promise.js';
import { revision } from './dates.verbs.js';
import { milestoneVerb } from './state.js';

export class RequestMilestoneDate extends ReasonedCommand {
  @IsText(TIMESCALE_LIMIT) due: string;
  @IsOptional() @IsNested(() => ReadAsBody) readAs?: ReadAsBody;
}

export const requestDate = milestoneVerb({
  body: RequestMilestoneDate,
  roles: REPORTS,
  summary: 'Ask the group for another date, with the reason; the agreed date stays until it answers.',
  decide({ reason, ...command }, state, context) {
    const due = readPromise(command.due, command.readAs, context, state);
    return requested({ timescale: due, reason }, state, context, {
      type: 'MilestoneDateRequested',
      data: { due, reason },
    });
  },
});

export const agreeDate = milestoneVerb({
  body: AgreeDate,
  roles: PLANS,
  summary: 'Agree the date that was asked for: its date moves to it, a slip on the word of whoever agrees.',
  refusedIn: ({ dateRequest }, context) => nothingAsked(dateRequest, context),
  decide(command, state, context) {
    const authority = agreeingOf(command, context);
    if (typeof authority !== 'string') return authority;
    const { timescale, reason, by } = state.dateRequest as DateRequest;
    return revision({ due: timescale, reason, authority, askedBy: by }, state);
  },
});

export const refuseDate = milestoneVerb({
  body: RefuseDate,
  roles: PLANS,
  summary: 'Refuse the date that was asked for, with the reason: its date stays.',
  refusedIn: ({ dateRequest }, context) => nothingAsked(dateRequest, context),
  decide: ({ reason }) => [{ type: 'MilestoneDateRequestRefused', data: { reason } }],
});
