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
import { actionVerb } from './state.js';

export class RequestActionDate extends ReasonedCommand {
  @IsText(TIMESCALE_LIMIT) timescale: string;
  @IsOptional() @IsNested(() => ReadAsBody) readAs?: ReadAsBody;
}

export const requestDate = actionVerb({
  body: RequestActionDate,
  roles: REPORTS,
  summary: 'Ask the group for another date, with the reason; the agreed date stays until it answers.',
  decide({ reason, ...command }, state, context) {
    const timescale = readPromise(command.timescale, command.readAs, context, state);
    return requested({ timescale, reason }, state, context, {
      type: 'ActionDateRequested',
      data: { timescale, reason },
    });
  },
});

export const agreeDate = actionVerb({
  body: AgreeDate,
  roles: PLANS,
  summary: 'Agree the date that was asked for: the agreed date moves to it, a slip on the word of whoever agrees.',
  refusedIn: ({ dateRequest }, context) => nothingAsked(dateRequest, context),
  decide(command, state, context) {
    const authority = agreeingOf(command, context);
    if (typeof authority !== 'string') return authority;
    const { timescale, reason, by } = state.dateRequest as DateRequest;
    return revision({ timescale, reason, authority, askedBy: by }, state);
  },
});

export const refuseDate = actionVerb({
  body: RefuseDate,
  roles: PLANS,
  summary: 'Refuse the date that was asked for, with the reason: the agreed date stays.',
  refusedIn: ({ dateRequest }, context) => nothingAsked(dateRequest, context),
  decide: ({ reason }) => [{ type: 'ActionDateRequestRefused', data: { reason } }],
});
