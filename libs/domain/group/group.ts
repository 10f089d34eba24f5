import { IsInt, IsOptional, Max, Min } from 'class-validator';
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
import { liesWithin } from '../kernel/hierarchy.js';
import { changed, optionally, resolve, resolveAll, resolveOpen } from '../kernel/resolve.js';
import { PLANS } from '../kernel/roles.js';
import { allowedBy, type Transition, type Transitions } from '../kernel/transitions.js';
import { IsItem, IsItems, IsLine, IsNewReference, IsText, LIMITS } from '../kernel/validation.js';
import type { QuorumRule } from './quorum.js';

export type GroupFact =
  | Fact<'GroupRegistered', { reference: string; name: string; description?: string; lead?: string; parent?: string }>
  | Fact<'GroupDescribed', { name?: string; description?: string; lead?: string; parent?: string }>
  | Fact<'GroupQuorumSet', { atLeast: number; posts: string[] }>
  | Fact<'GroupQuorumRemoved', { reason: string }>
  | Fact<'GroupClosed', { reason: string; successor?: string }>;

export interface GroupState {
  readonly reference: string;
  readonly name: string;
  readonly description?: string;
  /** The ids of the lead party and of the group that it reports to. */
  readonly lead?: string;
  readonly parent?: string;
  readonly quorum?: QuorumRule;
  readonly closed: boolean;
}

export const STATUSES = ['open', 'closed'] as const;
export type GroupStatus = (typeof STATUSES)[number];

/** The life of a group. */
export const transitions = {
  describe: { from: ['open'] },
  'set-quorum': { from: ['open'] },
  'remove-quorum': { from: ['open'] },
  close: { from: STATUSES, to: ['closed'] },
} as const satisfies Transitions<GroupStatus>;

export function statusOf({ closed }: GroupState): GroupStatus {
  return closed ? 'closed' : 'open';
}

/** Why a verb may not be used in the state that the group is in. */
export function notInThisState(_: Transition<GroupStatus>, __: GroupState, { reference }: Context): Refusal {
  return refuse('group-closed', `${reference} is closed; nothing about it changes any more.`);
}

export class RegisterGroup extends CommandBody {
  /** What it governs is numbered under it: SMI-A05 under SMI. */
  @IsNewReference(LIMITS.prefix) reference: string;
  @IsLine() name: string;
  @IsOptional() @IsText() description?: string;
  /** Its chair or lead. */
  @IsOptional() @IsItem() lead?: string;
  /** The group that it reports to. */
  @IsOptional() @IsItem() parent?: string;
}

export class DescribeGroup extends CommandBody {
  @IsOptional() @IsLine() name?: string;
  @IsOptional() @IsText() description?: string;
  @IsOptional() @IsItem() lead?: string;
  @IsOptional() @IsItem() parent?: string;
}

export class SetQuorum extends CommandBody {
  /** How many must be present for the group to decide. */
  @IsInt() @Min(1) @Max(LIMITS.list) atLeast: number;
  /** The posts that must be among them, such as its chair. */
  @IsOptional() @IsItems() posts?: string[];
}

export class RemoveQuorum extends ReasonedCommand {}

export class CloseGroup extends ReasonedCommand {
  /** The group that takes its work over; one at most. */
  @IsOptional() @IsItems(1) successors?: string[];
}

const describe = verb<GroupState, DescribeGroup, GroupFact>({
  body: DescribeGroup,
  roles: PLANS,
  summary: 'Change its name, description, lead or parent.',
  decide(command, state, context) {
    const lead = optionally(command.lead, (ref) => resolve(context, 'party', ref, 'lead'));
    if (lead && isRefusal(lead)) return lead;
    const parent = optionally(command.parent, (ref) => resolveOpen(context, 'group', ref, 'parent'));
    if (parent && isRefusal(parent)) return parent;
    if (parent && liesWithin(context, 'group', parent.id)) {
      return refuse('group-cycle', `${context.reference} would report to itself; choose another parent.`, {
        field: 'parent',
        value: command.parent,
      });
    }
    const { name, description } = command;
    const data = changed(state, { name, description, lead: lead?.id, parent: parent?.id });
    return data ? [{ type: 'GroupDescribed', data }] : [];
  },
});

const setQuorum = verb<GroupState, SetQuorum, GroupFact>({
  body: SetQuorum,
  roles: PLANS,
  summary: 'Say how many must be present for it to decide, and which posts.',
  decide({ atLeast, posts: refs = [] }, { quorum }, context) {
    const posts = resolveAll(context, 'party', refs, 'posts');
    if (isRefusal(posts)) return posts;
    return changed(quorum ?? {}, { atLeast, posts }) ? [{ type: 'GroupQuorumSet', data: { atLeast, posts } }] : [];
  },
});

const removeQuorum = verb<GroupState, RemoveQuorum, GroupFact>({
  body: RemoveQuorum,
  roles: PLANS,
  summary: 'Take its rule of quorum away.',
  decide({ reason }, { quorum }) {
    return quorum ? [{ type: 'GroupQuorumRemoved', data: { reason } }] : [];
  },
});

const close = verb<GroupState, CloseGroup, GroupFact>({
  body: CloseGroup,
  roles: PLANS,
  summary: 'Close it, naming the group that takes its work over.',
  decide(command, state, context) {
    if (state.closed) return [];
    const successor = optionally(command.successors?.[0], (ref) => resolveOpen(context, 'group', ref, 'successors[0]'));
    if (successor && isRefusal(successor)) return successor;
    if (successor?.id === context.id) {
      return refuse('succeeds-itself', 'A group cannot succeed itself; name another one.', { field: 'successors' });
    }
    return [{ type: 'GroupClosed', data: { reason: command.reason, successor: successor?.id } }];
  },
});

export const group: Aggregate<GroupState, GroupFact> = {
  kind: 'group',
  plural: PLURALS.group,
  creation: {
    body: RegisterGroup,
    roles: PLANS,
    summary: 'Register a group that governs.',
    referencePrefix: (command: RegisterGroup) => command.reference,
    decide(command: RegisterGroup, context) {
      const lead = optionally(command.lead, (ref) => resolve(context, 'party', ref, 'lead'));
      if (lead && isRefusal(lead)) return lead;
      const parent = optionally(command.parent, (ref) => resolveOpen(context, 'group', ref, 'parent'));
      if (parent && isRefusal(parent)) return parent;
      const { name, description } = command;
      return [
        {
          type: 'GroupRegistered',
          data: { reference: context.reference, name, description, lead: lead?.id, parent: parent?.id },
        },
      ];
    },
  },
  verbs: allowedBy(transitions, statusOf, notInThisState, {
    describe,
    'set-quorum': setQuorum,
    'remove-quorum': removeQuorum,
    close,
  }),
  evolve: evolveGroup,
};

function evolveGroup(state: GroupState | undefined, event: Recorded<GroupFact>): GroupState {
  const before = state as GroupState;
  switch (event.type) {
    case 'GroupRegistered':
      return { ...event.data, closed: false };
    case 'GroupDescribed':
      return { ...before, ...event.data };
    case 'GroupQuorumSet':
      return { ...before, quorum: event.data };
    case 'GroupQuorumRemoved': {
      const { quorum: _, ...rest } = before;
      return rest;
    }
    case 'GroupClosed':
      return { ...before, closed: true };
    default:
      return unknownEvent(event);
  }
}
