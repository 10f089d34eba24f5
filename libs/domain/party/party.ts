import { IsIn, IsOptional } from 'class-validator';
import { CommandBody, ReasonedCommand } from '../kernel/command.js';
import {
  type Aggregate,
  type Context,
  isRefusal,
  PLURALS,
  type Recorded,
  type Refusal,
  refuse,
  unknownEvent,
  verb,
} from '../kernel/decider.js';
import { changed, optionally, resolve } from '../kernel/resolve.js';
import { ADMINISTERS, KEEPS_PARTIES } from '../kernel/roles.js';
import { allowedBy, type Transition, type Transitions } from '../kernel/transitions.js';
import { IsItem, IsLine, IsNewReference } from '../kernel/validation.js';
import { recordMailAddress, removeMailAddress, resumeDigest, stopDigest } from './mail.verbs.js';
import { PARTY_KINDS, type PartyFact, type PartyKind, type PartyState } from './state.js';

export const STATUSES = ['active', 'retired', 'erased'] as const;
export type PartyStatus = (typeof STATUSES)[number];

/** The life of a party. Only a person is erased, which retires it too. */
export const transitions = {
  describe: { from: ['active', 'retired'] },
  retire: { from: STATUSES, to: ['retired', 'erased'] },
  erase: { from: STATUSES, to: ['erased'] },
  'record-mail-address': { from: ['active'] },
  'remove-mail-address': { from: STATUSES },
  'stop-digest': { from: ['active', 'retired'] },
  'resume-digest': { from: ['active', 'retired'] },
} as const satisfies Transitions<PartyStatus>;

export function statusOf({ retired, erased }: PartyState): PartyStatus {
  if (erased) return 'erased';
  return retired ? 'retired' : 'active';
}

/** Why a verb may not be used in the state that the party is in. */
export function notInThisState(_: Transition<PartyStatus>, { erased }: PartyState, { reference }: Context): Refusal {
  if (!erased) return refuse('party-retired', `${reference} is retired; no message goes to it.`);
  return refuse('person-erased', `${reference} has been erased; register the person anew.`);
}

export class RegisterParty extends CommandBody {
  @IsIn(PARTY_KINDS) kind: PartyKind;
  @IsLine() name: string;
  /** The organisation that a post or person belongs to. */
  @IsOptional() @IsItem() organisation?: string;
  @IsOptional() @IsNewReference() reference?: string;
}

export class DescribeParty extends CommandBody {
  @IsOptional() @IsLine() name?: string;
  @IsOptional() @IsItem() organisation?: string;
}

export class RetireParty extends CommandBody {}

export class EraseParty extends ReasonedCommand {}

const describe = verb<PartyState, DescribeParty, PartyFact>({
  body: DescribeParty,
  roles: KEEPS_PARTIES,
  summary: 'Change its name or the organisation that it belongs to.',
  redact: (command) => ({ ...command, name: undefined }),
  personName: ({ name }, { kind }) => (kind === 'person' ? name : undefined),
  decide(command, state, context) {
    const organisation = optionally(command.organisation, (ref) => resolveOrganisation(context, ref));
    if (organisation && isRefusal(organisation)) return organisation;
    const moved = changed(state, { organisation: organisation?.id });
    if (state.kind === 'person') {
      return command.name || moved
        ? [{ type: 'PartyDescribed', data: { ...moved, renamed: command.name ? true : undefined } }]
        : [];
    }
    const data = changed(state, { name: command.name, organisation: organisation?.id });
    return data ? [{ type: 'PartyDescribed', data }] : [];
  },
});

const retire = verb<PartyState, RetireParty, PartyFact>({
  body: RetireParty,
  roles: KEEPS_PARTIES,
  summary: 'Retire it: it is given nothing more, and keeps what it had.',
  decide(command, state) {
    return state.retired ? [] : [{ type: 'PartyRetired', data: { reason: command.reason } }];
  },
});

const erase = verb<PartyState, EraseParty, PartyFact>({
  body: EraseParty,
  roles: ADMINISTERS,
  summary: "Erase a person's name and address from the directory; history keeps the post and organisation.",
  erasesPerson: true,
  decide(command, state, context) {
    if (state.kind !== 'person') {
      return refuse(
        'not-a-person',
        `${context.reference} is a ${state.kind}; only persons are erased, others are retired.`,
      );
    }
    return state.erased ? [] : [{ type: 'PersonErased', data: { reason: command.reason } }];
  },
});

function resolveOrganisation(context: Parameters<typeof resolve>[0], ref: string) {
  const found = resolve<PartyState>(context, 'party', ref, 'organisation');
  if (isRefusal(found) || found.state.kind === 'organisation') return found;
  return refuse('not-an-organisation', `${found.reference} is a ${found.state.kind}; name an organisation.`, {
    field: 'organisation',
    value: ref,
  });
}

const PREFIXES = { organisation: 'ORG-', post: 'POST-', person: 'PERSON-' } as const;

export const party: Aggregate<PartyState, PartyFact> = {
  kind: 'party',
  plural: PLURALS.party,
  creation: {
    body: RegisterParty,
    roles: KEEPS_PARTIES,
    summary: 'Register an organisation, a post or a person.',
    redact: (command: RegisterParty) => (command.kind === 'person' ? { ...command, name: undefined } : command),
    personName: ({ kind, name }: RegisterParty) => (kind === 'person' ? name : undefined),
    referencePrefix: (command: RegisterParty) => PREFIXES[command.kind],
    decide(command: RegisterParty, context) {
      const organisation = optionally(command.organisation, (ref) => resolveOrganisation(context, ref));
      if (organisation && isRefusal(organisation)) return organisation;
      const name = command.kind === 'person' ? undefined : command.name;
      return [
        {
          type: 'PartyRegistered',
          data: { reference: context.reference, kind: command.kind, name, organisation: organisation?.id },
        },
      ];
    },
  },
  verbs: allowedBy(transitions, statusOf, notInThisState, {
    describe,
    retire,
    erase,
    'record-mail-address': recordMailAddress,
    'remove-mail-address': removeMailAddress,
    'stop-digest': stopDigest,
    'resume-digest': resumeDigest,
  }),
  evolve: evolveParty,
};

function evolveParty(state: PartyState | undefined, event: Recorded<PartyFact>): PartyState {
  const before = state as PartyState;
  switch (event.type) {
    case 'PartyRegistered':
      return { ...event.data, retired: false, erased: false, hasMailAddress: false, digestStopped: false };
    case 'PartyDescribed': {
      const { renamed: _, ...fields } = event.data;
      return { ...before, ...fields };
    }
    case 'PartyRetired':
      return { ...before, retired: true };
    case 'PersonErased':
      return { ...before, erased: true, retired: true, hasMailAddress: false };
    case 'PartyMailAddressRecorded':
      return { ...before, hasMailAddress: true };
    case 'PartyMailAddressRemoved':
      return { ...before, hasMailAddress: false };
    case 'PartyDigestStopped':
      return { ...before, digestStopped: true };
    case 'PartyDigestResumed':
      return { ...before, digestStopped: false };
    default:
      return unknownEvent(event);
  }
}
