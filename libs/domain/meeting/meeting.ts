import { IsBoolean, IsOptional } from 'class-validator';
import { type Instant, toInstant } from '../kernel/calendar.js';
import { CommandBody, ReasonedCommand } from '../kernel/command.js';
import {
  type Aggregate,
  type Context,
  isRefusal,
  type Outcome,
  type Recorded,
  refuse,
  unknownEvent,
  verb,
} from '../kernel/decider.js';
import { resolveAll, resolveOpen } from '../kernel/resolve.js';
import { PLANS } from '../kernel/roles.js';
import { IsItem, IsItems, IsLine, IsMoment, IsNewReference } from '../kernel/validation.js';
import type { MeetingFact } from './events.js';

export const MEETING_STATUSES = ['scheduled', 'held', 'minuted', 'cancelled'] as const;
export interface MeetingState {
  readonly reference: string;
  readonly status: (typeof MEETING_STATUSES)[number];
  /** The group's id. */
  readonly group: string;
  readonly startsAt: Instant;
  readonly title?: string;
  /** What the group was shown: the position that its reports stood on, and their hash. */
  readonly pack?: { readonly position: number; readonly hash: string };
}

export class ScheduleMeeting extends CommandBody {
  @IsItem() group: string;
  @IsMoment() startsAt: string;
  @IsOptional() @IsLine() title?: string;
  @IsOptional() @IsNewReference() reference?: string;
}

export class RescheduleMeeting extends ReasonedCommand {
  @IsMoment() startsAt: string;
}

export class IssuePack extends CommandBody {}

export class HoldMeeting extends CommandBody {
  /** The parties that were there. */
  @IsOptional() @IsItems() present?: string[];
  @IsOptional() @IsItems() apologies?: string[];
  @IsOptional() @IsBoolean() quorate?: boolean;
}

export class ApproveMinutes extends CommandBody {}

export class CancelMeeting extends ReasonedCommand {}

const reschedule = verb<MeetingState, RescheduleMeeting, MeetingFact>({
  body: RescheduleMeeting,
  roles: PLANS,
  summary: 'Move it to another time.',
  decide(command, state, context) {
    const startsAt = toInstant(command.startsAt);
    if (state.status === 'scheduled' && startsAt === state.startsAt) return [];
    return (
      whileScheduled(state, context, 'moved') ?? [
        { type: 'MeetingRescheduled', data: { startsAt, reason: command.reason } },
      ]
    );
  },
});

const issuePack = verb<MeetingState, IssuePack, MeetingFact>({
  body: IssuePack,
  roles: PLANS,
  summary: 'Fix the position that its reports stand on: what the group is shown.',
  decide(_command, state, context) {
    if (state.pack) {
      const { position } = state.pack;
      return refuse(
        'pack-already-issued',
        `The pack of ${context.reference} stands on position ${position}; it is issued once.`,
        { position },
      );
    }
    const refusal = whileScheduled(state, context, 'given a pack');
    if (refusal) return refusal;
    if (!context.pack) throw new Error('A pack is issued with the position and hash of its report.');
    return [{ type: 'MeetingPackIssued', data: context.pack }];
  },
});

const hold = verb<MeetingState, HoldMeeting, MeetingFact>({
  body: HoldMeeting,
  roles: PLANS,
  summary: 'Record that it was held, and who was there.',
  decide(command, state, context) {
    const refusal = whileScheduled(state, context, 'held');
    if (refusal) return refusal;
    if (state.startsAt > context.now) {
      return refuse(
        'meeting-not-begun',
        `${context.reference} begins at ${state.startsAt}; it can be held from then on.`,
      );
    }
    const present = resolveAll(context, 'party', command.present ?? [], 'present');
    if (isRefusal(present)) return present;
    const apologies = resolveAll(context, 'party', command.apologies ?? [], 'apologies');
    if (isRefusal(apologies)) return apologies;
    return [
      { type: 'MeetingHeld', data: { present, apologies, quorate: command.quorate }, occurredAt: state.startsAt },
    ];
  },
});

const approveMinutes = verb<MeetingState, ApproveMinutes, MeetingFact>({
  body: ApproveMinutes,
  roles: PLANS,
  summary: 'Record that its minutes were approved.',
  decide(_command, state, context) {
    if (state.status === 'minuted') return [];
    if (state.status !== 'held') {
      return refuse('meeting-not-held', `${context.reference} is ${state.status}; record that it was held first.`);
    }
    return [{ type: 'MeetingMinutesApproved', data: {} }];
  },
});

const cancel = verb<MeetingState, CancelMeeting, MeetingFact>({
  body: CancelMeeting,
  roles: PLANS,
  summary: 'Cancel it.',
  decide(command, state, context) {
    if (state.status === 'cancelled') return [];
    return (
      whileScheduled(state, context, 'cancelled') ?? [{ type: 'MeetingCancelled', data: { reason: command.reason } }]
    );
  },
});

function whileScheduled(state: MeetingState, context: Context, done: string): Outcome<MeetingFact> | undefined {
  if (state.status === 'scheduled') return undefined;
  const code = state.status === 'cancelled' ? 'meeting-cancelled' : 'meeting-already-held';
  return refuse(code, `${context.reference} is ${state.status}; only a scheduled meeting is ${done}.`);
}

export const meeting: Aggregate<MeetingState, MeetingFact> = {
  kind: 'meeting',
  plural: 'meetings',
  creation: {
    body: ScheduleMeeting,
    roles: PLANS,
    summary: 'Schedule a meeting of a group.',
    referencePrefix(command: ScheduleMeeting, lookup) {
      return `${lookup.find('group', command.group)?.reference ?? 'MEETING'}-MTG`;
    },
    decide(command: ScheduleMeeting, context) {
      const group = resolveOpen(context, 'group', command.group, 'group');
      if (isRefusal(group)) return group;
      const startsAt = toInstant(command.startsAt);
      return [
        {
          type: 'MeetingScheduled',
          data: { reference: context.reference, group: group.id, startsAt, title: command.title },
        },
      ];
    },
  },
  verbs: { reschedule, 'issue-pack': issuePack, hold, 'approve-minutes': approveMinutes, cancel },
  evolve: evolveMeeting,
};

function evolveMeeting(state: MeetingState | undefined, event: Recorded<MeetingFact>): MeetingState {
  const before = state as MeetingState;
  switch (event.type) {
    case 'MeetingScheduled':
      return { ...event.data, status: 'scheduled' };
    case 'MeetingRescheduled':
      return { ...before, startsAt: event.data.startsAt };
    case 'MeetingPackIssued':
      return { ...before, pack: event.data };
    case 'MeetingHeld':
      return { ...before, status: 'held' };
    case 'MeetingMinutesApproved':
      return { ...before, status: 'minuted' };
    case 'MeetingCancelled':
      return { ...before, status: 'cancelled' };
    default:
      return unknownEvent(event);
  }
}
