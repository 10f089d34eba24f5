import { IsOptional } from 'class-validator';
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

export type ProgrammeFact =
  | Fact<
      'ProgrammeRegistered',
      { reference: string; name: string; description?: string; lead?: string; parent?: string; group?: string }
    >
  | Fact<'ProgrammeDescribed', { name?: string; description?: string; lead?: string; parent?: string }>
  | Fact<'ProgrammeGroupAssigned', { group: string }>
  | Fact<'ProgrammeClosed', { reason: string; successors: string[] }>;

export interface ProgrammeState {
  readonly reference: string;
  readonly name: string;
  readonly description?: string;
  /** The ids of the lead party, the parent programme and the group that oversees it. */
  readonly lead?: string;
  readonly parent?: string;
  readonly group?: string;
  readonly closed: boolean;
}

export const STATUSES = ['open', 'closed'] as const;
export type ProgrammeStatus = (typeof STATUSES)[number];

/** The life of a programme. */
export const transitions = {
  describe: { from: ['open'] },
  'assign-group': { from: ['open'] },
  close: { from: STATUSES, to: ['closed'] },
} as const satisfies Transitions<ProgrammeStatus>;

export function statusOf({ closed }: ProgrammeState): ProgrammeStatus {
  return closed ? 'closed' : 'open';
}

/** Why a verb may not be used in the state that the programme is in. */
export function notInThisState(_: Transition<ProgrammeStatus>, __: ProgrammeState, { reference }: Context): Refusal {
  return refuse('programme-closed', `${reference} is closed; nothing about it changes any more.`);
}

export class RegisterProgramme extends CommandBody {
  /** What it governs is numbered under it: SMI-A05 under SMI. */
  @IsNewReference(LIMITS.prefix) reference: string;
  @IsLine() name: string;
  @IsOptional() @IsText() description?: string;
  /** The party that leads it. */
  @IsOptional() @IsItem() lead?: string;
  /** The programme that it is a part of. */
  @IsOptional() @IsItem() parent?: string;
  /** The group that oversees it. */
  @IsOptional() @IsItem() group?: string;
}

export class DescribeProgramme extends CommandBody {
  @IsOptional() @IsLine() name?: string;
  @IsOptional() @IsText() description?: string;
  @IsOptional() @IsItem() lead?: string;
  @IsOptional() @IsItem() parent?: string;
}

export class AssignProgrammeGroup extends CommandBody {
  @IsItem() group: string;
}

export class CloseProgramme extends ReasonedCommand {
  /** The programmes that carry its work on. */
  @IsOptional() @IsItems() successors?: string[];
}

const describe = verb<ProgrammeState, DescribeProgramme, ProgrammeFact>({
  body: DescribeProgramme,
  roles: PLANS,
  summary: 'Change its name, description, lead or parent.',
  decide(command, state, context) {
    const lead = optionally(command.lead, (ref) => resolve(context, 'party', ref, 'lead'));
    if (lead && isRefusal(lead)) return lead;
    const parent = optionally(command.parent, (ref) => resolveOpen(context, 'programme', ref, 'parent'));
    if (parent && isRefusal(parent)) return parent;
    if (parent && liesWithin(context, 'programme', parent.id)) {
      return refuse('programme-cycle', `${context.reference} would become a part of itself; choose another parent.`, {
        field: 'parent',
        value: command.parent,
      });
    }
    const data = changed(state, {
      name: command.name,
      description: command.description,
      lead: lead?.id,
      parent: parent?.id,
    });
    return data ? [{ type: 'ProgrammeDescribed', data }] : [];
  },
});

const assignGroup = verb<ProgrammeState, AssignProgrammeGroup, ProgrammeFact>({
  body: AssignProgrammeGroup,
  roles: PLANS,
  summary: 'Put it under the oversight of a group.',
  decide(command, state, context) {
    const group = resolveOpen(context, 'group', command.group, 'group');
    if (isRefusal(group)) return group;
    return group.id === state.group ? [] : [{ type: 'ProgrammeGroupAssigned', data: { group: group.id } }];
  },
});

const close = verb<ProgrammeState, CloseProgramme, ProgrammeFact>({
  body: CloseProgramme,
  roles: PLANS,
  summary: 'Close it, naming the programmes that carry its work on.',
  decide(command, state, context) {
    if (state.closed) return [];
    const successors = resolveAll(context, 'programme', command.successors ?? [], 'successors');
    if (isRefusal(successors)) return successors;
    if (successors.includes(context.id)) {
      return refuse('succeeds-itself', 'A programme cannot succeed itself; name another one.', { field: 'successors' });
    }
    return [{ type: 'ProgrammeClosed', data: { reason: command.reason, successors } }];
  },
});

export const programme: Aggregate<ProgrammeState, ProgrammeFact> = {
  kind: 'programme',
  plural: PLURALS.programme,
  creation: {
    body: RegisterProgramme,
    roles: PLANS,
    summary: 'Register a programme.',
    referencePrefix: (command: RegisterProgramme) => command.reference,
    decide(command: RegisterProgramme, context) {
      const lead = optionally(command.lead, (ref) => resolve(context, 'party', ref, 'lead'));
      if (lead && isRefusal(lead)) return lead;
      const parent = optionally(command.parent, (ref) => resolveOpen(context, 'programme', ref, 'parent'));
      if (parent && isRefusal(parent)) return parent;
      const group = optionally(command.group, (ref) => resolveOpen(context, 'group', ref, 'group'));
      if (group && isRefusal(group)) return group;
      const { name, description } = command;
      return [
        {
          type: 'ProgrammeRegistered',
          data: {
            reference: context.reference,
            name,
            description,
            lead: lead?.id,
            parent: parent?.id,
            group: group?.id,
          },
        },
      ];
    },
  },
  verbs: allowedBy(transitions, statusOf, notInThisState, { describe, 'assign-group': assignGroup, close }),
  evolve: evolveProgramme,
};

function evolveProgramme(state: ProgrammeState | undefined, event: Recorded<ProgrammeFact>): ProgrammeState {
  const before = state as ProgrammeState;
  switch (event.type) {
    case 'ProgrammeRegistered':
      return { ...event.data, closed: false };
    case 'ProgrammeDescribed':
      return { ...before, ...event.data };
    case 'ProgrammeGroupAssigned':
      return { ...before, group: event.data.group };
    case 'ProgrammeClosed':
      return { ...before, closed: true };
    default:
      return unknownEvent(event);
  }
}
