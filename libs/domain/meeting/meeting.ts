import { IsBoolean, IsOptional } from 'class-validator';
import { type Instant, toInstant } from '../kernel/calendar.js';
import { CommandBody, ReasonedCommand } from '../kernel/command.js';
import {
  type Aggregate,
  type Context,
  type Fact,
  isRefusal,
  PLURALS,
  type Recorded,
  type Refusal,
  refuse,
  unknownEvent,
  verb,
} from '../kernel/decider.js';
import { resolveAll, resolveOpen } from '../kernel/resolve.js';
import { PLANS } from '../kernel/roles.js';
import { allowedBy, type Transition, type Transitions } from '../kernel/transitions.js';
import { IsItem, IsItems, IsLine, IsMoment, IsNewReference } from '../kernel/validation.js';

/** What a group was shown: where its report stood, and the report's hash. */
export interface IssuedPack {
  /** The position in the store that the pack was issued on; another store has others. */
  readonly position: number;
  /** The number of the ledger's last event then, the same in every copy; packs of earlier versions have none. */
  readonly number?: number;
  readonly hash: string;
  /** The version of what the hash covers: 2 the report with its asks; without it, as 1, counts and lists alone. */
  readonly covers?: 2;
}

export type MeetingFact =
  | Fact<'MeetingScheduled', { reference: string; group: string; startsAt: Instant; title?: string }>
  | Fact<'MeetingRescheduled', { startsAt: Instant; reason: string }>
  | Fact<'MeetingPackIssued', IssuedPack>
  | Fact<'MeetingHeld', { present: string[]; apologies: string[]; quorate?: boolean }>
  | Fact<'MeetingMinutesApproved', object>
  | Fact<'MeetingCancelled', { reason: string }>;

export const MEETING_STATUSES = ['scheduled', 'held', 'minuted', 'cancelled'] as const;
export type MeetingStatus = (typeof MEETING_STATUSES)[number];

export interface MeetingState {
  readonly reference: string;
  readonly status: MeetingStatus;
  /** The group's id. */
  readonly group: string;
  readonly startsAt: Instant;
  readonly title?: string;
  readonly pack?: IssuedPack;
}

/** The life of a meeting. */
export const transitions = {
  reschedule: { from: ['scheduled'] },
  'issue-pack': { from: ['scheduled'] },
  hold: { from: ['scheduled'], to: ['held'] },
  'approve-minutes': { from: ['held', 'minuted'], to: ['minuted'] },
  cancel: { from: ['scheduled', 'cancelled'], to: ['cancelled'] },
} as const satisfies Transitions<MeetingStatus>;

/** Why a verb may not be used in the state that the meeting is in. */
export function notInThisState(
  { from }: Transition<MeetingStatus>,
  { status }: MeetingState,
  { reference }: Context,
): Refusal {
  const fields = { status, allowed: from };
  if (from.includes('held')) {
    return refuse('meeting-not-held', `${reference} is ${status}; record that it was held first.`, fields);
  }
  const code = status === 'cancelled' ? 'meeting-cancelled' : 'meeting-already-held';
  return refuse(code, `${reference} is ${status}; only a scheduled meeting can be changed.`, fields);
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
  decide(command, state) {
    const startsAt = toInstant(command.startsAt);
    if (startsAt === state.startsAt) return [];
    return [{ type: 'MeetingRescheduled', data: { startsAt, reason: command.reason } }];
  },
});

const issuePack = verb<MeetingState, IssuePack, MeetingFact>({
  body: IssuePack,
  roles: PLANS,
  summary: 'Fix the position that its reports stand on: what the group is shown.',
  needs: (_command, { group }) => ({ packOf: group }),
  decide(_command, state, context) {
    if (state.pack) {
      const { position } = state.pack;
      return refuse(
        'pack-already-issued',
        `The pack of ${context.reference} stands on position ${position}; it is issued once.`,
        { position },
      );
    }
    if (!context.pack) throw new Error('A pack is issued with the position and hash of its report.');
    return [{ type: 'MeetingPackIssued', data: context.pack }];
  },
});

const hold = verb<MeetingState, HoldMeeting, MeetingFact>({
  body: HoldMeeting,
  roles: PLANS,
  summary: 'Record that it was held, and who was there.',
  decide(command, state, context) {
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
  decide(_command, { status }) {
    return status === 'minuted' ? [] : [{ type: 'MeetingMinutesApproved', data: {} }];
  },
});

const cancel = verb<MeetingState, CancelMeeting, MeetingFact>({
  body: CancelMeeting,
  roles: PLANS,
  summary: 'Cancel it.',
  decide(command, { status }) {
    return status === 'cancelled' ? [] : [{ type: 'MeetingCancelled', data: { reason: command.reason } }];
  },
});

export const meeting: Aggregate<MeetingState, MeetingFact> = {
  kind: 'meeting',
  plural: PLURALS.meeting,
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
  verbs: allowedBy(transitions, ({ status }) => status, notInThisState, {
    reschedule,
    'issue-pack': issuePack,
    hold,
    'approve-minutes': approveMinutes,
    cancel,
  }),
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
